"""What each person has open: a stack of modals, and the app's Home tab."""

from dataclasses import dataclass, field

from sandbox.blocks import check_screen, settle_view
from sandbox.clock import monotonic
from sandbox.elements import state_of
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.state import State
from sandbox.views import View

STACK = 3
TRIGGER_SECONDS = 3.0


@dataclass
class Trigger:
    person: str
    born: float  # on the real clock
    view: str | None = None
    used: bool = False


@dataclass
class Screen:
    modals: list[View] = field(default_factory=list)
    home: View | None = None
    filled: dict[str, JSON] = field(default_factory=dict)  # by message, what was put into its elements
    offered: dict[str, list[JSON]] = field(default_factory=dict)  # by action, what an external select offers


class Screens:
    def __init__(self, ws: State) -> None:
        self._ws = ws
        self.of: dict[str, Screen] = {}
        self._triggers: dict[str, Trigger] = {}

    def screen(self, person_id: str) -> Screen:
        return self.of.setdefault(person_id, Screen())

    def forget(self, person_id: str) -> None:
        self.of.pop(person_id, None)

    # triggers

    def trigger(self, person_id: str, view: str | None = None) -> str:
        ids = self._ws.ids
        trigger_id = f"{ids.digits('trigger')}.{ids.digits('trigger')}.{ids.hex('trigger', 32)}"
        self._triggers[trigger_id] = Trigger(person_id, monotonic(), view)
        return trigger_id

    def fresh(self, trigger_id: str) -> Trigger:
        """A trigger that still works: for three real seconds, once. Mark it used when it has been."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if monotonic() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return trigger

    # modals

    def open(self, person_id: str, raw: JSON) -> View:
        view = self._build(person_id, raw, "modal")
        self.screen(person_id).modals = [view]
        self._tell(view)
        return view

    def push(self, person_id: str, raw: JSON) -> View:
        stack = self.screen(person_id).modals
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        view = self._build(person_id, raw, "modal", below=stack[-1])
        stack.append(view)
        self._tell(view)
        return view

    def update(self, view: View, raw: JSON, expected: str | None = None) -> View:
        if expected is not None and expected != view.hash:
            raise SlackError("hash_conflict")
        view.become(self._build(view.person, raw, view.kind, instead_of=view))
        self._tell(view)
        return view

    def publish(self, person_id: str, raw: JSON, expected: str | None = None) -> View:
        screen = self.screen(person_id)
        if expected is not None and (screen.home is None or screen.home.hash != expected):
            raise SlackError("hash_conflict")
        if screen.home is None:
            screen.home = self._build(person_id, raw, "home")
        else:
            screen.home.become(self._build(person_id, raw, "home", instead_of=screen.home))
        self._ws.watchers.tell("home", user=person_id)
        return screen.home

    def find(self, view_id: str | None, external_id: str | None) -> View:
        for screen in self.of.values():
            for view in [*screen.modals, *([screen.home] if screen.home else [])]:
                if view.id == view_id or (external_id and view.external_id == external_id):
                    return view
        raise SlackError("not_found")

    def close(self, view: View) -> list[View]:
        """Close a modal (all of its stack if it says so); those that went, topmost first."""
        stack = self.screen(view.person).modals
        if view not in stack:
            return []
        gone = list(reversed(stack)) if view.clear_on_close else [view]
        self.screen(view.person).modals = [v for v in stack if v not in gone]
        self._tell(view)
        return gone

    def clear(self, person_id: str) -> None:
        self.screen(person_id).modals = []
        self._ws.watchers.tell("view", user=person_id)

    def to_slack(self, view: View) -> JSON:
        ws = self._ws
        return view.to_slack(ws.team_id, ws.app_id, ws.bot_id)

    def _build(
        self,
        person_id: str,
        raw: object,
        kind: str,
        *,
        below: View | None = None,
        instead_of: View | None = None,
    ) -> View:
        check_screen(raw, kind)
        assert isinstance(raw, dict)
        self._check_external_id(raw.get("external_id"), instead_of)
        ids = self._ws.ids
        view_id = instead_of.id if instead_of else ids.make("V")
        blocks = settle_view(raw, ids)
        view = View(
            id=view_id,
            person=person_id,
            kind=kind,
            blocks=blocks,
            hash=f"{self._ws.now()}.{ids.mixed('hash', 8)}",
            root_id=instead_of.root_id if instead_of else below.root_id if below else view_id,
            previous_id=instead_of.previous_id if instead_of else below.id if below else None,
            values=state_of(blocks, instead_of.values if instead_of else None),
        )
        for name in ("title", "submit", "close", "private_metadata", "callback_id", "external_id"):
            if raw.get(name):
                setattr(view, name, raw[name])
        for name in ("clear_on_close", "notify_on_close", "submit_disabled"):
            setattr(view, name, bool(raw.get(name, False)))
        return view

    def _check_external_id(self, external_id: str | None, but: View | None) -> None:
        if not external_id:
            return
        for screen in self.of.values():
            for view in [*screen.modals, *([screen.home] if screen.home else [])]:
                if view.external_id == external_id and view is not but:
                    raise SlackError("duplicate_external_id")

    def _tell(self, view: View) -> None:
        self._ws.watchers.tell("view", user=view.person, view=view.id)
