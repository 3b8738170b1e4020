"""How many calls a minute Slack allows of each method."""

from collections.abc import Mapping

TIERS: Mapping[str, int] = {
    "conversations.create": 20,
    "conversations.archive": 20,
    "conversations.setTopic": 20,
    "conversations.list": 20,
    "users.list": 20,
    "usergroups.list": 20,
    "usergroups.users.list": 20,
    "pins.add": 20,
    "conversations.rename": 20,
    "conversations.invite": 50,
    "chat.update": 50,
    "chat.postMessage": 300,
    "users.info": 100,
    "views.publish": 100,
}
"""Slack's published tiers (2: 20, 3: 50, 4: 100), for every method that a letter is a call of."""


def read_tiers(text: str) -> dict[str, int]:
    """`conversations.create=50, users.list=10` as numbers by method. Raises ValueError."""
    tiers = {}
    for word in text.replace(",", " ").split():
        method, _, number = word.partition("=")
        if method not in TIERS:
            raise ValueError(f"no letter is a call of {method}")
        if not number.isdecimal() or int(number) == 0:
            raise ValueError(f"{method} needs its calls a minute, such as {method}={TIERS[method]}")
        tiers[method] = int(number)
    return tiers
