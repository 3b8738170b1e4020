"""What could not be delivered, and why."""

LETTER = "*{what}*, for {to} ({at})."
LETTER_SEVERAL = "*{what}, {count} times*, for {to} (the last one {at})."
LETTER_MORE = "and {count} more"
LETTER_MOST = "One press takes {most} of them."
LETTER_CHANNEL = "the program's channel"
LETTER_GONE = "somebody who is not here any more"
LETTERS = {
    "invitation": "An invitation",
    "matched": "The news of a match",
    "unmatched": "The news that there is no match yet",
    "channel_create": "Opening a channel",
    "channel_invite": "An invitation to a channel",
    "channel_topic": "A channel's topic",
    "intro": "The introduction",
    "charter": "The charter",
    "agenda": "The first agenda",
    "plan": "The plan",
    "check_in": "A check-in",
    "survey": "A survey",
    "calibration": "The question after a month",
    "concern": "A help request",
    "concern_open": "A reminder of a help request",
    "concern_settled": "The news that a request is settled",
    "last_survey": "The last survey",
    "stay": "The question how to go on",
    "rhythm": "A proposal for another rhythm",
    "summary": "The summary of a mentorship",
    "replacement": "The news of a possible new mentor",
    "round": "The news of a round",
    "departure": "The news that somebody has left",
    "thanks": "The thank-you",
    "ended": "The news of an ending",
    "archive_channel": "Archiving a channel",
    "digest": "The weekly digest",
    "over": "The news that the program is over",
    "audience_hidden": "The news that I can't see whom the program is for",
    "audience_gone": "The news that a channel or group of the program is gone",
    "co_owner": "The news that somebody runs the program now",
    "handover": "The news that the program has changed hands",
    "charter_pin": "The pin on a charter",
    "plan_pin": "The pin on a plan",
    "channel_lost": "The news that a channel is lost",
    "channel_left": "The news that somebody has left a channel",
    "invite_again": "Another invitation to a channel",
    "quiet": "The news that a pair has gone quiet",
    "mentor_next": "The question whether to mentor next",
    "digest_lost": "The news that a digest could not be posted",
}
LETTER_OTHER = "A message"
GONE = "Slack does not know that account any more."
PLACE = "This workspace does not let me write there. A workspace admin can allow it."
ACCESS = "This workspace does not let me in. A workspace admin can allow it."
RIGHT = "The app lacks a permission: `alongside doctor` says which."
GUEST = "One of them is a guest who may not be there."
SHAPE = "Slack would not take it as I drew it. Please tell whoever looks after me: {error}."
WHY = {
    "channel_not_found": "Slack shows me no such account or channel: it is gone, or nobody has let me in.",
    "not_in_channel": "I am not in that channel. Whoever is can type `/invite @Alongside` there.",
    "is_archived": "That channel is archived.",
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
    "missing_scope": RIGHT,
    "no_permission": RIGHT,
    "not_allowed_token_type": RIGHT,
    "user_is_restricted": GUEST,
    "user_is_ultra_restricted": GUEST,
    "cant_invite": "Slack does not let me invite one of them.",
    "cannot_dm_bot": "It was for a bot, and I can't write to those.",
    "messages_tab_disabled": "The app's Messages tab is switched off. Whoever looks after me can switch it on.",
    "invalid_blocks": SHAPE,
    "invalid_arguments": SHAPE,
    "msg_too_long": SHAPE,
    "msg_blocks_too_long": SHAPE,
    "no_text": SHAPE,
    "unknown_method": "This workspace's Slack can't do that.",
    "message_limit_exceeded": "This workspace has sent as many messages as Slack allows it.",
    "service_unavailable": "Slack was out of order for hours.",
    "request_timeout": "Slack was out of order for hours.",
    "team_added_to_org": "Slack was moving this workspace for hours.",
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
UNKNOWN = "Slack's answer was lost, again and again: it may have arrived all the same."
PAGE = "Something answers me in Slack's place ({error}). Whoever looks after me can find out what."
OTHER = "Slack would not do it. Whoever looks after me may know the reason ({error})."
AGAIN = "Try again"
LET_BE = "Let it be"
