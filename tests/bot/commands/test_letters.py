"""Why was this letter not sent? Each reason through rows that delivery itself has left, on both databases."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from rich.console import Console, RenderableType
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from bot import cli, clock
from bot.commands import audit as audit_reader
from bot.commands import letters as reader
from bot.letters import ledger
from bot.letters.pace import Pace
from bot.letters.verdicts import Verdict
from program.base.audit import note
from program.base.notices import CHANNEL, Notice, tell
from program.base.unsent import Unsent
from program.running import home
from program.sending import Later, Never
from program.workspace import installation
from storage.models import Concern, Enrollment, Letter, Outcome, Program, Reply, Round, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

pytestmark = pytest.mark.both_databases

SECRET = "quince"
"""In everything that somebody wrote, and in every name."""
NIGHT = MONDAY.replace(hour=22)
LIMITED = Verdict("limited", "ratelimited", 120)


class Office:
    """Delivery's own steps, by hand: a program of Olga's with Ada and Grace in it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.program = a_program(session, name=f"{SECRET} program")
        self.pair = a_pair(session, self.program, names=(f"Ada {SECRET}", f"Grace {SECRET}"))
        self.count = 0

    def write(
        self,
        kind: Notice = Notice.THANKS,
        *,
        to: str = "UADA",
        now: datetime = MONDAY,
        due: datetime | None = None,
        alone: bool = False,
        **params: Any,
    ) -> int:
        """A letter of the pair, or, `alone`, to somebody outside of it."""
        self.count += 1
        tell(
            self.session,
            kind,
            self.program if alone else self.pair,
            to=to,
            about=self.count,
            now=now,
            due=due,
            word=SECRET,
            **params,
        )
        return max(self.session.exec(select(Letter.id)).all(), key=lambda number: number or 0) or 0

    def claim(self, now: datetime = MONDAY) -> None:
        ledger.claim(self.session, pace=Pace(), now=now)

    def check(self, number: int, now: datetime) -> None:
        """Claimed, and then put off or dropped."""
        self.claim(now)
        letter = self.session.get_one(Letter, number)
        self.session.refresh(letter)
        match ledger.prepare(self.session, letter=letter, now=now):
            case Later(until, why):
                ledger.hold(self.session, letter_id=number, until=until, why=why, now=now)
            case Never(why):
                ledger.drop(self.session, letter_id=number, why=why, now=now)
            case other:
                raise AssertionError(other)

    def hear(self, number: int, verdict: Verdict, now: datetime = MONDAY, **reply: Any) -> None:
        ledger.record(self.session, letter_id=number, verdict=verdict, reply=reply, follow=True, now=now)


def planned(office: Office) -> int:
    return office.write(due=MONDAY + timedelta(hours=1))


def out_of_hours(office: Office) -> int:
    number = office.write(now=NIGHT)
    office.check(number, NIGHT)
    return number


def paused(office: Office) -> int:
    enrollment = office.session.exec(select(Enrollment).where(Enrollment.person_id == "UADA")).one()
    enrollment.state, enrollment.paused_until = "paused", MONDAY + timedelta(days=14)
    number = office.write(Notice.CHECK_IN, to=CHANNEL)
    office.check(number, MONDAY)
    return number


def over_budget(office: Office) -> int:
    for ago, kind in ((40, Notice.STAY), (20, Notice.SURVEY)):
        then = MONDAY - timedelta(minutes=ago)
        asked = office.write(kind, to=CHANNEL, now=then, touchpoint=0)
        office.claim(then)
        office.hear(asked, Verdict("done"), then)
    number = office.write(Notice.CHECK_IN, to=CHANNEL)
    office.check(number, MONDAY)
    return number


def app_removed(office: Office) -> int:
    installation.removed(office.session, workspace_id=WORKSPACE, why="tokens_revoked", now=MONDAY)
    number = office.write()
    office.check(number, MONDAY)
    return number


def to_try_again(office: Office) -> int:
    number = office.write()
    office.claim()
    office.hear(number, Verdict("passing", "service_unavailable"))
    return number


def spoken_to(office: Office) -> int:
    first, number = office.write(), office.write(alone=True)
    office.session.get_one(Letter, number).due_at = MONDAY + timedelta(microseconds=1)
    office.session.flush()
    office.claim()
    office.hear(first, Verdict("done"))
    office.claim(MONDAY + timedelta(milliseconds=100))
    return number


def rate_limited(office: Office) -> int:
    first = office.write()
    office.claim()
    office.hear(first, LIMITED)
    return office.write(to="UOLGA", alone=True)


def behind_one_in_the_air(office: Office) -> int:
    office.write()
    office.claim()
    return office.write()


