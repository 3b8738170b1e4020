"""views.*: modals and the Home tab."""

from sandbox.api.call import Call, Method
from sandbox.errors import SlackError, invalid_arguments
from sandbox.jsontype import JSON
from sandbox.views import View


def open_modal(call: Call) -> JSON:
    view = _view(call)
    trigger = call.ws.screens.fresh(call.required("trigger_id"))
    opened = call.ws.screens.open(trigger.person, view)
    trigger.used = True
    return _shown(call, opened)


def push(call: Call) -> JSON:
    view = _view(call)
    trigger = call.ws.screens.fresh(call.required("trigger_id"))
    pushed = call.ws.screens.push(trigger.person, view)
    trigger.used = True
    return _shown(call, pushed)


def update(call: Call) -> JSON:
    if not call.args.get("view_id") and not call.args.get("external_id"):
        raise invalid_arguments("missing required field: view_id or external_id")
    screens = call.ws.screens
    view = screens.find(call.text("view_id") or None, call.text("external_id") or None)
    return _shown(call, screens.update(view, _view(call), call.text("hash") or None))


def publish(call: Call) -> JSON:
    person = call.person("user_id")
    if person.deleted or person.is_bot:
        raise SlackError("user_not_found")
    if not call.ws.manifest.home_tab:
        raise SlackError("not_enabled")
    return _shown(call, call.ws.screens.publish(person.id, _view(call), call.text("hash") or None))


def _view(call: Call) -> JSON:
    view = call.args.get("view")
    if not isinstance(view, dict):
        raise invalid_arguments("missing required field: view" if not view else "invalid json: view")
    return view


def _shown(call: Call, view: View) -> JSON:
    return {"view": call.ws.screens.to_slack(view)}


METHODS = {
    "views.open": Method(open_modal, 4),
    "views.push": Method(push, 4),
    "views.update": Method(update, 4),
    "views.publish": Method(publish, 4),
}
