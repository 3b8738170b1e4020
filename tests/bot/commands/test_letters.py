"""Why was this letter not sent? Each reason through rows that delivery itself has left, on both databases."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from rich.console import Console, RenderableType
from sqlmodel import Session, select
from typer.testing import Result

from bot.commands import letters as reader
from bot.letters.verdicts import Verdict
from program.base.notices import CHANNEL, Notice
from program.base.unsent import Unsent
from program.running import home
from program.workspace import installation
from storage.models import Enrollment, Letter
from storage.unit import Store
from tests.bot.commands.office import Office, a_busy_week, let_be, refused, underway
from tests.program.rows import MONDAY, WORKSPACE

pytestmark = pytest.mark.both_databases

NIGHT = MONDAY.replace(hour=22)
LIMITED = Verdict("limited", "ratelimited", 120)


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


def stale(office: Office) -> int:
    number = office.write(Notice.CHECK_IN, to=CHANNEL, due=MONDAY - timedelta(days=4))
    office.check(number, MONDAY)
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


def test_every_reason_of_the_last_check_has_its_explanation() -> None:
    assert reader.WORDS.keys() == set(Unsent)
