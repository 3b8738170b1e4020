"""Everything that draws, and facts to draw: built from the type hints, with hostile text wherever people write."""

import importlib
import inspect
import pkgutil
import types
from collections import abc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from handlers import views
from handlers.views import kit, wording
from handlers.views.enrollment import SPOKEN
from handlers.views.language import Sentence
from handlers.views.text import write
from program.base import receipts
from program.base.refusals import No
from program.joining import audiences, enrollment, invitations
from program.pair import (
    calibration,
    channels,
    checkins,
    concerns,
    mentorship,
    plans,
    rhythm,
    silence,
    welcome,
)
from program.rounds import announcements, review
from program.running import decisions, person_status, settings, undelivered
from program.workspace import personal_data

PEOPLE = ("U1ADA", "U2GRACE", "U3KOFI", "erased-7")
CHANNELS = ("C1PAIR", "C2NEWS")
PIECES = (
    "<!channel>",
    "<!subteam^S0EVIL>",
    "<@U0EVIL>",
    "<#C0EVIL|general>",
    "<http://evil.example|click>",
    "@channel #general http://evil.example",
    "&lt;@U0EVIL&gt; &amp;",
    "`EVIL`",
    "```EVIL```",
    "*EVIL*",
    "_EVIL_",
    "~EVIL~",
    ":tada: 🦊👩🏽‍🚀",
    "{program} {0} %s",
    "\u202eTURN",
    "\u2066TURN",
    "\x00\x1b[2J\r\x85",
    "\ud83d",
    "\n\n>TURN\n",
    "أهلا بك",
    " ",
    "x" * 80,
    "x" * 3200,
    "<&>" * 1100,
)
MANY = (40, 120)
FOREIGN = ("", "ΑΔΑ", "ΓΡΑΚΙΑ ΧΟΠΕΡ")
"""What people write while the bot's own words are looked at: short, and in no letter of ours."""
MANY_FOREIGN = 6
_foreign: ContextVar[bool] = ContextVar("foreign", default=False)


@contextmanager
def foreign() -> Iterator[None]:
    """Whatever people write in here is in Greek letters, and too short to be cut."""
    before = _foreign.set(True)
    try:
        yield
    finally:
        _foreign.reset(before)


@st.composite
def _written(draw: st.DrawFn) -> str:
    if _foreign.get():
        return draw(st.sampled_from(FOREIGN))
    return draw(st.lists(st.sampled_from(PIECES), max_size=4).map("".join) | st.text(max_size=12))


text = _written()
person = st.sampled_from(PEOPLE)
channel = st.sampled_from(CHANNELS)
moment = st.integers(1_767_225_600, 1_798_761_600).map(lambda at: datetime.fromtimestamp(at, UTC))
day = st.dates(date(2026, 1, 1), date(2027, 1, 1))


def code(*known: str) -> st.SearchStrategy[str]:
    """One of our own words for something."""
    return st.sampled_from(known)


