"""Home, status, digest and privacy as Slack would take them, however much there is to say."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers import ROUTES
from handlers.views import announcements, home, lists
from handlers.views import digest as digest_views
from handlers.views import privacy as privacy_views
from handlers.views import status as status_views
from handlers.views.kit import as_dicts
from handlers.views.language import speaking
from program.pair.as_seen import PairAsSeen
from program.pair.survey_results import SurveyResults
from program.rounds.announcements import Unmatched
from program.running.decisions import Decisions, Request, Review, Stuck
from program.running.digest import Digest, Preview, Unreachable
from program.running.figures import Figures, Reason, Share
from program.running.home import KINDS, Listing
from program.running.person_status import Farewell, Pair, Standing, Step
from program.running.person_status import Goal as PlannedGoal
from program.running.public_figures import counts
from program.running.status import Name, Running, Status
from program.running.undelivered import Undelivered
from program.workspace.personal_data import (
    Asked,
    Goal,
    Invited,
    Part,
    PersonalData,
    Said,
    Sent,
    Tapped,
    Together,
    Work,
)
from sandbox.blockkit import check_blocks, check_view
from tests.program.rows import MONDAY

NASTY = "<!channel> *bold* <@U1> & " + "x" * 400
DAY = date(2026, 4, 6)
ROUTED = {route.name for route in ROUTES if route.kind == "action"}


def numbers(people: int = 90) -> Figures:
    return Figures(
        at=MONDAY,
        program_id=1,
        program=NASTY[:60],
        joined=people,
        mentees=people,
        mentors=1,
        ready=Share(people - 1, people),
        matched=Share(people // 2, people),
        met=Share(9, 14),
        in_time=2,
        pulse=SurveyResults(6, 4.3, 3.7, tuple(NASTY for _ in range(people))),
        waiting=tuple(
            Reason(code, tuple(f"{NASTY} {n}" for n in range(size)))
            for code, size in (("capacity", people), ("language", 2), ("something_new", 1))
        ),
    )


def decisions(many: int = 40) -> Decisions:
    return Decisions(
        requests=tuple(
            Request(n, "help", NASTY[:80], ("Grace Osei",), NASTY * 4, MONDAY) for n in range(many)
        ),
        reviews=(
            Review(1, False, 14, 3),
            *(Review(n, n % 2 == 0, 1, 0, NASTY[:80], ("Kofi Lund",)) for n in range(2, many)),
        ),
        quiet=tuple(PairAsSeen(n, (NASTY[:80], "Grace Osei"), MONDAY, unanswered=3) for n in range(many)),
        undelivered=tuple(
            Undelivered(n, "survey", ((NASTY[:80], "Grace Osei"),) * 300, f"{NASTY} {n}", MONDAY)
            for n in range(many)
        ),
        pairs=tuple(PairAsSeen(n, (NASTY[:80], "Grace Osei"), MONDAY, opening=n < 5) for n in range(many)),
        stuck=tuple(
            Stuck(n, ((NASTY[:80], "Grace Osei"),) * (n + 1), "channel_create:name_taken") for n in range(4)
        ),
    )


def pair(number: int = 1, **facts: Any) -> Pair:
    return Pair(
        **{
            "mentorship_id": number,
            "partners": (NASTY[:80],),
            "mentor": True,
            "opening": False,
            "channel_id": "C1",
            "without": "",
            "agreed": True,
            "days": 90,
            "ends_on": DAY,
            "waiting": (Step("check_in", MONDAY), Step("survey", MONDAY)),
            "next": Step("calibration", MONDAY + timedelta(days=30)),
            "owners": ("Olga Brandt",),
            "goals": tuple(PlannedGoal(NASTY, DAY, n == 1) for n in range(3)),
            **facts,
        }
    )


def a_standing(number: int = 1, **facts: Any) -> Standing:
    return Standing(
        **{
            "program_id": number,
            "program": NASTY[:60],
            "purpose": NASTY[:300],
            "starts_on": DAY,
            "started": True,
            "owners": ("Olga Brandt",),
            "enrollment_id": number,
            "mentee": True,
            "mentor": True,
            "places": 5,
            "taken": 3,
            "paused_until": MONDAY,
            "pairs": tuple(pair(n) for n in range(6)),
            "seeks": True,
            "reason": "language",
            "farewells": tuple(Farewell(n, (NASTY[:80],)) for n in range(5)),
            **facts,
        }
    )


def a_status(**facts: Any) -> Status:
    return Status(
        **{
            "person_id": "U1",
            "at": MONDAY,
            "mine": tuple(a_standing(n) for n in range(6)),
            "open": tuple(a_standing(n, enrollment_id=None) for n in range(6)),
            "running": Running(numbers(), decisions()),
            "others": tuple(Name(n, NASTY[:60]) for n in range(8)),
            "any_program": True,
            **facts,
        }
    )


def a_home(shown: Status) -> dict[str, Any]:
    view: dict[str, Any] = home.publish(shown).args["view"]
    return view


def everything_kept(many: int) -> PersonalData:
    return PersonalData(
        id="U1",
        name=NASTY[:80],
        email="ada@example.com",
        time_zone="Europe/London",
        locale="en-GB",
        work=Work("Kofi Lund", NASTY[:80], "", "4"),
        parts=tuple(
            Part(
                program=NASTY[:60],
                state="active",
                joined_at=MONDAY,
                goals=NASTY,
                skills_wanted=tuple([NASTY[:40]] * 8),
                learns_by=("doing",),
                teaches=NASTY,
                skills_offered=(),
                guides_by=(),
                drivers=(),
                languages=("en",),
                minutes=120,
                mentor_minutes=60,
                places=2,
                avoids=("Mei Tanaka",),
            )
            for _ in range(many)
        ),
        together=tuple(
            Together((NASTY[:80],), "mentor", MONDAY, None, MONDAY, (Goal(NASTY, DAY, None),))
            for _ in range(many)
        ),
        answers=tuple(Said("survey", MONDAY, {"useful": 4}, NASTY) for _ in range(many)),
        taps=(Tapped(MONDAY, "met"),),
        requests=(Asked("help", MONDAY, NASTY, "open"),),
        invitations=(Invited(NASTY[:60], "joined", MONDAY),),
        letters=tuple(Sent("survey", MONDAY) for _ in range(many)),
        deeds=(),
    )


def marked_up(value: Any) -> str:
    """Everything that Slack would read as markup."""
    if isinstance(value, list):
        return " ".join(map(marked_up, value))
    if not isinstance(value, dict):
        return ""
    own = value["text"] if value.get("type") == "mrkdwn" else ""
    return own + " ".join(marked_up(part) for part in value.values())


def actions(blocks: list[dict[str, Any]]) -> set[str]:
    found = [block.get("accessory", {}) for block in blocks]
    found += [element for block in blocks for element in block.get("elements", [])]
    return {element["action_id"] for element in found if "action_id" in element}


STATUSES = {
    "everything at once": a_status(),
    "nothing at all": a_status(mine=(), open=(), running=None, others=(), any_program=False),
    "an admin, and nothing yet": a_status(
        mine=(), open=(), running=None, others=(), any_program=False, admin=True
    ),
    "an admin, and programs left alone": a_status(
        admin=True, ownerless=tuple(Name(n, NASTY[:60]) for n in range(5))
    ),
    "over, and everything at once": a_status(
        mine=tuple(a_standing(n, over=True) for n in range(6)),
        running=Running(numbers(), decisions(), over=True),
        admin=True,
        over=tuple(Name(n, NASTY[:60]) for n in range(5)),
    ),
    "finished, and everything at once": a_status(
        mine=tuple(a_standing(n, mentor=False, seeks=False, finished=True) for n in range(6))
    ),
    "only closed programs": a_status(mine=(), open=(), running=None, others=()),
    "before joining": a_status(mine=(), running=None, others=()),
    "waiting": a_status(mine=(a_standing(pairs=(), paused_until=None),), open=(), running=None, others=()),
    "a channel being opened": a_status(
        mine=(a_standing(pairs=(pair(opening=True, channel_id=None, goals=(), agreed=False),)),),
        running=Running(numbers(0), Decisions((), (), (), (), ())),
    ),
}


@pytest.mark.parametrize("shown", STATUSES.values(), ids=STATUSES)
def test_slack_takes_home_and_status(shown: Status) -> None:
    assert check_view(a_home(shown)) == []
    assert check_blocks(status_views.card(shown).args()["blocks"], "message") == []


@pytest.mark.parametrize(("pairs", "said"), [((pair(),), True), ((), False)])
def test_that_a_mentorship_outlives_its_program_is_said_to_whoever_is_in_one(
    pairs: tuple[Pair, ...], said: bool
) -> None:
    shown = a_status(mine=(a_standing(over=True, pairs=pairs),), running=None)
    for drawn in (a_home(shown), status_views.card(shown).args()):
        assert ("and your mentorship is not" in marked_up(drawn)) == said


@pytest.mark.parametrize("shown", STATUSES.values(), ids=STATUSES)
def test_nothing_that_people_wrote_becomes_a_mention_on_home(shown: Status) -> None:
    said = marked_up(a_home(shown)) + marked_up(status_views.card(shown).args())
    assert said
    assert "<!channel>" not in said
    assert "<@" not in said


@pytest.mark.parametrize("shown", STATUSES.values(), ids=STATUSES)
def test_every_button_on_home_and_in_status_leads_somewhere(shown: Status) -> None:
    blocks = a_home(shown)["blocks"] + status_views.card(shown).args()["blocks"]
    assert actions(blocks) <= ROUTED


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("page", [0, 1, 99])
def test_slack_takes_every_page_of_every_list(kind: Any, page: int) -> None:
    over = (PairAsSeen(1, (NASTY[:80], ""), MONDAY, MONDAY),) * 30 if kind == "pairs" else ()
    view = lists.view(Listing(kind, page, Running(numbers(), decisions()), over)).args()
    assert check_view(view) == []
    assert ("somebody who is no longer here" in marked_up(view)) == (kind == "pairs" and page == 99)
    assert actions(view["blocks"]) <= ROUTED
    assert "<!channel>" not in marked_up(view)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_empty_list_says_so(kind: Any) -> None:
    empty = Running(
        Figures(
            at=MONDAY,
            program_id=1,
            program="Growing",
            joined=0,
            mentees=0,
            mentors=0,
            ready=Share(0, 0),
            matched=Share(0, 0),
            met=Share(0, 0),
            in_time=0,
            pulse=SurveyResults(0, None, None, ()),
            waiting=(),
        ),
        Decisions((), (), (), (), ()),
    )
    view = lists.view(Listing(kind, 3, empty)).args()
    assert check_view(view) == []
    assert "nothing here" in str(view)


def test_one_pair_is_one_pair() -> None:
    alone = replace(numbers(), met=Share(0, 1))
    assert "*0 of 1 pair met*" in marked_up(a_home(a_status(running=Running(alone, decisions(0)))))


def test_starting_a_program_comes_first_only_where_there_is_none() -> None:
    for any_program in (False, True):
        shown = a_status(mine=(), open=(), running=None, others=(), admin=True, any_program=any_program)
        row = a_home(shown)["blocks"][-1]["elements"]
        assert (row[0]["action_id"] == "setup_begin") != any_program
        assert "setup_begin" in {element["action_id"] for element in row}


def test_whom_the_program_is_not_for_any_more_is_promised_no_next_round() -> None:
    """A guest who joined while guests could: no round sees them."""
    assert "next round" in home.waits(a_standing(reason="nobody_fits"))
    assert "next round" not in home.waits(a_standing(reason="audience"))
    news = Unmatched("U1", 1, "Growing together", False, "audience", ())
    assert "next round" not in str(announcements.unmatched(news).args["blocks"])
    waits = announcements.unmatched(replace(news, reason="nobody_fits"))
    assert "next round" in str(waits.args["blocks"])


def test_who_starts_the_next_round_is_somebody_who_runs_the_program() -> None:
    for owners, who in ((("Olga",), "Olga"), (("Olga", "Ada"), "The program's owner"), ((), "Whoever takes")):
        assert f"{who} " in home.waits(a_standing(owners=owners, reason=""))


def test_nobody_is_asked_to_agree_to_a_charter_in_a_channel_that_is_not_there() -> None:
    there, gone = (home.following(pair(agreed=False, without=why)) for why in ("", "lost"))
    assert "charter" in there
    assert "charter" not in gone


def test_a_pair_whose_channel_is_being_opened_can_be_ended_from_home_as_from_status() -> None:
    shown = STATUSES["a channel being opened"]
    for blocks in (a_home(shown)["blocks"], status_views.card(shown).args()["blocks"]):
        assert "closing_end" in actions(blocks)


def test_a_start_in_another_year_is_told_with_its_year() -> None:
    def waits(starts_on: date) -> str:
        mine = (a_standing(pairs=(), paused_until=None, started=False, starts_on=starts_on),)
        with speaking("", MONDAY.date()):
            return marked_up(a_home(a_status(mine=mine, open=(), running=None, others=())))

    assert "Matching starts on Monday 4 January 2027;" in waits(date(2027, 1, 4))
    assert "Matching starts on Monday 6 April;" in waits(DAY)


def test_long_lists_on_home_are_cut_and_say_how_many_more() -> None:
    assert "and 37 more" in str(a_home(a_status()))


@pytest.mark.parametrize("people", [0, 1, 90])
def test_slack_takes_the_digest_and_its_text_says_the_same(people: int) -> None:
    call = digest_views.letter(Digest("C1", counts(numbers(people), decisions(4))))
    assert check_blocks(call.args["blocks"], "message") == []
    for line in digest_views.lines(counts(numbers(people), decisions(4))):
        assert line.replace("*", "") in call.args["text"]
    drawn = [block for block in call.args["blocks"] if block["type"] == "data_visualization"]
    assert len(drawn) == (1 if people > 2 else 0)


def test_a_digest_in_words_has_no_chart() -> None:
    words = digest_views.letter(Digest("C1", counts(numbers(), decisions(4)), chart=False))
    assert "data_visualization" not in str(words.args)


def test_a_channel_reads_no_name_and_no_reason_of_fewer_than_three() -> None:
    said = digest_views.message(Digest("C1", counts(numbers(), decisions(4)))).args()
    assert "no language in common" not in str(said)
    assert "other reasons" not in str(said)
    assert "*93–95* (among them the mentors who fit are full: 90–92)" in str(said)
    assert "xxx 0" not in str(said["blocks"])
    own = str(
        digest_views.preview(Preview(numbers(5), counts(numbers(5), decisions(2)), 7), here=True).args()
    )
    assert "no language in common" in own


def test_slack_takes_the_preview_and_the_notes_around_it() -> None:
    shown = Preview(numbers(), counts(numbers(), decisions()), 7)
    assert check_blocks(digest_views.preview(shown, here=True).args()["blocks"], "message") == []
    assert check_view(digest_views.preview_view(shown).args()) == []
    for posted in (False, True):
        call = digest_views.unreachable(Unreachable("U1", NASTY[:60], "C1", 5, MONDAY, posted, "is_archived"))
        assert check_blocks(call.args["blocks"], "message") == []
        assert actions(call.args["blocks"]) <= ROUTED


@pytest.mark.parametrize("many", [0, 1, 400])
def test_slack_takes_what_is_kept_about_somebody(many: int) -> None:
    for view in (privacy_views.view(everything_kept(many)), privacy_views.as_json(everything_kept(many))):
        assert check_view(view.args()) == []
        assert "<!channel>" not in marked_up(view.args())
        assert actions(as_dicts(view.blocks)) <= ROUTED
