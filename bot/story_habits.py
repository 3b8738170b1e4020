"""What each of the demo's people does when a card is before them: seeded, so that the story is always the same."""

import random
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot import story_cast as cast
from sandbox.actor import Actor
from sandbox.channels import Channel
from sandbox.messages import Message

if TYPE_CHECKING:
    from bot.demo import Stage

SEED = 11
Habit = Callable[[Actor, str, Message], Awaitable[None]]


class Habits:
    """Looks at what is new in the workspace, and has the people it is for answer."""

    def __init__(self, stage: "Stage", tell: Callable[[str], None]) -> None:
        self._stage = stage
        self._tell = tell
        self._random = random.Random(SEED)
        self._seen = ""
        self._done: set[str] = set()
        self._names = {person_id: name for name, person_id in stage.ids.items()}
        self._by_action: dict[str, Habit] = {
            "mentorship_agree": self._agree,
            "plan_open": self._plan,
            "checkins_met": self._check_in,
            "surveys_answer": self._answer_survey,
            "calibration_keep": self._calibrate,
            "rhythm_yes": self._accept_rhythm,
            "match_approve_replacement": self._approve_replacement,
            "concerns_settle": self._settle_concern,
            "enrollment_mentor_next": self._mentor_next,
            "closing_keep_channel": self._keep_channel,
        }

    async def act(self) -> None:
        """Everybody answers what has come since the last time."""
        for channel, message in list(self._news()):
            readers = [self._names[member] for member in channel.members if member in self._names]
            for action_id in sorted(_actions(message.blocks)):
                habit = self._by_action.get(action_id)
                for name in self._random.sample(sorted(readers), len(readers)) if habit else ():
                    if habit and name not in cast.IGNORES_EVERYTHING:
                        await habit(self._stage.act(name), name, message)

    def _news(self) -> Iterator[tuple[Channel, Message]]:
        """Every message of the bot that has come since the last time, oldest first."""
        workspace = self._stage.workspace
        fresh = [
            (message.ts, channel, message)
            for channel in workspace.channels.values()
            if not channel.is_archived
            for message in channel.messages.values()
            if message.ts > self._seen and message.user == workspace.bot_user_id
        ]
        for ts, channel, message in sorted(fresh, key=lambda row: row[0]):
            self._seen = ts
            yield channel, message

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    # --- the pair's channel --------------------------------------------------------------------------------------

    async def _agree(self, actor: Actor, _name: str, message: Message) -> None:
        await actor.click("mentorship_agree", message=message)

    async def _plan(self, actor: Actor, name: str, message: Message) -> None:
        person = self._stage.people[name]
        if person.role != "mentee" or not self._chance(0.8):
            return
        await actor.click("plan_open", message=message)
        first = self._stage.clock.now().date()
        for number, (outcome, days) in enumerate(zip(cast.outcomes(person), (28, 56, 84), strict=True), 1):
            day = first + timedelta(days=days - first.weekday())
            await actor.fill({f"plan_text_{number}": outcome, f"plan_date_{number}": day.isoformat()})
        await actor.submit()

    async def _check_in(self, actor: Actor, name: str, message: Message) -> None:
        if not self._chance(0.6):
            return
        if name == cast.ASKS_FOR_HELP and self._first("help"):
            await actor.click("concerns_help", message=message)
            await actor.fill({"text": "We keep missing each other. Could somebody help us find a time?"})
            await actor.submit()
            await actor.close_view()
            self._tell(f"{name} taps [We need help]. Only the program's owners hear of it.")
        here = _actions(self._now(message))
        if "checkins_met" in here:
            action = self._random.choices(
                ("checkins_met", "checkins_planned", "checkins_not_yet"), (7, 2, 1)
            )[0]
            await actor.click(action, message=message)

    # --- to one person alone ---------------------------------------------------------------------------------------

    async def _answer_survey(self, actor: Actor, name: str, message: Message) -> None:
        if not self._chance(0.75):
            return
        await actor.click("surveys_answer", message=message)
        await actor.fill({"useful": str(self._random.choice((3, 4, 4, 5, 5)))})
        await actor.fill({"ease": str(self._random.choice((3, 4, 5, 5)))})
        note = cast.NOTES.get(name)
        if note:
            await actor.fill({"note": note})
        await actor.submit()
        await actor.close_view()

    async def _calibrate(self, actor: Actor, name: str, message: Message) -> None:
        if name == cast.TRIES_SOMEONE_ELSE and self._first("someone else"):
            await actor.click("calibration_someone_else", message=message)
            self._tell(
                f"{name} answers the day-30 question: try someone else. Nobody but the bot knows who asked."
            )
        elif name == cast.ADJUSTS and self._first("adjust"):
            await actor.click("calibration_adjust", message=message)
            await actor.fill({"adjust_what": cast.ADJUSTMENT})
            await actor.submit()
            await actor.close_view()
            self._tell(f"{name} answers: change something. Both are asked, and neither hears who began.")
        elif self._chance(0.8):
            await actor.click("calibration_keep", message=message)

    async def _accept_rhythm(self, actor: Actor, _name: str, message: Message) -> None:
        await actor.click("rhythm_yes", message=message)

    async def _settle_concern(self, actor: Actor, name: str, message: Message) -> None:
        if name == cast.OWNER:
            await actor.click("concerns_settle", message=message)
            self._tell(f"{name} reads the request for help, talks to them, and marks it settled.")

    async def _approve_replacement(self, actor: Actor, name: str, message: Message) -> None:
        if name == cast.OWNER:
            await actor.click("match_approve_replacement", message=message)
            self._tell(f"{name} approves a new pair: {message.text.replace('*', '')}")

    async def _mentor_next(self, actor: Actor, name: str, message: Message) -> None:
        if name == cast.MENTORS_NEXT:
            await actor.click("enrollment_mentor_next", message=message)
            await actor.fill(
                {"enrollment_teaches": "The first weeks with Kubernetes, as somebody who just had them."}
            )
            await actor.submit()
            await actor.close_view()
            self._tell(f"{name} was a mentee until today, and signs up to mentor somebody.")

    async def _keep_channel(self, actor: Actor, name: str, message: Message) -> None:
        if name in cast.KEEP_THEIR_CHANNEL:
            await actor.click("closing_keep_channel", message=message)

    # --- how -----------------------------------------------------------------------------------------------------

    def _first(self, what: str) -> bool:
        """True once."""
        fresh = what not in self._done
        self._done.add(what)
        return fresh

    def _now(self, message: Message) -> list[dict[str, Any]]:
        """The message's blocks as they are by now."""
        return self._stage.workspace.channels[message.channel].messages[message.ts].blocks


def _actions(blocks: list[dict[str, Any]]) -> set[str]:
    """The action ids of everything that can be clicked in a message."""
    elements = [element for block in blocks for element in block.get("elements", ())]
    elements += [block["accessory"] for block in blocks if "accessory" in block]
    return {element["action_id"] for element in elements if "action_id" in element}
