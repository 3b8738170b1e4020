"""The form to join with: its fields by role, at most eight a step; and what joining says."""

import re

from slack_sdk.models.blocks import Block

from handlers.views.fields import (
    Choices,
    State,
    choice_of,
    choices_of,
    many_of,
    one_of,
    people_input,
    people_of,
    text_input,
    text_of,
)
from handlers.views.kit import Message, View, context, section
from handlers.views.language import Text, language_name
from handlers.views.text import SlackDate, names, plain, typed, write
from handlers.views.wording import enrollment as say
from program.joining.answers import MOST_PLACES, Answers, Common, Learning, Role, Teaching
from program.joining.enrollment import Form, Joined, Outside

FORM = "enrollment_form"
SECOND = "enrollment_second"
JOIN = "enrollment_join"
MENTOR_NEXT = "enrollment_mentor_next"
ROLE = "enrollment_role"
GOALS = "enrollment_goals"
SKILLS_WANTED = "enrollment_skills_wanted"
LEARNS_BY = "enrollment_learns_by"
MINUTES = "enrollment_minutes"
TEACHES = "enrollment_teaches"
SKILLS_OFFERED = "enrollment_skills_offered"
GUIDES_BY = "enrollment_guides_by"
ROOM = "enrollment_room"
DRIVERS = "enrollment_drivers"
LANGUAGES = "enrollment_languages"
AVOID = "enrollment_avoid"

TIMES: Choices = {str(minutes): label for minutes, label in say.TIMES.items()}
EACH = (30, 60, 120)
SPOKEN = (
    *(
        "en",
        "ar",
        "bn",
        "zh",
        "cs",
        "da",
        "nl",
        "fi",
        "fr",
        "de",
        "el",
        "he",
        "hi",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "no",
    ),
    *("pl", "pt", "ro", "es", "sv", "th", "tr", "uk", "vi"),
)


def _rooms() -> Choices:
    """Places and time in one choice: "2x60" is two mentees with an hour a month each."""
    rooms: dict[str, Text] = {}
    for places in range(1, MOST_PLACES + 1):
        for minutes in EACH:
            rooms[f"{places}x{minutes}"] = plain(say.ROOMS, count=places, time=say.TIMES[minutes])
    return rooms


def form(shown: Form) -> View:
    """The first step, or the only one. Changing the role changes the fields; what was typed stays."""
    role = shown.answers.role
    intro = say.INTRO_EDIT if shown.joined else say.INTRO
    blocks: list[Block] = [
        context(write(intro, program=shown.program, primer=say.PRIMER)),
        one_of(ROLE, say.ROLE, say.ROLES, initial=role, live=True),
    ]
    blocks += _teaching(shown.answers.teaching) if role == "mentor" else _learning(shown.answers.learning)
    blocks += [*_common(shown.answers.common), context(say.WHO)]
    done = say.SAVE if shown.joined else say.SUBMIT
    return View(
        title=say.TITLE_EDIT if shown.joined else say.TITLE_NEW,
        blocks=blocks,
        callback_id=FORM,
        submit=say.NEXT if role == "both" else done,
        close=say.CANCEL,
        metadata={"id": shown.program_id},
    )


def second(joined: Joined) -> View:
    """The second step of somebody who is both."""
    return View(
        title=say.TITLE_SECOND,
        blocks=[context(say.SECOND_INTRO), *_teaching(joined.teaching)],
        callback_id=SECOND,
        submit=say.SAVE if joined.before else say.SUBMIT,
        close=say.LATER,
        metadata={"id": joined.program_id},
    )


def joined_note(joined: Joined) -> Message:
    """What joining, or changing one's answers, leads to, and when."""
    done = write(
        say.SAVED if joined.before else say.DONE,
        program=joined.program,
        role=say.AS[joined.role],
    )
    following: Text
    if joined.matched:
        following = say.NEXT_MATCHED
    elif joined.finished:
        following = say.NEXT_FINISHED
    elif joined.starts is not None:
        following = write(say.NEXT_STARTS, starts=SlackDate(joined.starts, with_time=False))
    else:
        following = say.NEXT_ROUND
    return Message(done, (section(f"{done}\n{following}"), context(say.FOOT)))