def behind_an_earlier_one(office: Office) -> int:
    office.write()
    return office.write()


def underway(office: Office) -> int:
    number = office.write()
    office.claim()
    return number


def forsaken(office: Office) -> int:
    number = office.write(now=MONDAY - timedelta(minutes=2))
    office.claim(MONDAY - timedelta(minutes=2))
    return number


def unknown(office: Office) -> int:
    number = underway(office)
    office.hear(number, Verdict("unknown", "TimeoutError"))
    return number


def done(office: Office) -> int:
    number = underway(office)
    office.hear(number, Verdict("done"), channel="C9", ts="1772442000.000100")
    return number


def refused(office: Office) -> int:
    number = underway(office)
    office.hear(number, Verdict("permanent", "msg_too_long"))
    return number


def stale(office: Office) -> int:
    number = office.write(Notice.CHECK_IN, to=CHANNEL, due=MONDAY - timedelta(days=4))
    office.check(number, MONDAY)
    return number


def let_be(office: Office) -> int:
    number = office.write(Notice.QUIET, to="UOLGA")
    office.claim()
    office.hear(number, Verdict("unknown", "TimeoutError"), MONDAY - timedelta(minutes=2))
    ledger.settle(office.session, now=MONDAY)
    return number


def taken_off(office: Office) -> int:
    number = refused(office)
    home.let_be(office.session, workspace_id=WORKSPACE, letter_id=number, person_id="UOLGA", now=MONDAY)
    return number


def an_errand(office: Office) -> int:
    number = office.write(Notice.LOOKUP, alone=True)
    office.claim()
    office.hear(number, Verdict("permanent", "user_not_found"))
    return number


CASES: dict[Callable[[Office], int], tuple[str, tuple[str, ...], str]] = {
    planned: ("ready", ("planned",), "still to come"),
    out_of_hours: ("ready", ("held",), "Tue 2026-03-03 10:00:00 UTC: outside their working hours"),
    paused: ("ready", ("held",), "Mon 2026-03-16 09:00:00 UTC: its reader, or one of the pair, has a pause"),
    over_budget: ("ready", ("held",), "Mon 2026-03-09 10:00:00 UTC: two prompts this week already"),
    app_removed: ("ready", ("held",), "the app was removed"),
    to_try_again: (
        "ready",
        ("retry",),
        "(service_unavailable); it is tried again at Mon 2026-03-02 09:00:05",
    ),
    spoken_to: ("ready", ("spaced",), "within a second"),
    rate_limited: ("ready", ("resting",), "rest until Mon 2026-03-02 09:02:00 UTC"),
    behind_one_in_the_air: ("ready", ("behind",), "Letter 1 goes first, in the same lane, until"),
    behind_an_earlier_one: ("ready", ("behind",), "Letter 1 goes first, in the same lane."),
    Office.write: ("ready", ("next",), "nothing holds it"),
    underway: ("sending", ("underway",), "must be done by Mon 2026-03-02 09:01:00 UTC"),
    forsaken: ("sending", ("forsaken",), "stopped in the act"),
    unknown: ("unknown", ("quiet",), "(TimeoutError); that is settled after Mon 2026-03-02 09:01:00 UTC"),
    done: ("done", ("done",), "Slack did it."),
    refused: ("rejected", ("refused",), "Slack said msg_too_long"),
    stale: ("dropped", ("dropped",), "too late to be worth sending"),
    let_be: ("dropped", ("let_be",), "(TimeoutError), and its kind is not sent twice"),
    taken_off: ("dropped", ("taken_off",), "an owner took it off the list"),
    an_errand: ("dropped", ("taken_care_of",), "Slack said user_not_found"),
}