def codes(*known: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of our own words, each once."""
    return st.lists(code(*known), unique=True, max_size=3).map(tuple)


def few(hint: Any, **most: int) -> st.SearchStrategy[Any]:
    """Facts whose lists are never longer than this: our own rules see to it."""
    return st.deferred(lambda: of_type(hint)).map(
        lambda fact: replace(fact, **{name: getattr(fact, name)[:count] for name, count in most.items()})
    )


def few_of(hint: Any, most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """No more of them than there can be at a time."""
    return st.deferred(lambda: st.lists(of_type(hint), max_size=most)).map(tuple)


NAMED: Mapping[str, st.SearchStrategy[Any]] = {
    "to": person | channel,
    "id": person,
    "ids": st.lists(person, unique=True, max_size=4).map(tuple),
    "avoid": st.lists(person, unique=True, max_size=4).map(tuple),
    "co_owners": st.lists(person, unique=True, max_size=4).map(tuple),
    "person_id": person,
    "channel_id": channel,
    "place_id": channel,
    "audience_id": code("", *CHANNELS),
    "digest_channel": code("", *CHANNELS),
    "digest_hour": st.integers(0, 23),
    "ts": code("1700000000.000100"),
    "cursor": code("", "dXNlcg=="),
    "version": code("", "1"),
    "code": code(*wording.reasons.WAITING_REASONS, "unheard_of"),
    "reason": code("", *wording.reasons.WAITING_REASONS, "unheard_of"),
    "error": code("is_archived", "restricted_action", "unheard_of"),
    "role": code("mentor", "mentee"),
    "learns_by": codes(*wording.enrollment.LEARN_STYLES),
    "guides_by": codes(*wording.enrollment.GUIDE_STYLES),
    "styles": codes(*wording.reasons.STYLES),
    "drivers": codes(*wording.enrollment.DRIVES),
    "languages": codes(*SPOKEN),
    "locale": code("", "en-US", "de-AT"),
    "working_days": code("01234", "6", ""),
    "differs": st.sets(code(*(field.name for field in fields(settings.SettingsDraft)))).map(tuple),
    "usergroups": st.dictionaries(st.integers(1, 200).map("S{}".format), text, max_size=3)
    | text.map(lambda name: {f"S{number}": name for number in range(150)}),
}
"""What a field of this name holds, whatever it is a fact of, where it isn't what somebody wrote."""

OF: Mapping[tuple[object, str], st.SearchStrategy[Any]] = {
    (audiences.Walk, "kind"): code("channel", "usergroup"),
    (audiences.Hidden, "kind"): code("channel", "usergroup"),
    (calibration.CalibrationCard, "answer"): code("", *wording.calibration.SAID),
    (calibration.Changes, "options"): st.sets(
        st.sampled_from(sorted(wording.calibration.ADJUSTMENTS)), min_size=1
    ).map(tuple),
    (channels.Lost, "how"): code(*wording.mentorship.LOST),
    (checkins.CheckIn, "answer"): code("", *wording.checkins.SAID),
    (checkins.Stands, "answer"): code(*wording.checkins.ALREADY),
    (concerns.ConcernCard, "kind"): code(*wording.concerns.CARD),
    (decisions.Request, "kind"): code(*wording.running.REQUEST),
    (decisions.Stuck, "pairs"): st.lists(st.tuples(text, text), min_size=1, max_size=3).map(tuple),
    (undelivered.Undelivered, "kind"): code(*wording.undelivered.LETTERS, "unheard_of"),
    (undelivered.Undelivered, "to"): st.lists(st.tuples(text, text), min_size=1, max_size=9).map(tuple),
    (invitations.Preview, "others"): st.dictionaries(code(*wording.invitations.OTHERS), st.integers(0, 200)),
    (mentorship.Invitation, "people"): st.lists(person, min_size=1, max_size=4).map(tuple),
    (announcements.RoundCard, "state"): code(*wording.announcements.ROUND_TEXTS),
    (announcements.ReplacementCard, "state"): code("asked", "proposed", "published", "discarded"),
    (receipts.Lever, "value"): text | code("de", "ja"),
    (receipts.Lever, "kind"): code(*wording.reasons.LEVERS, *wording.reasons.OWN_LEVERS, "unheard_of"),
    (review.Pair, "bar"): st.none() | st.sampled_from([why for why in No if why.name.startswith("PAIR_")]),
    (review.Pair, "state"): code(*wording.matchmaking.STATES),
    (rhythm.RhythmCard, "what"): code(*wording.calibration.RHYTHM_ASK),
    (rhythm.RhythmCard, "answer"): code("", *wording.calibration.RHYTHM_OUTCOME),
    (plans.PlanDraft, "meanwhile"): st.lists(st.builds(plans.Aim, text, day), max_size=3).map(tuple),
    (settings.SettingsDraft, "time_zone"): code("Europe/London", "Asia/Kolkata", "UTC"),
    (silence.StayCard, "answer"): code("", *wording.silence.STAY_SAID),
    (person_status.Step, "kind"): code(*wording.home.WAITS),
    (mentorship.Someone, "time_zone"): code("Europe/London", "Asia/Kolkata", "UTC"),
    (welcome.Charter, "version"): st.sampled_from(sorted(wording.mentorship.CHARTER)),
    (person_status.Pair, "channel_id"): channel,
    (person_status.Pair, "partners"): few_of(str, 3),
    (person_status.Pair, "waiting"): few_of(person_status.Step, 2),
    (person_status.Standing, "farewells"): few_of(person_status.Farewell, 3),
    (personal_data.Said, "answer"): st.dictionaries(code("useful", "ease", "kind"), st.integers(1, 5) | text),
    (enrollment.Outside, "why"): code(*wording.enrollment.OUTSIDE),
    (concerns.Settled, "kind"): code(*wording.concerns.DONE),
    ("plans.card", "plan"): few(plans.PlanCard, goals=3),
    ("matchmaking.preview", "shown"): few(review.Preview, pairs=6, unmatched=6),
    ("privacy.as_json", "shown"): few(personal_data.PersonalData, parts=1, together=2, answers=40),
    ("concerns.form", "kind"): code(*wording.concerns.TITLE),
    ("help.unknown", "nearest"): st.none() | code("join", "status"),
    ("help.help_card", "lines"): st.just(
        {word: line for word, line in vars(wording.help).items() if isinstance(line, Sentence)}
    ),
    ("mentorship.create", "name"): code("mentor-ada-grace-7f3k2q"),
    ("people.list_usergroups", "_workspace_id"): code("T1"),
}
"""The same, where it depends on the fact, or on what draws."""


SIMPLE: Mapping[Any, st.SearchStrategy[Any]] = {
    str: text,
    int: st.integers(0, 200),
    float: st.floats(0, 1),
    bool: st.booleans(),
    datetime: moment,
    date: day,
    type(None): st.none(),
    kit.Message: text.map(lambda said: kit.Message(write("“{said}”", said=said))),
}


def builders() -> dict[str, Callable[..., Any]]:
    """Everything in handlers/views that draws a call, a message or a modal, by "module.function"."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(views.__path__):
        loaded = importlib.import_module(f"{views.__name__}.{module.name}")
        for name, thing in vars(loaded).items():
            if not inspect.isfunction(thing) or thing.__module__ != loaded.__name__ or loaded is kit:
                continue
            if get_type_hints(thing).get("return") in (kit.Call, kit.Message, kit.View):
                found[f"{module.name}.{name}"] = thing
    return found


def arguments(name: str, builder: Callable[..., Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments for this builder, by its type hints."""
    hints = get_type_hints(builder)
    return st.fixed_dictionaries(
        {each: _field(name, each, hints[each]) for each in inspect.signature(builder).parameters}
    )


def _field(owner: object, name: str, hint: Any) -> st.SearchStrategy[Any]:
    if (owner, name) in OF:
        return OF[owner, name]
    optional = get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)
    if name in NAMED and hint is not int and hint != int | None:
        return st.none() | NAMED[name] if optional else NAMED[name]
    if name in ("id", "program_id", "page") or name.endswith("_id"):
        return st.integers(1, 10**9)
    if name == "digest_hour":
        return NAMED[name]
    return of_type(hint)


