"""auth.*, apps.*, team.*: who the app is and where."""

from sandbox.api.call import Call, Method
from sandbox.errors import SlackError
from sandbox.jsontype import JSON


def test(call: Call) -> JSON:
    ws = call.ws
    answer: JSON = {
        "url": f"https://{ws.domain}.slack.com/",
        "team": ws.name,
        "user": ws.people[ws.bot_user_id].handle,
        "team_id": ws.team_id,
        "user_id": ws.bot_user_id,
        "bot_id": ws.bot_id,
        "is_enterprise_install": ws.org_wide,
    }
    if ws.org_wide:
        whole = {"team": ws.enterprise.name, "team_id": ws.enterprise.id, "enterprise_id": ws.enterprise.id}
        answer |= whole | {"url": f"https://{ws.domain}.enterprise.slack.com/"}
    return answer


def uninstall(call: Call) -> JSON:
    ws = call.ws
    if call.text("client_id") != ws.client_id:
        raise SlackError("invalid_client_id")
    if call.text("client_secret") != ws.client_secret:
        raise SlackError("bad_client_secret")
    ws.uninstall_app()
    return {}


def open_connection(call: Call) -> JSON:
    url = call.base_url.replace("http", "ws", 1)
    ticket = call.ws.ids.uuid("ticket")
    call.ws.tickets.add(ticket)
    return {"url": f"{url}/link/?ticket={ticket}&app_id={call.ws.app_id}"}


def info(call: Call) -> JSON:
    ws = call.ws
    team = {
        "id": ws.team_id,
        "name": ws.name,
        "url": f"https://{ws.domain}.slack.com/",
        "domain": ws.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "is_verified": False,
    }
    return {"team": team}


def profile(call: Call) -> JSON:
    return {"profile": {"fields": call.ws.staff.fields(), "sections": []}}


METHODS = {
    "auth.test": Method(test, 0),
    "apps.uninstall": Method(uninstall, 1),
    "apps.connections.open": Method(open_connection, 0, ("connections:write",), app_token=True),
    "team.info": Method(info, 3, ("team:read",)),
    "team.profile.get": Method(profile, 3, ("users.profile:read",)),
}
