"""What could not be delivered, and why."""

from handlers.views.language import _, plural

LETTER = plural(
    "*{what}*, for {to} ({at}).",
    "*{what}, {count} times*, for {to} (the last one {at}).",
)
LETTER_MORE = _("and {count} more")
LETTER_MOST = _("One press takes {most} of them.")
LETTER_CHANNEL = _("the program's channel")
LETTER_GONE = _("somebody who is not here any more")
QUESTION = _("A question to a pair")
"""Which of them would tell what one of them answered."""
LETTERS = {
    "invitation": _("An invitation"),
    "matched": _("The news of a match"),
    "unmatched": _("The news that there is no match yet"),
    "channel_create": _("Opening a channel"),
    "channel_invite": _("An invitation to a channel"),
    "channel_topic": _("A channel's topic"),
    "intro": _("The introduction"),
    "charter": _("The charter"),
    "agenda": _("The first agenda"),
    "plan": _("The plan"),
    "check_in": _("A check-in"),
    "survey": _("A survey"),
    "calibration": _("The question after a month"),
    "concern": _("A help request"),
    "concern_open": _("A reminder of a help request"),
    "concern_settled": _("The news that a request is settled"),
    "last_survey": _("The last survey"),
    "stay": QUESTION,
    "rhythm": QUESTION,
    "summary": _("The summary of a mentorship"),
    "replacement": _("The news of a possible new mentor"),
    "round": _("The news of a round"),
    "outsider": _("A note to somebody of another workspace"),
    "account_off": _("The news that an account is switched off"),
    "account_on": _("The news that an account is back"),
    "departure": _("The news that somebody has left"),
    "thanks": _("The thank-you"),
    "ended": _("The news of an ending"),
    "archive_channel": _("Archiving a channel"),
    "digest": _("The weekly digest"),
    "over": _("The news that the program is over"),
    "audience_hidden": _("The news that I can't see whom the program is for"),
    "audience_gone": _("The news that a channel or group of the program is gone"),
    "co_owner": _("The news that somebody runs the program now"),
    "handover": _("The news that the program has changed hands"),
    "charter_pin": _("The pin on a charter"),
    "plan_pin": _("The pin on a plan"),
    "channel_lost": _("The news that a channel is lost"),
    "channel_rename": _("Another name for a channel"),
    "channel_stuck": _("The news that a channel could not be opened"),
    "channel_left": _("A note about a channel"),
    "invite_again": _("Another invitation to a channel"),
    "quiet": _("The news that a pair has gone quiet"),
    "mentor_next": _("The question whether to mentor next"),
    "digest_lost": _("The news that a digest could not be posted"),
}
LETTER_OTHER = _("A message")
GONE = _("Slack does not know that account any more.")
PLACE = _("This workspace does not let me write there. A workspace admin can allow it.")
ACCESS = _("This workspace does not let me in. A workspace admin can allow it.")
RIGHT = _("The app lacks a permission: `alongside doctor` says which.")
GUEST = _("One of them is a guest who may not be there.")
SHAPE = _("Slack would not take it as I drew it. Please tell whoever looks after me: {error}.")
WHY = {
    "channel_not_found": _("Slack shows me no such account or channel: it is gone, or nobody has let me in."),
    "not_in_channel": _("I am not in that channel. Whoever is can type `/invite @Alongside` there."),
    "is_archived": _("That channel is archived."),
    "user_not_found": GONE,
    "users_not_found": GONE,
    "user_disabled": GONE,
    "account_inactive_user": GONE,
    "restricted_action": PLACE,
    "restricted_action_read_only_channel": PLACE,
    "restricted_action_thread_only_channel": PLACE,
    "restricted_action_non_threadable_channel": PLACE,
    "channel_is_limited_access": PLACE,
    "access_denied": ACCESS,
    "team_access_not_granted": ACCESS,
    "ekm_access_denied": ACCESS,
    "accesslimited": ACCESS,
    "enterprise_is_restricted": ACCESS,
    "org_login_required": ACCESS,
    "two_factor_setup_required": ACCESS,
    "missing_scope": RIGHT,
    "no_permission": RIGHT,
    "not_allowed_token_type": RIGHT,
    "user_is_restricted": GUEST,
    "user_is_ultra_restricted": GUEST,
    "ura_max_channels": GUEST,
    "cant_invite": _("Slack does not let me invite one of them."),
    "cannot_dm_bot": _("It was for a bot, and I can't write to those."),
    "messages_tab_disabled": _(
        "The app's Messages tab is switched off. Whoever looks after me can switch it on."
    ),
    "invalid_blocks": SHAPE,
    "invalid_arguments": SHAPE,
    "msg_too_long": SHAPE,
    "msg_blocks_too_long": SHAPE,
    "no_text": SHAPE,
    "unknown_method": _("This workspace's Slack can't do that."),
    "message_limit_exceeded": _("This workspace has sent as many messages as Slack allows it."),
    "service_unavailable": _("Slack was out of order for hours."),
    "request_timeout": _("Slack was out of order for hours."),
    "team_added_to_org": _("Slack was moving this workspace for hours."),
}
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
PAGE = _("Something answers me in Slack's place ({error}). Whoever looks after me can find out what.")
OTHER = _("Slack would not do it. Whoever looks after me may know the reason ({error}).")
AGAIN = _("Try again")
LET_BE = _("Let it be")