@cache
def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of this type; every text in them is hostile, save our own codes and ids."""
    origin, inside = get_origin(hint), get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(
            hint, **{each.name: _field(hint, each.name, hints[each.name]) for each in fields(hint)}
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (Union, types.UnionType):
        return st.one_of([of_type(each) for each in inside])
    if (origin is tuple and inside[1:] == (...,)) or origin is abc.Sequence:
        return _several(of_type(inside[0]))
    if origin is abc.Mapping:
        return st.dictionaries(of_type(inside[0]), of_type(inside[1]), max_size=5)
    if origin is tuple:
        return st.tuples(*map(of_type, inside))
    raise TypeError(f"say what a {hint} holds")


def _several(each: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, a few, or far more than fit, which differ by their number."""
    return st.lists(each, max_size=3).map(_numbered) | st.builds(
        lambda one, times: _numbered([one] * (MANY_FOREIGN if _foreign.get() else times)),
        each,
        st.sampled_from(MANY),
    )


def _numbered(these: Sequence[Any]) -> tuple[Any, ...]:
    """No two rows have the same id."""
    ids = [
        each.name
        for each in (fields(these[0]) if these and is_dataclass(these[0]) else ())
        if (each.name == "id" or each.name.endswith("_id")) and isinstance(getattr(these[0], each.name), int)
    ]
    return tuple(replace(one, **{ids[0]: at}) if ids else one for at, one in enumerate(these, start=1))
