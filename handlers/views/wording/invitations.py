"""Inviting people to a program."""

TITLE = "Invite people"
SUBMIT = "Send invitations"
SUBMIT_ONE = "Send invitation"
COUNT = "*{inviting} of the {audience} people whom {program} is for would be invited.*"
REST = (
    "Joined already: {joined}. Whoever was asked before isn't asked again, save for a “Not now” of long ago."
)
NONE = "*Nobody is left to invite to {program}.*"
READING = "I'm still reading who belongs to it, so this number may grow. Look again in a minute."
HOW = "Each gets one direct message from me in their working hours, with this:"
SENT_ONE = (
    "*One invitation to {program} is on its way.*\nIt goes out in that person's working hours. "
    "`/mentor invite` later asks whoever is new."
)
SENT = (
    "*{inviting} invitations to {program} are on their way.*\nEach goes out in that person's working hours, "
    "so the last ones leave by the next working day. `/mentor invite` later asks whoever is new."
)
CARD = "*{by} invites you to {program}.*"
CARD_NOBODY = "*You're invited to {program}.*"
ASK = "Joining takes about three minutes, and you can leave at any time."
MENTEE = "Join as mentee"
MENTOR = "Join as mentor"
NOT_NOW = "Not now"
NEVER = "Never ask"
JOINED = "You've joined. `/mentor join` changes your answers."
OVER = "{program} is over, so there is nothing to join any more. Nothing is needed from you."
WAITS = (
    "Not now, then. You can join any time with `/mentor join`; I won't remind you for three months at least."
)
SILENT = "I won't invite you again, to any program. `/mentor join` stays open if you change your mind."
