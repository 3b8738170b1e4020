"""What was put where a token of Slack's belongs, and what to do about it. Never shows the token."""

import re

KINDS = {
    "xoxe.xoxb-": "a bot token that rotates: it expires within 12 hours, and Alongside can't renew it. Token "
    "rotation can't be switched off in an app that has it, so make a new app from manifest.yml, without it",
    "xoxe.xoxp-": "a token for configuring apps, or a user's that rotates",
    "xoxe.": "a token that rotates",
    "xoxe-": "a refresh token, which only renews tokens that rotate",
    "xoxp-": "a user's token (User OAuth Token)",
    "xoxb-": "a bot's token (Bot User OAuth Token)",
    "xapp-": "an app-level token",
    "xoxa-": "a token of a former kind of app (xoxa-)",
    "xoxr-": "a refresh token of a former kind of app (xoxr-)",
    "xoxc-": "the token of somebody's browser (xoxc-)",
    "xoxd-": "the cookie of somebody's browser (xoxd-)",
    "xoxs-": "the token of somebody's browser (xoxs-)",
    "https:": "an address",
}
"""Every beginning of a credential of Slack's."""
WANTED = {
    "xoxb-": "the Bot User OAuth Token (page OAuth & Permissions), which begins with xoxb-",
    "xapp-": "an app-level token with connections:write (page Basic Information), which begins with xapp-",
    "": "the Signing Secret (page Basic Information)",
}
SECRET = re.compile(r"[0-9a-f]{32}")
AROUND = re.compile(r"[\s\"'`“”‘’\u200b\ufeff]")
PLACEHOLDER = re.compile(
    r"[<>{}\[\]…$]|\.\.\.|^[x.*_-]*$|\b(your|change-?me|todo|replace|paste|placeholder)\b", re.IGNORECASE
)


def complaint(value: str, begins: str) -> str:
    """What is wrong with a value, and what to do; "" if nothing is seen. `begins`: "" for the signing secret."""
    wanted = f"copy {WANTED[begins]}"
    if not value:
        return ""
    if AROUND.search(value):
        return (
            "there are quotes or blanks in it or around it: write what Slack shows alone, right behind the ="
        )
    kind = next((kind for kind in KINDS if value.lower().startswith(kind)), "")
    if kind != begins and kind:
        return f"this is {KINDS[kind]}; {wanted}"
    if PLACEHOLDER.search(value.removeprefix(begins)):
        return f"this is a placeholder; {wanted}"
    if begins and SECRET.fullmatch(value):
        return f"this looks like the app's signing or client secret; {wanted}"
    if not value.startswith(begins):
        return f"this is no token of Slack's; {wanted}"
    return ""
