"""The preview, the cards and the plan stay within Slack's limits, whatever people are called and write."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.views import announcements, matchmaking, mentorship, plans, reasons
from handlers.views.kit import Call
from program.base.receipts import Lever, Word
from program.base.refusals import No
from program.pair.channels import Left, Lost
from program.pair.mentorship import Invitation, Someone
from program.pair.opening import Topic
from program.pair.plans import Aim, Goal, PlanCard, PlanDraft
from program.pair.welcome import Agenda, Apart, Charter, Intro
from program.pair.why import Why
from program.rounds.announcements import Matched, ReplacementCard, RoundCard, Unmatched
from program.rounds.review import PAGE, Pair, Preview
from program.rounds.review import Unmatched as Waiting
from sandbox.blockkit import check_blocks, check_view

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG = "<!channel> & <@U1> " + "w" * 300
WORDS = tuple(Word(f"kubernetes{number} {LONG}", LONG, f"More {LONG}") for number in range(5))
ADA = Someone("UADA", LONG, "mentee", "Europe/London", None)
GRACE = Someone("UGRACE", LONG, "mentor", "Europe/London", NOW)
STUCK = tuple(((LONG, LONG), "channel_create:restricted_action") for _ in range(40))


def said(call: Call) -> list[dict[str, Any]]:
    """The blocks of a message, checked as Slack checks them."""
    blocks: list[dict[str, Any]] = call.args["blocks"]
    assert check_blocks(blocks, "message") == []
    assert "<!channel>" not in str(call.args)
    return blocks


def a_pair(number: int, state: str = "proposed") -> Pair:
    return Pair(
        proposal_id=number,
        mentor=LONG,
        mentee=LONG,
        score=0.87,
        words=WORDS,
        overlap=450,
        by_hand=False,
        state=state,
        bar=No.PAIR_PAUSED,
        barred=LONG,
    )


PREVIEW = Preview(
    round_id=1,
    program=LONG,
    page=1,
    pages=3,
    pairs=tuple(a_pair(number) for number in range(PAGE)),
    unmatched=(),
    proposed=12,
    apart=2,
    approved=3,
    rejected=1,
    waiting=9,
    replacement=False,
    newcomers=4,
    changed=True,
    not_before=None,
)
ROUND = RoundCard(
    to="UOLGA", round_id=1, program=LONG, state="proposed", pairs=3, waiting=1, by=LONG, opened=1, stuck=STUCK
)
REPLACEMENT = ReplacementCard(
    to="UOLGA",
    round_id=1,
    program=LONG,
    state="proposed",
    mentee=LONG,
    mentor=LONG,
    words=WORDS,
    overlap=0,
    reason="avoid",
    by=LONG,
    stuck=STUCK,
)
LEVERS = tuple(Lever(kind, LONG, 3) for kind in ("overlap", "language", "minutes", "seniority", "unheard_of"))


def test_a_full_page_of_the_preview_fits() -> None:
    view = matchmaking.preview(PREVIEW).args()
    assert check_view(view) == []
    assert "<!channel>" not in str(view)
    assert [block["block_id"] for block in view["blocks"] if block.get("accessory")] == [
        f"pair_{number}" for number in range(PAGE)
    ]


def test_a_page_of_people_without_a_mentor_fits_and_gives_nobody_away() -> None:
    waiting = tuple(Waiting(LONG, "avoid", LEVERS) for _ in range(PAGE))
    view = matchmaking.preview(replace(PREVIEW, pairs=(), unmatched=waiting)).args()
    assert check_view(view) == []
    assert "nobody fits yet" in str(view)
    assert "avoid" not in str(view)
    assert "from before your own decisions" in str(view)
    as_proposed = replace(PREVIEW, pairs=(), unmatched=waiting, changed=False)
    assert "from before your own decisions" not in str(matchmaking.preview(as_proposed).args())


def test_publish_is_offered_once_nothing_is_undecided() -> None:
    assert matchmaking.PUBLISH not in str(matchmaking.preview(PREVIEW).args())
    decided = replace(PREVIEW, proposed=0)
    assert matchmaking.PUBLISH in str(matchmaking.preview(decided).args())


def test_pairing_by_hand_is_a_form_of_two() -> None:
    assert check_view(matchmaking.by_hand(1, 0).args()) == []


@pytest.mark.parametrize("state", ["asked", "proposed", "published", "discarded", "failed"])
def test_a_rounds_card_fits_in_every_state(state: str) -> None:
    said(announcements.round_card(replace(ROUND, state=state)))
    said(announcements.replacement(replace(REPLACEMENT, state=state)))
    said(announcements.replacement(replace(REPLACEMENT, state=state, mentor="", by="")))


def test_counts_agree_with_their_nouns() -> None:
    one = str(said(announcements.round_card(replace(ROUND, pairs=1, waiting=0))))
    assert "I suggest one pair." in one
    assert "Nobody would have to wait." in one
    many = str(said(announcements.round_card(replace(ROUND, pairs=2, waiting=2))))
    assert "I suggest 2 pairs." in many
    assert "2 people would wait" in many
    none = str(said(announcements.round_card(replace(ROUND, pairs=0, waiting=1))))
    assert "I found no pair" in none
    assert "One person would wait" in none


@pytest.mark.parametrize("mentor", [True, False])
def test_what_people_hear_fits(mentor: bool) -> None:
    card = Matched(
        to="UADA",
        mentorship_id=1,
        program=LONG,
        partners=(LONG,),
        mentor=mentor,
        why=Why(WORDS),
        overlap=450,
        decline_until=NOW,
        declinable=True,
        live=True,
        channel_id=None,
        without="opening",
    )
    assert announcements.DECLINE in str(said(announcements.matched(card)))
    assert announcements.DECLINE not in str(said(announcements.matched(replace(card, live=False))))
    assert announcements.DECLINE not in str(said(announcements.matched(replace(card, declinable=False))))
    assert "I'm opening a private channel" in str(said(announcements.matched(card)))
    there = replace(card, without="", channel_id="C1")
    assert "Your channel is <#C1>" in str(said(announcements.matched(there)))
    assert "Your channel is gone" in str(said(announcements.matched(replace(card, without="lost"))))
    said(announcements.unmatched(Unmatched("UADA", 1, LONG, mentor, "avoid", LEVERS)))


def test_what_a_pair_finds_in_its_channel_fits() -> None:
    intro = Intro(
        channel_id="C1",
        program=LONG,
        mentors=(GRACE,),
        mentees=(ADA,),
        goals=LONG * 8,
        teaches=LONG * 8,
        why=Why(WORDS),
        overlap=450,
        shared=((NOW, NOW),),
        apart=Apart((LONG, LONG), (LONG, LONG)),
    )
    said(mentorship.intro(intro))
    said(
        mentorship.intro(replace(intro, goals="", teaches="", why=Why(), shared=(), apart=Apart(None, None)))
    )
    said(mentorship.agenda(Agenda("C1", 1, 90, NOW, planned=False, live=True)))
    for agreed in ((), (GRACE,), (ADA, GRACE)):
        said(mentorship.charter(Charter("C1", 1, 1, (LONG, LONG), (ADA, GRACE), agreed, True)))
    topic = mentorship.topic(Topic("C1", LONG, (LONG, LONG))).args["topic"]
    assert len(topic) <= 250
    assert mentorship.invite(Invitation("C1", ("UADA", "UGRACE"))).args["users"] == "UADA,UGRACE"


def test_cards_about_a_lost_channel_fit() -> None:
    for how in ("archived", "left", "deleted", ""):
        for channel in ("C1", None):
            said(mentorship.lost(Lost("UADA", 1, (LONG,), how, channel, live=True)))
    said(mentorship.lost(Lost("UADA", 1, (LONG,), "archived", None, live=False)))
    for back in (True, False):
        said(mentorship.left(Left("UADA", 1, (LONG,), "C1", back, live=True)))


def test_the_plan_fits_and_one_line_is_one_line() -> None:
    goals = tuple(Goal(number, f"a\n*b*\n{LONG}", date(2026, 4, 1), number == 1) for number in range(3))
    blocks = said(plans.card(PlanCard("C1", 1, goals, date(2026, 5, 31), live=True)))
    assert [block["block_id"] for block in blocks if block.get("accessory")] == [
        "outcome_0",
        "outcome_1",
        "outcome_2",
    ]
    assert "runs until" in str(blocks)
    ended = str(said(plans.card(PlanCard("C1", 1, goals, date(2026, 5, 31), live=False))))
    assert "1 of 3 done." in ended
    assert plans.MARK not in ended
    assert "runs until" not in ended
    draft = PlanDraft(1, (Aim("x" * 200, date(2026, 4, 1)),), "v", date(2026, 5, 31))
    assert check_view(plans.form(draft).args()) == []
    crowded = replace(draft, meanwhile=(Aim("<!channel>" * 20, date(2026, 4, 1)),) * 3)
    assert check_view(plans.form(crowded).args()) == []
    assert "<!channel>" not in str(plans.form(crowded).args())


def test_shared_words_are_those_that_somebody_wrote() -> None:
    words = (
        Word("kubernetes production", "Run Kubernetes in production", "Kubernetes in production"),
        Word("kubernetes", "", ""),
        Word("production", "", ""),
        Word("on call", "be on call", "lead while on call"),
        Word("call", "", ""),
    )
    assert reasons.shared_words(words) == "“Kubernetes”, “production” and “on call”"
    assert reasons.shared_words(words[:1]) == "“Kubernetes” and “production”"


def test_shared_words_keep_the_capitals_of_whoever_wrote_them() -> None:
    words = (Word("sql", "Tuning SQL queries", "sql, and how it is read"), Word("aws", "", "Running on AWS"))
    assert reasons.shared_words(words) == "“SQL” and “AWS”"


def test_a_pair_hears_what_is_so_and_that_it_was_chosen_only_where_it_was() -> None:
    chosen = "whoever runs the program chose you for each other."
    assert reasons.together(Why(by_hand=True)) == chosen
    common = Why(styles=("talk", "unheard of"), drivers=("impact", "calm"), place="São Paulo & <!here>")
    assert reasons.together(common) == (
        "one of you likes to learn, and the other to guide, by talking things through; what drives both of you is "
        "“Making a difference” and “A life beside work”; you are both in São Paulo &amp; &lt;!here&gt;."
    )
    alone = reasons.together(Why())
    assert "I found no words that you share." in alone
    assert chosen not in alone


def test_an_owner_reads_what_each_wrote_unless_it_is_the_same() -> None:
    same, other = (
        Word("roadmaps", "Roadmaps", "roadmaps"),
        Word("strategy", "Strategy talks", "Product strategy"),
    )
    for words, quoted in (((same, other), True), ((same,), False)):
        pair = replace(a_pair(1), mentee="Ada Park", mentor="Grace Osei", words=words)
        shown = str(matchmaking.preview(replace(PREVIEW, pairs=(pair,), apart=0)).args())
        assert ("wrote" in shown) == quoted
        assert ("Ada Park wrote “Strategy talks”; Grace Osei wrote “Product strategy”." in shown) == quoted


def test_approving_all_asks_first_where_pairs_share_no_words_and_leaves_them() -> None:
    view = str(matchmaking.preview(PREVIEW).args())
    assert "Pairs to decide with no words in common: 2." in view
    assert "They stay open" in view
    alike = str(matchmaking.preview(replace(PREVIEW, apart=0)).args())
    assert matchmaking.APPROVE_ALL in alike
    assert "no words in common" not in alike
    assert "They stay open" not in alike
    rest = matchmaking.preview(replace(PREVIEW, proposed=2)).args()
    assert check_view(rest) == []
    assert matchmaking.APPROVE_ALL not in str(rest)
    assert matchmaking.APPROVE_APART in str(rest)
    assert "Approve these too?" in str(rest)
    assert matchmaking.APPROVE_APART not in view
    assert matchmaking.PUBLISH not in str(rest)


def test_a_full_page_of_pairs_without_shared_words_fits_with_what_each_wrote() -> None:
    long = f"a\n*b*\n{LONG * 2}"
    apart = tuple(replace(a_pair(number), words=(), goals=long, teaches=long) for number in range(PAGE))
    view = matchmaking.preview(replace(PREVIEW, pairs=apart)).args()
    assert check_view(view) == []
    assert "<!channel>" not in str(view)
    assert str(view).count("would like to learn: “a ∗b∗ ") == PAGE


def test_what_both_wrote_in_the_same_words_is_one_phrase() -> None:
    words = (
        Word("application", "Application security", "application security"),
        Word("code", "code review", "code review, in pairs"),
        Word("goals", "work on my goals this year", "work on my goals this year"),
        Word("listening", "coaching, listening", "Coaching, listening"),
    )
    assert reasons.shared_words(words) == "“Application security”, “code”, “goals” and “listening”"


@pytest.mark.parametrize(("minutes", "words"), [(480, "8 h"), (390, "6 h 30 min"), (45, "45 min")])
def test_spans_of_time_read_well(minutes: int, words: str) -> None:
    assert reasons.duration(minutes) == words


def test_a_button_that_is_not_there_is_not_explained() -> None:
    alone = str(matchmaking.preview(replace(PREVIEW, proposed=2, apart=2)).args())
    assert "Pairs to decide with no words in common: 2." in alone
    assert "“Approve all”" not in alone
    assert "“Approve all”" in str(matchmaking.preview(PREVIEW).args())