def outside(shown: Outside) -> Message:
    """Why somebody can't join, and who can tell more."""
    owners = names(shown.owners) or say.OUTSIDE_ORPHANED
    return Message(write(say.OUTSIDE[shown.why], program=shown.program, owners=owners))


def read(state: State) -> Answers:
    """What the first step holds now."""
    return Answers(
        role=read_role(state),
        learning=Learning(
            goals=text_of(state, GOALS),
            skills=split(text_of(state, SKILLS_WANTED)),
            learns_by=choices_of(state, LEARNS_BY),
            minutes=int(choice_of(state, MINUTES) or Learning().minutes),
        ),
        teaching=read_teaching(state),
        common=Common(
            drivers=choices_of(state, DRIVERS),
            languages=choices_of(state, LANGUAGES),
            avoid=people_of(state, AVOID),
        ),
    )


def read_role(state: State) -> Role:
    match choice_of(state, ROLE):
        case "mentor":
            return "mentor"
        case "both":
            return "both"
        case _:
            return "mentee"


def read_teaching(state: State) -> Teaching:
    places, _, minutes = choice_of(state, ROOM).partition("x")
    return Teaching(
        teaches=text_of(state, TEACHES),
        skills=split(text_of(state, SKILLS_OFFERED)),
        guides_by=choices_of(state, GUIDES_BY),
        places=int(places or Teaching().places),
        minutes=int(minutes or Teaching().minutes),
    )


def split(said: str) -> tuple[str, ...]:
    """Skills, as they were written with commas (of any script, or semicolons, or lines) between them."""
    return tuple(
        skill for part in re.split(r"[,;\n、，；،؛]", said) if (skill := typed(" ".join(part.split())))
    )


def _learning(said: Learning) -> list[Block]:
    return [
        text_input(
            GOALS,
            say.GOALS,
            initial=said.goals,
            lines=True,
            hint=say.GOALS_HINT,
            placeholder=say.GOALS_SAMPLE,
        ),
        _skills(SKILLS_WANTED, say.SKILLS_WANTED, said.skills),
        many_of(LEARNS_BY, say.LEARNS_BY, say.LEARN_STYLES, initial=said.learns_by),
        one_of(MINUTES, say.MINUTES, TIMES, initial=str(said.minutes), hint=say.MINUTES_HINT),
    ]


def _teaching(said: Teaching) -> list[Block]:
    room, rooms = f"{said.places}x{said.minutes}", _rooms()
    return [
        text_input(
            TEACHES,
            say.TEACHES,
            initial=said.teaches,
            lines=True,
            hint=say.TEACHES_HINT,
            placeholder=say.TEACHES_SAMPLE,
        ),
        _skills(SKILLS_OFFERED, say.SKILLS_OFFERED, said.skills),
        many_of(GUIDES_BY, say.GUIDES_BY, say.GUIDE_STYLES, initial=said.guides_by),
        one_of(
            ROOM,
            say.ROOM,
            rooms,
            initial=room if room in rooms else f"{said.places}x{EACH[1]}",
            hint=say.ROOM_HINT,
        ),
    ]


def _common(said: Common) -> list[Block]:
    return [
        many_of(DRIVERS, say.DRIVERS, say.DRIVES, initial=said.drivers),
        many_of(
            LANGUAGES,
            say.LANGUAGES,
            {code: language_name(code) for code in SPOKEN},
            initial=said.languages,
            hint=say.LANGUAGES_HINT,
        ),
        people_input(AVOID, say.AVOID, initial=said.avoid, hint=say.AVOID_HINT),
    ]


def _skills(block_id: str, label: Text, said: tuple[str, ...]) -> Block:
    return text_input(
        block_id,
        label,
        initial=", ".join(said),
        optional=True,
        hint=say.SKILLS_HINT,
        placeholder=say.SKILLS_SAMPLE,
    )
