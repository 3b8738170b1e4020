"""users.*, usergroups.*, dnd.*: the people."""

from sandbox.api.call import Call, Method
from sandbox.channels import TYPES
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.people import Person
from sandbox.scopes import READ

WANTS_A_LIMIT = 1000


SHOWS_EMAIL = "users:read.email"


def _shown(call: Call, person: Person) -> JSON:
    email = SHOWS_EMAIL in call.ws.scopes
    if email:
        call.ws.record_scopes([SHOWS_EMAIL])
    user = person.to_slack(call.ws.team_id, call.ws.clock.now(), call.ws.enterprise, email=email)
    return user | {"locale": person.locale} if call.flag("include_locale") else user


def info(call: Call) -> JSON:
    return {"user": _shown(call, call.person())}


def listing(call: Call) -> JSON:
    call.need_team()
    people = list(call.ws.people.values())
    if "limit" not in call.args and len(people) > WANTS_A_LIMIT:
        raise SlackError("limit_required")
    page, more = call.page(people, WANTS_A_LIMIT)
    return {"members": [_shown(call, p) for p in page], "cache_ts": call.ws.now(), **more}


def by_email(call: Call) -> JSON:
    email = call.required("email").lower()
    for person in call.ws.people.values():
        ours = person.team_id(call.ws.team_id) == call.ws.team_id and not person.deleted
        if ours and person.email and person.email.lower() == email:
            return {"user": _shown(call, person)}
    raise SlackError("users_not_found")


def profile(call: Call) -> JSON:
    ws = call.ws
    person = call.person()
    shown = person.profile(ws.team_id, email="users:read.email" in ws.scopes)
    with_labels = call.flag("include_labels")
    shown["fields"] = {
        ws.staff.field_ids[label]: {"value": value, "alt": ""} | ({"label": label} if with_labels else {})
        for label, value in person.profile_fields.items()
    }
    return {"profile": shown}


def conversations(call: Call) -> JSON:
    """The conversations of a person that the app can see too."""
    call.need_team()
    ws = call.ws
    user = call.text("user", ws.bot_user_id)
    if user not in ws.people:
        raise SlackError("user_not_found")
    kinds = [TYPES[name] for name in call.listed("types") or ["public_channel"] if name in TYPES]
    for kind in kinds:
        call.need(READ[kind])
    found = [
        c
        for c in ws.channels.values()
        if c.kind in kinds
        and user in c.members
        and (not c.is_private or ws.bot_user_id in c.members)
        and not (c.is_archived and call.flag("exclude_archived"))
    ]
    page, more = call.page(found, 100)
    return {"channels": [c.to_slack(ws.team_id, ws.bot_user_id) for c in page], **more}


def usergroups(call: Call) -> JSON:
    call.need_team()
    ws = call.ws
    groups = [g for g in ws.usergroups.values() if call.flag("include_disabled") or not g.disabled]
    users = call.flag("include_users")
    return {"usergroups": [g.to_slack(ws.team_id, users=users) for g in groups]}


def usergroup_users(call: Call) -> JSON:
    group = call.ws.usergroups.get(call.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.members)}


def dnd(call: Call) -> JSON:
    person = call.person() if call.args.get("user") else call.ws.people[call.ws.bot_user_id]
    return person.dnd.to_slack()


def team_dnd(call: Call) -> JSON:
    wanted = call.listed("users")
    if not wanted:
        raise SlackError("no_users_provided")
    if len(wanted) > 50:
        raise SlackError("too_many_users")
    people = call.ws.people
    return {"users": {u: people[u].dnd.to_slack() for u in wanted if u in people}}


READING = tuple(READ.values())
METHODS = {
    "users.info": Method(info, 4, ("users:read",)),
    "users.list": Method(listing, 2, ("users:read",)),
    "users.lookupByEmail": Method(by_email, 3, ("users:read.email",)),
    "users.profile.get": Method(profile, 4, ("users.profile:read",)),
    "users.conversations": Method(conversations, 3, READING),
    "usergroups.list": Method(usergroups, 2, ("usergroups:read",)),
    "usergroups.users.list": Method(usergroup_users, 2, ("usergroups:read",)),
    "dnd.info": Method(dnd, 3, ("dnd:read",)),
    "dnd.teamInfo": Method(team_dnd, 2, ("dnd:read",)),
}
