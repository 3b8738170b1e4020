"""What each of the demo's people does when a card is before them: seeded, so that the story is always the same."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.demo import cast
from bot.demo.stage import Stage
from bot.demo.teller import plain
from program.base.calendar import Local, is_good_hour
from sandbox.actor import Actor
from sandbox.channels import Channel
from sandbox.messages import Message

SEED = "fernhill"
MONTH = 28
ANSWERS = ("checkins_met", "checkins_planned", "checkins_not_yet")
Habit = Callable[[Actor, str, Message], Awaitable[None]]


@dataclass(frozen=True)
class Waiting:
    """A card that somebody has not come to yet."""

    name: str
    action_id: str
    message: Message


class Habits:
    """Looks at what is new in the workspace, and has the people it is for answer when they are at work."""

    def __init__(self, stage: Stage, tell: Callable[[str], None]) -> None:
        self._stage = stage
        self._tell = tell
        self._looked: set[tuple[str, str]] = set()
        self._done: set[str] = set()
        self._waiting: list[Waiting] = []
        self._names = {person_id: name for name, person_id in stage.ids.items()}
        self._digests = 0
        self._begins = stage.clock.now()
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
        """Everybody who is at work answers what has come for them."""
        for channel, message in self._news():
            self._overhear(channel, message)
            readers = sorted(self._names[member] for member in channel.members if member in self._names)
            actions = sorted(_actions(message.blocks) & set(self._by_action))
            self._waiting += [
                Waiting(name, action_id, message)
                for action_id in actions
                for name in self._dice(message.text, action_id).sample(readers, len(readers))
                if name not in cast.IGNORES_EVERYTHING
            ]
        ready = [card for card in self._waiting if self._at_work(card.name)]
        self._waiting = [card for card in self._waiting if card not in ready]
        for card in ready:
            if card.action_id in _actions(self._now(card.message)):
                actor = self._stage.act(card.name)
                await self._by_action[card.action_id](actor, card.name, card.message)
                while actor.view is not None:
                    await actor.close_view()

    def _news(self) -> list[tuple[Channel, Message]]:
        """Every message of the bot that has come since the last time, by channel."""
        workspace = self._stage.workspace
        fresh = [
            (channel, message)
            for channel in workspace.channels.values()
            if not channel.is_archived
            for message in channel.messages.values()
            if message.user == workspace.bot_user_id and (channel.id, message.ts) not in self._looked
        ]
        self._looked |= {(channel.id, message.ts) for channel, message in fresh}
        return sorted(fresh, key=lambda row: (self._people_in(row[0]), row[1].ts))

    def _people_in(self, channel: Channel) -> list[str]:
        return sorted(self._names.get(member, "") for member in channel.members)

    def _at_work(self, name: str) -> bool:
        gone = self._stage.workspace.people[self._stage.ids[name]].deleted
        return not gone and is_good_hour(Local(self._stage.people[name].zone), self._stage.clock.now())

    def _dice(self, *about: str) -> random.Random:
        """Seeded by what it is about, so that the order of things does not change the story."""
        return random.Random("|".join((SEED, str(self._stage.clock.now().date()), *about)))

    def _chance(self, share: float, *about: str) -> bool:
        return self._dice(*about).random() < share

    def _overhear(self, channel: Channel, message: Message) -> None:
        """What the story tells of messages that nobody has to answer."""
        readers = self._people_in(channel)
        if channel.kind == "im" and cast.OWNER in readers and not _actions(message.blocks):
            self._tell(f"{cast.OWNER} reads: “{plain(message.text)}”")
        if channel.name == "mentoring":
            self._digests += 1
            if self._digests % 4 == 2:
                met = next(
                    line for line in str(message.blocks[1]["text"]["text"]).splitlines() if "Met" in line
                )
                self._tell(f"#mentoring gets its weekly digest. {plain(met)}")

    # --- the pair's channel --------------------------------------------------------------------------------------

    async def _agree(self, actor: Actor, _name: str, message: Message) -> None:
        await actor.click("mentorship_agree", message=message)

    async def _plan(self, actor: Actor, name: str, message: Message) -> None:
        person = self._stage.people[name]
        if person.role != "mentee" or not self._chance(0.8, name, "plan"):
            return
        await actor.click("plan_open", message=message)
        first = self._stage.clock.now().date()
        for number, (outcome, days) in enumerate(zip(cast.outcomes(person), (28, 56, 84), strict=True), 1):
            day = first + timedelta(days=days - first.weekday())
            await actor.fill({f"plan_text_{number}": outcome, f"plan_date_{number}": day.isoformat()})
        await actor.submit()

    async def _check_in(self, actor: Actor, name: str, message: Message) -> None:
        if not self._chance(0.6, name, "check-in"):
            return
        if name == cast.ASKS_FOR_HELP and self._first("help"):
            await actor.click("concerns_help", message=message)
            await actor.fill({"text": "We keep missing each other. Could somebody help us find a time?"})
            await actor.submit()
            self._tell(f"{name} taps [We need help]. Only the program's owners hear of it.")
        here = _actions(self._now(message))
        if "checkins_met" in here:
            action = self._dice(name, "answer").choices(ANSWERS, (7, 2, 1))[0]
            await actor.click(action, message=message)
        await self._tick_off(actor, name, message.channel)

    async def _tick_off(self, actor: Actor, name: str, channel: str) -> None:
        """Whoever learns ticks off the next outcome of the plan, about one a month."""
        day = (self._stage.clock.now() - self._begins).days
        for plan in actor.messages(channel):
            goals = [block for block in plan.blocks if block.get("block_id", "").startswith("outcome_")]
            open_ones = [goal for goal in goals if ":done" in str(goal.get("accessory"))]
            due = MONTH * (len(goals) - len(open_ones) + 1)
            if open_ones and day >= due and self._chance(0.8, name, "outcome"):
                goal = open_ones[0]
                value = goal["accessory"]["options"][0]["value"]
                await actor.click("plan_mark", message=plan, select=value, block_id=goal["block_id"])

    # --- to one person alone ---------------------------------------------------------------------------------------

    async def _answer_survey(self, actor: Actor, name: str, message: Message) -> None:
        if not self._chance(0.75, name, "survey"):
            return
        await actor.click("surveys_answer", message=message)
        dice = self._dice(name, "scores")
        await actor.fill(
            {"useful": str(dice.choice((3, 4, 4, 5, 5))), "ease": str(dice.choice((3, 4, 5, 5)))}
        )
        note = cast.NOTES.get(name)
        if note:
            await actor.fill({"note": note})
        await actor.submit()

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
            self._tell(f"{name} answers: change something. Both are asked, and neither hears who began.")
        elif self._chance(0.8, name, "calibration"):
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
            self._tell(f"{name} approves a new pair. {plain(message.text)}")

    async def _mentor_next(self, actor: Actor, name: str, message: Message) -> None:
        if name == cast.MENTORS_NEXT:
            await actor.click("enrollment_mentor_next", message=message)
            await actor.fill(
                {"enrollment_teaches": "The first weeks with Kubernetes, as somebody who just had them."}
            )
            await actor.submit()
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