def printed(found: RenderableType) -> str:
    """What a terminal of 80 columns shows, its lines joined again."""
    console = Console(width=80, highlight=False)
    with console.capture() as lines:
        console.print(found)
    assert all(len(line) <= 80 for line in lines.get().splitlines())
    return " ".join(lines.get().split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_why_a_letter_is_where_it_is(store: Store, database: str, case: Callable[[Office], int]) -> None:
    number = store.transact(lambda session: case(Office(session)))
    state, codes, said = CASES[case]
    now = NIGHT if case is out_of_hours else MONDAY + timedelta(milliseconds=100)
    story = reader.tell(database, number, now=now)
    assert (story.trace.state, tuple(one.code for one in story.trace.reasons)) == (state, codes)
    assert said in printed(reader.told(story))
    found = reader.find(database, to=None, pair=None, kind=None, state=state, limit=99, now=now)
    assert said in printed(reader.listed(found))
    (same,) = [one for one in reader.as_json(found)["letters"] if one["letter"] == number]
    assert said in " ".join(one["text"] for one in same["reasons"])


@pytest.fixture
def ask(database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`alongside …` at nine on Monday."""
    monkeypatch.setattr(clock.SystemClock, "now", lambda _clock: MONDAY)
    env = {"DATABASE_URL": database, "COLUMNS": "80"}
    return lambda *words: CliRunner().invoke(cli.app, list(words), env=env)


def a_busy_week(session: Session) -> None:
    """Words and names of people in every table that has a place for them, and some letters."""
    office = Office(session)
    for enrollment in session.exec(select(Enrollment)):
        enrollment.goals = enrollment.teaches = SECRET
    office.program.purpose = SECRET
    shared: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": office.program.id}
    concern = Concern(
        **shared, mentorship_id=office.pair.id or 0, person_id="UGRACE", kind="help", text=SECRET, at=MONDAY
    )
    survey = Touchpoint(
        **shared, mentorship_id=office.pair.id, kind="survey", key="survey:1", due_at=MONDAY, answer=SECRET
    )
    session.add_all([concern, survey])
    session.flush()
    session.add(Reply(**shared, touchpoint_id=survey.id or 0, person_id="UADA", note=SECRET, at=MONDAY))
    outcome: dict[str, Any] = {"position": 0, "text": SECRET, "due_on": MONDAY.date()}
    session.add(Outcome(**shared, mentorship_id=office.pair.id or 0, **outcome))
    note(session, concern, who="UOLGA", what="concern_settled", now=MONDAY)
    note(
        session, survey, who="alongside", what="moment_breaks", now=MONDAY - timedelta(days=9), why="KeyError"
    )
    note(session, office.program, who="UOLGA", what="program_changed", why="name purpose", now=MONDAY)
    refused(office)
    let_be(office)
    office.write(Notice.CHECK_IN, to=CHANNEL, touchpoint=survey.id)
    office.write(to="UOLGA", alone=True)


def test_options_of_letters_combine_and_the_newest_come_first(
    store: Store, ask: Callable[..., Result]
) -> None:
    store.transact(a_busy_week)

    def numbers(*words: str) -> list[int]:
        outcome = ask("letters", *words, "--json")
        assert outcome.exit_code == 0, outcome.output
        return [one["letter"] for one in json.loads(outcome.stdout)["letters"] if one["kind"] != "home"]

    assert numbers() == [4, 3, 2, 1]
    assert numbers("--to", "UADA") == [3, 1]
    assert numbers("--to", "UADA", "--state", "rejected") == [1]
    assert numbers("--pair", "1", "--kind", "check_in") == [3]
    assert numbers("--to", "UGRACE", "--kind", "thanks") == []
    assert numbers("--limit", "2") == [4, 3]
    assert "2 more letters: --limit 4 shows all." in ask("letters", "--limit", "2").stdout
    assert "No letter." in ask("letters", "--to", "UGRACE", "--kind", "thanks").stdout


def test_a_letter_says_what_it_belongs_to_and_what_the_audit_says_of_it(
    store: Store, ask: Callable[..., Result]
) -> None:
    store.transact(a_busy_week)
    whole = json.loads(ask("letter", "2", "--json").stdout)
    assert (whole["pair"], whole["program"], whole["attempts"], whole["last_word"]) == (
        1,
        1,
        1,
        "TimeoutError",
    )
    assert [line["what"] for line in whole["audit"]] == ["unknown_outcome_let_be"]
    assert json.loads(ask("letter", "3", "--json").stdout)["about"] == {"touchpoint": 1}
    assert "About touchpoint 1" in " ".join(ask("letter", "3").stdout.split())


def test_a_card_names_its_edits_and_an_edit_its_card(store: Store, database: str) -> None:
    def write(session: Session) -> None:
        office = Office(session)
        number = done(office)
        card = session.get_one(Letter, number).model_dump(exclude={"id"})
        edit = {"edits": number, "state": "ready", "lane": "edit", "dedupe_key": "edit:1:0", "due_at": MONDAY}
        session.add(Letter(**{**card, **edit}))

    store.transact(write)
    card, edit = (reader.tell(database, number, now=MONDAY) for number in (1, 2))
    assert (card.edited_by, edit.trace.edits) == ((2,), 1)
    assert "Edited by letter 2" in printed(reader.told(card))
    assert "Edits the card that letter 1 posted" in printed(reader.told(edit))


def test_the_audit_is_narrowed_down(store: Store, ask: Callable[..., Result]) -> None:
    store.transact(a_busy_week)

    def whats(*words: str) -> set[str]:
        outcome = ask("audit", *words, "--json")
        assert outcome.exit_code == 0, outcome.output
        return {line["what"] for line in json.loads(outcome.stdout)["lines"]}

    everything = {
        "concern_settled",
        "moment_breaks",
        "program_changed",
        "letter_rejected",
        "unknown_outcome_let_be",
    }
    assert whats() == everything
    assert whats("--program", "1") == everything
    assert whats("--who", "UOLGA") == {"concern_settled", "program_changed"}
    assert whats("--about", "pair:1") == everything - {"program_changed"}
    assert whats("--about", "letter:1") == {"letter_rejected"}
    assert whats("--about", "person:UOLGA") == {"unknown_outcome_let_be"}
    assert whats("--about", "person:UGRACE") == set()
    assert whats("--since", "7d") == everything - {"moment_breaks"}
    assert whats("--since", "one week ago") == everything - {"moment_breaks"}
    assert whats("--since", "21.02.2026") == whats("--since", "2026-02-21")
    assert whats("--since", "2026-02-21", "--about", "pair:1") == everything - {"program_changed"}
    assert whats("--since", "2026-03-02T09:00:01") == set()
    assert "4 more lines: --limit 5 shows all." in ask("audit", "--limit", "1").stdout


def test_the_audit_of_a_round_and_of_ones_part_in_a_program(store: Store, database: str) -> None:
    def write(session: Session) -> None:
        office = Office(session)
        for number in (1, 11):
            session.add(Round(id=number, **facts(office.program)))
        session.flush()
        for begun in session.exec(select(Round)):
            note(session, begun, who="UOLGA", what=f"asked_{begun.id}", now=MONDAY)
        for part in session.exec(select(Enrollment)):
            note(session, part, who="alongside", what=f"{part.person_id}_paused", now=MONDAY)

    def facts(program: Program) -> dict[str, Any]:
        return {
            "workspace_id": WORKSPACE,
            "program_id": program.id,
            "asked_by": "UOLGA",
            "asked_at": MONDAY,
        }

    store.transact(write)
    find = partial(audit_reader.find, database, program=None, who=None, since=None, limit=9, now=MONDAY)
    assert [line.what for line in find(about="round:1").lines] == ["asked_1"]
    assert [line.what for line in find(about="person:UADA").lines] == ["UADA_paused"]


def test_nobodys_words_and_nobodys_name_are_shown(store: Store, ask: Callable[..., Result]) -> None:
    store.transact(a_busy_week)
    shown = [("letters",), ("audit",), *(("letter", str(number)) for number in (1, 2, 3, 4))]
    for words in shown:
        for form in ((), ("--json",)):
            outcome = ask(*words, *form)
            assert outcome.exit_code == 0, outcome.output
            assert outcome.stdout.strip()
            assert SECRET not in outcome.output


def test_every_reason_of_the_last_check_has_its_explanation() -> None:
    assert reader.WORDS.keys() == set(Unsent)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letter", "77"), "there is no letter 77, or it is forgotten by now"),
        (("letter", "abc"), "Invalid value for 'number'"),
        (("letter",), "Missing argument 'number'"),
        (("letters", "--limit", "0"), "Invalid value for '--limit'"),
        (("letters", "--to", "UNOBODY"), "nobody and nothing here has the Slack id UNOBODY"),
        (("letters", "--pair", "77"), "there is no pair 77"),
        (("letters", "--kind", "chekin"), "There is no kind “chekin”: say one of lookup, "),
        (("letters", "--state", "lost"), "say one of ready, sending, done, rejected, unknown, dropped."),
        (("audit", "--program", "77"), "there is no program 77"),
        (("audit", "--about", "pair"), "say letter:12, pair:3, round:4 or person:U0123"),
        (("audit", "--about", "round:77"), "there is no round 77"),
        (("audit", "--about", "pair:77"), "there is no pair 77"),
        (("audit", "--since", "03/04/2026"), "say 2026-03-04 or 2026-04-03."),
        (("audit", "--since", "soon"), "say a day, as 2026-03-01, or how long ago"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(
    store: Store, ask: Callable[..., Result], words: tuple[str, ...], said: str
) -> None:
    store.transact(a_busy_week)
    outcome = ask(*words)
    assert (outcome.exit_code, outcome.stdout, len(outcome.stderr.splitlines())) == (2, "", 1)
    assert said in outcome.stderr


def test_it_is_asked_beside_a_transaction_that_writes(store: Store, ask: Callable[..., Result]) -> None:
    store.transact(a_busy_week)

    def write(session: Session) -> Result:
        session.get_one(Letter, 1).last_error = "another word"
        session.flush()
        return ask("letter", "1", "--json")

    outcome = store.transact(write)
    assert json.loads(outcome.stdout)["last_word"] == "msg_too_long"
