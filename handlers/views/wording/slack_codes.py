"""Why Slack did not do something: words for every code that it answers to a method of ours."""

from handlers.views.language import Sentence, _

FAULT = _(
    "Slack would not take it as I drew it, and that is on my side. Whoever looks after me finds more by "
    "`alongside letters`."
)
GONE = _("Slack does not know that account any more.")
PLACE = _("This workspace does not let me write there. A workspace admin can allow it.")
OUT_OF_ORDER = _("Slack was out of order for hours.")
TOLD: tuple[tuple[Sentence, str], ...] = (
    (
        _("Slack shows me no such account or channel: it is gone, or nobody has let me in."),
        "channel_not_found no_channel",
    ),
    (_("I am not in that channel. Whoever is can type `/invite @Alongside` there."), "not_in_channel"),
    (_("That channel is archived."), "is_archived"),
    (GONE, "user_not_found users_not_found user_disabled account_inactive_user no_user"),
    (_("Slack does not show me that account."), "user_not_visible missing_profile_id"),
    (
        PLACE,
        """
        restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel
        restricted_action_non_threadable_channel restricted_action_thread_locked channel_is_limited_access
        posting_to_channel_denied send_on_behalf_not_allowed app_access_restricted
        """,
    ),
    (
        _("This workspace does not let apps make private channels. A workspace admin can allow it."),
        "cannot_create_channel canvas_disabled_user_team",
    ),
    (
        _("Slack would not take the channel's name."),
        """
        name_taken invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required
        invalid_name_specials
        """,
    ),
    (
        _("This workspace does not let me in. A workspace admin can allow it."),
        """
        access_denied team_access_not_granted ekm_access_denied accesslimited enterprise_is_restricted
        org_login_required two_factor_setup_required forbidden_team
        """,
    ),
    (
        _("The app lacks a permission: `alongside doctor` says which."),
        "missing_scope no_permission not_allowed_token_type is_bot",
    ),
    (
        _("Slack does not take my token any more. Whoever looks after me can give me a new one."),
        "account_inactive invalid_auth not_authed token_expired token_revoked",
    ),
    (
        _("One of them is a guest who may not be there. A workspace admin can change that."),
        "user_is_restricted user_is_ultra_restricted",
    ),
    (
        _("One of them is a guest who is in as many channels as Slack allows that guest."),
        "ura_max_channels",
    ),
    (
        _("One of them is not a member of this workspace, or can't see that channel."),
        "org_user_not_in_team invitee_cant_see_channel",
    ),
    (
        _("One of them is from another company, and I may not invite people from outside."),
        "no_external_invite_permission",
    ),
    (_("Slack does not let me invite one of them."), "cant_invite"),
    (_("It was for the app itself, or for another one, and Slack does not let apps in."), "cant_invite_self"),
    (_("Slack does not let apps into that channel."), "app_cannot_join_channel"),
    (_("It was for a bot, and I can't write to those."), "cannot_dm_bot"),
    (_("These are more people than Slack takes there."), "too_many_users"),
    (
        _("The app's Messages tab is switched off. Whoever looks after me can switch it on."),
        "messages_tab_disabled",
    ),
    (_("The app's Home tab is switched off. Whoever looks after me can switch it on."), "not_enabled"),
    (
        _("That message is not there any more, or Slack does not let me change it."),
        """
        message_not_found thread_not_found cant_update_message edit_window_closed is_inactive block_mismatch
        cant_broadcast_message cannot_reply_to_message no_dual_broadcast_content_update not_pinnable
        duplicate_message_not_found duplicate_channel_not_found draft_already_deleted draft_already_sent
        draft_has_conflict draft_not_found
        """,
    ),
    (_("There are as many pins in that channel as Slack allows."), "too_many_pins"),
    (
        _("Slack does not let me do that in a channel of that kind."),
        "method_not_supported_for_channel_type cant_archive_general cant_archive_required",
    ),
    (
        _("The channel is shared with another company, and that does not allow it."),
        """
        slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
        slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked
        slack_connect_lists_sharing_blocked
        """,
    ),
    (
        _("This workspace's Slack can't do that."),
        "unknown_method method_deprecated deprecated_endpoint not_implemented plan_upgrade_required",
    ),
    (_("Slack does not let me rename that channel."), "not_authorized"),
    (_("That user group is not there any more."), "no_such_subteam"),
    (_("Slack does not know that workspace."), "team_not_found invalid_team"),
    (_("This workspace has sent as many messages as Slack allows it."), "message_limit_exceeded"),
    (_("Slack asked me to wait, again and again."), "ratelimited rate_limited too_many_requests"),
    (
        OUT_OF_ORDER,
        """
        service_unavailable request_timeout fetch_members_failed update_failed streaming_state_conflict
        hash_conflict
        """,
    ),
    (_("Slack was moving this workspace for hours."), "team_added_to_org external_channel_migrating"),
    (_("It was so already."), "already_in_channel already_pinned already_archived no_pin not_pinned"),
    (
        _("Slack opens and changes a window only for a moment after a click."),
        "expired_trigger_id exchanged_trigger_id invalid_trigger_id not_found push_limit_reached",
    ),
    (
        FAULT,
        """
        invalid_blocks invalid_blocks_format invalid_arguments invalid_arg_name invalid_array_arg invalid_attachments
        invalid_charset invalid_form_data invalid_post_type missing_post_type missing_argument missing_args
        invalid_cursor invalid_limit limit_required invalid_types invalid_metadata_format invalid_metadata_schema
        metadata_must_be_sent_from_app metadata_too_large msg_too_long msg_blocks_too_long no_text too_long
        view_too_large markdown_text_conflict as_user_not_supported attachment_payload_limit_exceeded
        too_many_attachments too_many_contact_cards bad_timestamp no_item_specified duplicate_external_id
        blocked_file_type file_deleted file_is_deleted file_not_found file_not_shared file_share_limit_reached
        max_file_sharing_exceeded missing_file_data unable_to_share_files insecure_request
        invalid_user_combination not_enough_users users_list_not_supplied invalid_metadata_filter_keys
        invalid_ts_latest invalid_ts_oldest
        """,
    ),
)
"""A sentence, and the codes that it is for."""
WHY = {code: sentence for sentence, codes in TOLD for code in codes.split()}
HERE = {
    ("channel_create", "restricted_action"): WHY["cannot_create_channel"],
    ("archive_channel", "restricted_action"): _(
        "This workspace does not let apps archive channels. A workspace admin can allow it."
    ),
    ("charter_pin", "restricted_action"): _("This workspace does not let apps pin messages there."),
    ("plan_pin", "restricted_action"): _("This workspace does not let apps pin messages there."),
    ("channel_create", "user_is_restricted"): WHY["cannot_create_channel"],
    ("channel_topic", "user_is_restricted"): PLACE,
    ("channel_rename", "restricted_action"): _("Slack does not let me rename that channel."),
}
"""What a code means for one kind of letter (program/base/notices.py), where it is something else than elsewhere."""
LOST = frozenset(
    {
        "internal_error",
        "fatal_error",
        "TimeoutError",
        "ServerTimeoutError",
        "ServerDisconnectedError",
        "ClientOSError",
        "ClientPayloadError",
        "the sender stopped in the act",
    }
)
UNKNOWN = _("Slack's answer was lost, again and again: it may have arrived all the same.")
PAGE = _("Something answers me in Slack's place. Whoever looks after me finds more by `alongside letters`.")
OTHER = _(
    "Slack would not do it, for a reason that I have no words for. Whoever looks after me finds Slack's by "
    "`alongside letters`."
)
