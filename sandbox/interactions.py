"""A person's hands on blocks: click, choose, fill in, submit, close."""

from collections.abc import Mapping
from typing import Any

from sandbox import elements, payloads
from sandbox.errors import ClientRefused, SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.reach import Place, Reach
from sandbox.replies import Reply
from sandbox.views import View


class Interactions(Reach):
    @property
    def views(self) -> list[JSON]:
        """My stack of modals, the top one last."""
        stack = self.ws.screens.screen(self.id).modals
        return [self.ws.screens.to_slack(v) | {"errors": dict(v.errors)} for v in stack]

    @property
    def view(self) -> JSON | None:
        """The top one: what I'm looking at."""
        views = self.views
        return views[-1] if views else None

    # blocks

    async def click(
        self,
        action_id: str,
        *,
        message: Message | None = None,
        in_view: bool = False,
        in_home: bool = False,
        value: str | None = None,
        select: Any = None,
        block_id: str | None = None,
        stale: bool = False,
    ) -> Reply:
        """Press a button, or choose with `select`; confirm dialogs are accepted.

        `value` or `block_id` tell elements with the same action_id apart. A message is looked at as it is now;
        `stale` clicks on it as it was given, as a slow client would.
        """
        self._check_active()
        place = self._place(message, in_view=in_view, in_home=in_home, stale=stale, action_id=action_id)
        found = [
            (block, element)
            for block, element in elements.walk(place.blocks)
            if element.get("action_id") == action_id
            and value in (None, element.get("value"))
            and block_id in (None, block["block_id"])
        ]
        if not found:
            there = sorted({e.get("action_id", "") for _, e in elements.walk(place.blocks)})
            raise ClientRefused(f"nothing to click is called {action_id}; there are {there}")
        if len(found) > 1 and value is None and block_id is None:
            raise ClientRefused(f"{len(found)} are called {action_id}: say which by value or block_id")
        block, element = found[0]
        return await self._act(place, block, element, select)

    async def fill(
        self,
        values: Mapping[str, Any],
        *,
        message: Message | None = None,
        in_home: bool = False,
    ) -> None:
        """Put values in by block_id; a block with several elements takes `{action_id: value}`."""
        self._check_active()
        for block_id, value in values.items():
            place = self._place(message, in_view=message is None and not in_home, in_home=in_home)
            for block, element, single in self._targets(place, block_id, value):
                if block["type"] == "input" and not block.get("dispatch_action"):
                    self._put(place, block, element, single)
                else:
                    await self._act(place, block, element, single)

    async def options(self, action_id: str, typed: str, *, message: Message | None = None) -> list[JSON]:
        """Type into an external select, and get what the app offers."""
        self._check_active()
        place = self._place(message, in_view=message is None)
        found = [pair for pair in elements.walk(place.blocks) if pair[1].get("action_id") == action_id]
        if not found or not found[0][1]["type"].endswith("external_select"):
            raise ClientRefused(f"no external select is called {action_id}")
        block, element = found[0]
        if len(typed) < element.get("min_query_length", 3):
            raise ClientRefused("type a little more")
        payload = payloads.suggestion(self.ws, self.person, block, element, typed, place)
        outcome = await self._courier.send("interactive", payload, accepts_response=True)
        offered = elements.options_of(outcome.body) if outcome.ok else []
        self.ws.screens.screen(self.id).offered[action_id] = offered
        return offered

    # modals

    async def submit(self) -> Reply:
        """Submit the modal I'm looking at, once Slack's client has nothing to complain of."""
        self._check_active()
        view = self._top()
        if view.submit is None or view.submit_disabled:
            raise ClientRefused("there is nothing to submit")
        for block in view.blocks:
            if block["type"] != "input":
                continue
            state = view.values[block["block_id"]][block["element"]["action_id"]]
            if complaint := elements.complaint(block, state):
                raise ClientRefused(complaint, field=block["block_id"])
        view.errors = {}
        since = self.ws.next_ts()
        payload = payloads.submission(self.ws, self.person, view, self._response_urls(view))
        outcome = await self._courier.send("interactive", payload, accepts_response=True)
        reply = Reply(self.ws, self.id, since, outcome.ok, outcome.error, body=outcome.body)
        if outcome.ok:
            self._respond(view, outcome.body, reply)
        else:
            self.ws.toast(self.id, "We had some trouble connecting. Try again?")
        return reply

    async def close_view(self) -> None:
        """Close the modal I'm looking at; the app hears of it if it wanted to."""
        view = self._top()
        for gone in self.ws.screens.close(view):
            if gone.notify_on_close:
                payload = payloads.closed(self.ws, self.person, gone, cleared=view.clear_on_close)
                await self._courier.send("interactive", payload)

    # how

    async def _act(self, place: Place, block: JSON, element: JSON, value: Any) -> Reply:
        ws = self.ws
        if not ws.manifest.interactivity:
            raise ClientRefused("this app's manifest doesn't enable interactivity")
        if element["type"] == "overflow":
            state = {"selected_option": elements.pick(element, value, elements.options_of(element))}
        elif element["type"] in elements.STATEFUL:
            state = self._put(place, block, element, value)
        elif element["type"] == "feedback_buttons":
            state = {"value": value}
        else:
            state = {}
        since = ws.next_ts()
        action = elements.action_of(block, element, state, since)
        if isinstance(place, View):
            payload = payloads.view_action(ws, self.person, place, action)
        else:
            url = ws.responses.make(self._url, self.id, place.channel, place.ts)
            values = ws.screens.screen(self.id).filled.get(place.ts, {})
            payload = payloads.message_action(ws, self.person, place, action, values, url)
        outcome = await self._courier.send("interactive", payload)
        if not outcome.ok:
            ws.toast(self.id, "This app didn't respond. Try again, or contact its developer.")
        return Reply(ws, self.id, since, outcome.ok, outcome.error, body=outcome.body)

    def _put(self, place: Place, block: JSON, element: JSON, value: Any) -> JSON:
        """Put a value into an element; its new state."""
        offered = None
        if element["type"].endswith("external_select"):
            offered = self.ws.screens.screen(self.id).offered.get(element["action_id"], [])
        try:
            state = elements.fill(element, value, offered)
            self._check_ids(state)
        except ClientRefused as refused:
            raise ClientRefused(refused.message, field=block["block_id"]) from None
        if isinstance(place, View):
            values = place.values
            place.errors.pop(block["block_id"], None)
        else:
            filled = self.ws.screens.screen(self.id).filled
            values = filled.setdefault(place.ts, elements.state_of(place.blocks))
        values.setdefault(block["block_id"], {})[element["action_id"]] = state
        self.ws.watchers.tell("view", user=self.id)
        return state

    def _check_ids(self, state: JSON) -> None:
        """Only people and channels that are there can be chosen."""
        people = [state.get("selected_user"), *state.get("selected_users", [])]
        places = [state.get("selected_channel"), state.get("selected_conversation")]
        places += [*state.get("selected_channels", []), *state.get("selected_conversations", [])]
        for person_id in filter(None, people):
            if person_id not in self.ws.people or self.ws.people[person_id].deleted:
                raise ClientRefused(f"{person_id} is nobody here")
        for channel_id in filter(None, places):
            if channel_id not in self.ws.channels:
                raise ClientRefused(f"{channel_id} is no channel here")

    def _targets(self, place: Place, block_id: str, value: Any) -> list[tuple[JSON, JSON, Any]]:
        found = [pair for pair in elements.walk(place.blocks) if pair[0]["block_id"] == block_id]
        if not found:
            there = sorted({block["block_id"] for block, _ in elements.walk(place.blocks)})
            raise ClientRefused(f"no such block; there are {there}", field=block_id)
        actions = {element["action_id"]: (block, element) for block, element in found}
        if isinstance(value, Mapping) and set(value) <= set(actions):
            return [(*actions[action_id], single) for action_id, single in value.items()]
        if len(found) > 1:
            raise ClientRefused(f"say which of {sorted(actions)}", field=block_id)
        return [(*found[0], value)]

    def _respond(self, view: View, body: JSON, reply: Reply) -> None:
        """Do as the app's response_action says."""
        screens = self.ws.screens
        try:
            match body.get("response_action"):
                case None:
                    screens.close(view) if not view.clear_on_close else screens.clear(self.id)
                case "errors":
                    self._show_errors(view, body.get("errors"), reply)
                case "update":
                    screens.update(view, body.get("view") or {})
                case "push":
                    screens.push(self.id, body.get("view") or {})
                case "clear":
                    screens.clear(self.id)
                case other:
                    raise SlackError(f"unknown response_action {other}")
        except SlackError as error:
            reply.ok, reply.error = False, error.error
            reply.body = error.body()
            self.ws.toast(self.id, "We had some trouble connecting. Try again?")

    def _show_errors(self, view: View, errors: object, reply: Reply) -> None:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise SlackError("invalid_errors", errors=errors)
        view.errors = {str(k): str(v) for k, v in errors.items()}
        reply.ok, reply.errors = False, dict(view.errors)
        self.ws.watchers.tell("view", user=self.id, view=view.id)

    def _response_urls(self, view: View) -> list[JSON]:
        """One address for each conversation chosen where the app asked for one."""
        urls = []
        for block, element in elements.walk(view.blocks):
            if not element.get("response_url_enabled"):
                continue
            state = view.values[block["block_id"]][element["action_id"]]
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            if chosen:
                url = self.ws.responses.make(self._url, self.id, chosen)
                where = {"block_id": block["block_id"], "action_id": element["action_id"]}
                urls.append({"response_url": url, "channel_id": chosen, **where})
        return urls
