"""The demo's story: a company's first mentoring program, from the first /mentor to the last thank-you.

Everything in it is done by people's hands in the workspace: commands, forms and clicks, over real sockets. What the
bot answers is the bot's own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.demo import cast, figures
from bot.demo.employees import Employee
from bot.demo.habits import Habits
from bot.demo.stage import DAYS, Stage
from bot.demo.teller import Teller, plain
from bot.rehearsal import live_until
from handlers.views import enrollment as joining
from handlers.views import invitations, matchmaking
from handlers.views import setup as settings
from sandbox.errors import ClientRefused
from sandbox.messages import Message
from sandbox.replies import Reply

PROGRAM = "Fernhill Mentoring"
PURPOSE = "Everybody learns from somebody outside their own team, and takes charge of where they are going."
LOOKS_IN = timedelta(hours=6)
"""People look into Slack at least this often, also when nothing new has come."""
ARCHIVED_AFTER = 12
LASTS = DAYS + ARCHIVED_AFTER
"""Days from the first word to the last: the program's, and those in which its channels are archived."""


class Story:
    """The program, chapter by chapter."""

    def __init__(self, stage: Stage, teller: Teller) -> None:
        self._stage = stage
        self._teller = teller
        self._habits = Habits(stage, self._tell)

    async def play(self, days: int) -> None:
        """All of it, `days` long, and the days after, in which channels are archived."""
        await self._set_up()
        await self._invite()
        await self._join()
        await self._match()
        await self._open()
        await self._live_through(days)
        await self._end()

    async def sum_up(self) -> None:
        """The program in figures, from its database."""
        now = self._stage.clock.now()
        counted = await self._stage.bot.desk.read(figures.count, now=now)
        self._teller.figures("What the database says", counted)
        self._teller.figures("What went over the wire", figures.calls(self._stage.workspace))

    # --- day 0 ------------------------------------------------------------------------------------------------

    async def _set_up(self) -> None:
        self._teller.chapter("A program begins")
        olga = self._stage.act(cast.OWNER)
        await self._settle()
        await olga.command("/mentor", "setup")
        await olga.fill(
            {
                settings.NAME: PROGRAM,
                settings.PURPOSE: PURPOSE,
                settings.STARTS: (self._stage.clock.now() + timedelta(days=2)).date().isoformat(),
                settings.OWNERS: [self._stage.ids[cast.CO_OWNER]],
                settings.DIGEST_CHANNEL: self._stage.workspace.channel("mentoring").id,
                settings.ZONE: "Europe/Berlin",
            }
        )
        self._expect(await olga.submit())
        await olga.close_view()
        self._tell(f"{cast.OWNER} sets up “{PROGRAM}” with /mentor setup; {cast.CO_OWNER} runs it with her.")
        refused = await self._stage.act("Petra Lang").command("/mentor", "match")
        self._tell(f"Petra Lang, who does not run it, types /mentor match and reads: “{_said(refused)}”")

    async def _invite(self) -> None:
        await self._settle()
        olga = self._stage.act(cast.OWNER)
        await olga.command("/mentor", "invite")
        self._expect(await olga.submit())
        await olga.close_view()
        await self._live(days=1)
        self._tell("Everybody is invited by direct message: join as mentee, as mentor, not now, never ask.")

    async def _join(self) -> None:
        self._teller.chapter("People join, in their own words")
        joiners = [person for person in self._people() if person.role in ("mentor", "mentee")]
        for number, person in enumerate(joiners):
            await self._join_one(person, by_invitation=number % 2 == 0)
        never = self._card("Petra Lang", invitations.NEVER)
        await self._stage.act("Petra Lang").click(invitations.NEVER, message=never)
        await self._settle()
        learn, teach = (sum(person.role == role for person in joiners) for role in ("mentee", "mentor"))
        self._tell(
            f"{learn} people join to learn and {teach} to teach. Petra Lang prefers never to be asked again."
        )

    async def _join_one(self, person: Employee, *, by_invitation: bool) -> None:
        actor = self._stage.act(person.name)
        teaches = person.role == "mentor"
        if by_invitation:
            button = invitations.MENTOR if teaches else invitations.MENTEE
            await actor.click(button, message=self._card(person.name, button))
        else:
            await actor.command("/mentor", "join")
            await actor.fill({joining.ROLE: person.role})
        words = joining.TEACHES if teaches else joining.GOALS
        skills = joining.SKILLS_OFFERED if teaches else joining.SKILLS_WANTED
        await actor.fill({skills: ", ".join(person.skills), joining.LANGUAGES: ["en"]})
        if person.name == cast.WRITES_TOO_MUCH:
            too_much = (f"{person.words} " * 9).strip()
            await actor.fill({words: too_much})
            refused = await actor.submit()
            self._tell(
                f"{person.name} writes {len(too_much)} characters. The form: “{refused.errors[words]}”"
            )
        if person.name == cast.PINGS_EVERYBODY:
            await actor.fill({words: f"<!channel> {person.words}"})
        else:
            await actor.fill({words: person.words})
        if teaches:
            await actor.fill({joining.ROOM: f"{person.places}x60"})
        self._expect(await actor.submit())
        await actor.close_view()

    # --- matching ---------------------------------------------------------------------------------------------

    async def _match(self) -> None:
        self._teller.chapter("The owner looks at every pair, and publishes")
        await self._live(days=1, hours=1)
        olga, jules = self._stage.act(cast.OWNER), self._stage.act(cast.CO_OWNER)
        await olga.command("/mentor", "match")
        await self._settle()
        await self._habits.act()
        await olga.click(matchmaking.REVIEW, message=self._card(cast.OWNER, matchmaking.REVIEW))
        await jules.command("/mentor", "match")
        assert olga.view is not None
        lines = [block["text"]["text"] for block in olga.view["blocks"] if "text" in block]
        self._tell(f"{cast.OWNER} types /mentor match. The preview: {plain(lines[0])}")
        await olga.click(matchmaking.APPROVE_ALL, in_view=True)
        if matchmaking.APPROVE_APART in str(olga.view):
            self._tell(
                "Pairs that share words are approved at once. The others wait for a look, and a press of their own."
            )
            await olga.click(matchmaking.APPROVE_APART, in_view=True)
        self._expect(await olga.click(matchmaking.PUBLISH, in_view=True))
        late = await jules.click(matchmaking.APPROVE_ALL, in_view=True)
        assert late.ok
        if jules.view is not None:
            text = next(block["text"]["text"] for block in jules.view["blocks"] if "text" in block)
            self._tell(f"{cast.CO_OWNER} presses a moment later and reads: “{plain(text)}”")
        for owner in (olga, jules):
            while owner.view is not None:
                await owner.close_view()
        await self._settle()

    async def _open(self) -> None:
        await self._live(minutes=30)
        opened = [one for one in self._stage.workspace.channels.values() if one.name.startswith("mentor-")]
        self._tell(
            f"{len(opened)} private channels open, paced within Slack's limits, each with a word on why these two, "
            "a charter, and an agenda for the first meeting."
        )

    # --- ninety days ------------------------------------------------------------------------------------------

    async def _live_through(self, days: int) -> None:
        self._teller.chapter("Ninety days")
        await self._live(days=1)
        await self._decline()
        await self._until_day(5)
        self._tell(f"{cast.TYPES_NONSENSE} types “/mentor lute”: “{await self._nonsense()}”")
        await self._until_day(35)
        paused = await self._stage.act(cast.PAUSES).command("/mentor", "pause 2w")
        await self._settle()
        self._tell(f"{cast.PAUSES} types /mentor pause 2w: “{_said(paused)}”")
        await self._until_day(43)
        self._stage.workspace.deactivate(self._stage.ids[cast.LEAVES_THE_COMPANY])
        await self._settle()
        self._tell(
            f"The account of {cast.LEAVES_THE_COMPANY} is switched off. The owners get a line; "
            "nothing ends for a week, in case it comes back."
        )
        await self._until_day(50)
        posted = await self._digest_here()
        self._tell(f"{cast.OWNER} types /mentor digest in #general and posts it: {posted}")
        await self._until_day(days)

    async def _decline(self) -> None:
        actor = self._stage.act(cast.DECLINES)
        card = self._card(cast.DECLINES, "match_decline")
        self._expect(await actor.click("match_decline", message=card))
        self._tell(
            f"{cast.DECLINES} feels it isn't a fit and declines within three days. Somebody else is looked for."
        )
        await self._settle()

    async def _nonsense(self) -> str:
        return _said(await self._stage.act(cast.TYPES_NONSENSE).command("/mentor", "lute"))

    async def _digest_here(self) -> str:
        olga = self._stage.act(cast.OWNER)
        general = self._stage.workspace.channel("general")
        await olga.command("/mentor", "digest", channel=general)
        preview = olga.messages(general)[-1]
        self._expect(await olga.click("digest_post", message=preview))
        await self._stage.workspace.settled()
        lines = olga.messages(general)[-1].blocks[1]["text"]["text"].splitlines()
        return plain(next(line for line in lines if "Met" in line))

    async def _end(self) -> None:
        self._teller.chapter("The end, and what stays")
        await self._live(days=ARCHIVED_AFTER)
        channels = [one for one in self._stage.workspace.channels.values() if one.name.startswith("mentor-")]
        archived = sum(channel.is_archived for channel in channels)
        self._tell(
            f"{archived} of {len(channels)} channels are archived by now. The pairs that began late go on, and one "
            "pair has kept its channel."
        )

    # --- how --------------------------------------------------------------------------------------------------

    def _people(self) -> Sequence[Employee]:
        return list(self._stage.people.values())

    def _tell(self, text: str) -> None:
        self._teller.line(self._stage.clock.now(), text)

    def _card(self, name: str, action_id: str) -> Message:
        """The newest message to this person alone that has this button."""
        found = [message for message in self._stage.act(name).messages() if action_id in str(message.blocks)]
        return found[-1]

    def _expect(self, reply: Reply) -> None:
        """The story goes on only if Slack and the bot took it."""
        if not reply.ok or reply.errors:
            raise ClientRefused(f"the story stumbled: {reply.error or reply.errors}")

    async def _settle(self) -> None:
        await self._stage.bot.pulse.settle()
        await self._stage.workspace.settled()
        await self._stage.bot.pulse.settle()

    async def _until_day(self, day: int) -> None:
        now = self._stage.clock.now()
        await self._live(days=day - self._teller.day(now))

    async def _live(self, **span: float) -> None:
        """Let that much time pass; people do what they do whenever something happens."""
        target = self._stage.clock.now() + timedelta(**span)
        while (now := self._stage.clock.now()) < target:
            await self._stage.telling.turn()
            await live_until(
                self._stage.bot,
                self._stage.clock,
                min(target, now + LOOKS_IN),
                settled=self._stage.workspace.settled,
                each=self._moment,
            )

    async def _moment(self, now: datetime) -> None:
        self._teller.at(now)
        self._stage.telling.progress = self._teller.share(now)
        await self._habits.act()


def _said(reply: Reply) -> str:
    """What the bot answered to a command, as plain words."""
    return plain(reply.ephemeral[-1].text) if reply.ephemeral else ""
