"""People, and who belongs where, as Slack describes them."""

from collections.abc import Mapping
from typing import Any

from handlers.views import wording
from handlers.views.kit import Call, Message, post
from handlers.views.text import Channel, clean, write
from handlers.views.wording import directory as say
from program.base.people import Page, Profile
from program.base.refusals import No
from program.joining import audiences
from program.joining.audiences import Group, Hidden, Walk

PAGE = 200
BOTS = ("is_bot", "is_workflow_bot", "is_connector_bot")


def lookup(person_id: str) -> Call:
    return Call("users.info", {"user": person_id, "include_locale": True})


def read_reply(reply: Mapping[str, Any]) -> Profile:
    """The person in the reply of users.info."""
    return read_user(reply["user"])


def read_user(user: Mapping[str, Any]) -> Profile:
    """The person in a Slack user object."""
    profile = user.get("profile") or {}
    organization = user.get("enterprise_user") or {}
    teams = organization.get("teams")
    return Profile(
        id=user["id"],
        name=clean(
            profile.get("real_name")
            or user.get("real_name")
            or profile.get("display_name")
            or user.get("name", "")
        ),
        handle=clean(user.get("name") or ""),
        email=clean(profile.get("email") or ""),
        time_zone=user.get("tz") or "UTC",
        locale=user.get("locale") or "",
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        bot=any(user.get(said) for said in BOTS) or user["id"] == "USLACKBOT",
        deactivated=bool(user.get("deleted")),
        stranger=bool(user.get("is_stranger")),
        invited=bool(user.get("is_invited_user")),
        team=user.get("team_id") or profile.get("team") or "",
        teams=tuple(teams) if teams is not None else None,
    )


def list_page(cursor: str) -> Call:
    """One page of everybody in the workspace."""
    return Call(
        "users.list", {"limit": PAGE, "include_locale": True, **({"cursor": cursor} if cursor else {})}
    )


def read_page(reply: Mapping[str, Any]) -> Page:
    return Page([read_user(user) for user in reply.get("members") or ()], _cursor(reply))


def list_usergroups(_workspace_id: str) -> Call:
    return Call("usergroups.list", {})


def read_usergroups(reply: Mapping[str, Any]) -> list[Group]:
    return [Group(group["id"], clean(group.get("name", ""))) for group in reply.get("usergroups") or ()]


def list_place(walk: Walk) -> Call:
    """One page of the people in a user group (Slack gives them all at once) or a channel."""
    if walk.kind == "usergroup":
        return Call("usergroups.users.list", {"usergroup": walk.place_id})
    page = {"cursor": walk.cursor} if walk.cursor else {}
    return Call("conversations.members", {"channel": walk.place_id, "limit": PAGE, **page})


def read_place(reply: Mapping[str, Any]) -> audiences.Page:
    return audiences.Page(list(reply.get("users") or reply.get("members") or ()), _cursor(reply))


def audience_hidden(shown: Hidden) -> Call:
    if shown.kind == "channel":
        said = write(say.AUDIENCE_HIDDEN_CHANNEL, place=Channel(shown.place_id), program=shown.program)
    else:
        said = write(say.AUDIENCE_HIDDEN_GROUP, program=shown.program)
    return post(shown.to, Message(said))


def outsider(person_id: str) -> Call:
    """To somebody of another company or workspace who wished to take part."""
    return post(person_id, Message(wording.refusals.SENTENCES[No.OUTSIDER]))


def _cursor(reply: Mapping[str, Any]) -> str:
    return str((reply.get("response_metadata") or {}).get("next_cursor") or "")
