"""The journeys that are lived through again and again: one program's story, and where it may turn."""

from storage.models import (
    Concern,
    Enrollment,
    Erased,
    Mentorship,
    Program,
    Proposal,
    Reply,
    Round,
    Touchpoint,
)
from tests.crash.acts import any_row, clicks, just_before, on_home, reached, rows_count, says
from tests.crash.town import Act, MortalTown
from tests.journeys.cast import a_program, enroll

Road = tuple[Act, ...]
NEWS = "mentoring-news"


async def begin(town: MortalTown) -> None:
    """Olga's program, with everybody in it but Ada."""
    await a_program(town)
    await enroll(town, "grace", places=1)
    await enroll(town, "mei", places=1)
    await enroll(town, "kofi", places=1)
    town.workspace.add_channel(NEWS, members=[town.ids["olga"], town.ids["kofi"]])


async def post_digest(town: MortalTown) -> None:
    olga = town.person("olga")
    channel = next(one for one in town.workspace.channels.values() if one.name == NEWS)
    reply = await olga.command("/mentor", "digest", channel=channel)
    await olga.click("digest_post", message=reply.ephemeral[-1])


async def digest_posted(town: MortalTown) -> bool:
    channel = next(one for one in town.workspace.channels.values() if one.name == NEWS)
    return any("in numbers" in message.text for message in town.person("kofi").messages(channel))


def archived() -> Road:
    """A week after the end, the channel is archived."""
    return just_before("archive"), reached("archive", hours=2)


JOURNEY: Road = (
    Act(
        "join",
        says(
            "ada",
            "join",
            fill={
                "enrollment_goals": "Run Kubernetes in production",
                "enrollment_skills_wanted": "Kubernetes",
            },
        ),
        any_row(Enrollment, mentee=True),
    ),
    Act("match", says("olga", "match"), rows_count(Round, 1)),
    Act(
        "approve",
        clicks("olga", "match_review", "match_approve_all"),
        any_row(Proposal, state="approved"),
    ),
    Act("publish and open", clicks("olga", "match_review", "match_publish"), rows_count(Mentorship, 1)),
    Act("decline", clicks("ada", "match_decline"), any_row(Mentorship, state="ended")),
    Act("approve the next", clicks("olga", "match_approve_replacement"), rows_count(Mentorship, 2)),
    just_before("check_in"),
    reached("check_in", hours=20),
    Act("answer", clicks("ada", "checkins_met"), any_row(Touchpoint, kind="check_in", state="answered")),
    Act("pause", says("ada", "pause 3d"), any_row(Enrollment, state="paused")),
    just_before("resume"),
    reached("resume", hours=2),
    just_before("calibration"),
    reached("calibration", hours=20),
    Act("keep going", clicks("ada", "calibration_keep"), rows_count(Reply, 1)),
    just_before("survey"),
    reached("survey", hours=20),
    Act(
        "answer the survey",
        clicks("ada", "surveys_answer", fill={"useful": "4", "ease": "5"}),
        rows_count(Reply, 2),
    ),
    Act(
        "ask for help",
        clicks("ada", "concerns_help", fill={"text": "We can't find a time"}),
        rows_count(Concern, 1),
    ),
    Act("digest", post_digest, digest_posted),
    just_before("closing"),
    reached("closing", hours=46),
    *archived(),
)
"""The whole program."""


def up_to(name: str) -> Road:
    """The whole program's beginning, with the act of that name."""
    return JOURNEY[: [act.name for act in JOURNEY].index(name) + 1]


AGAIN: Road = (
    *up_to("reach calibration"),
    Act(
        "wish for someone else",
        clicks("ada", "calibration_someone_else"),
        rows_count(Reply, 1),
    ),
    just_before("parting"),
    reached("parting", hours=1),
    Act("approve someone else", clicks("olga", "match_approve_replacement"), rows_count(Mentorship, 3)),
)
"""A month in, the mentee would rather have another mentor, and gets one."""

END: Road = (
    *up_to("answer"),
    Act("wish for the end", says("ada", "status", then="closing_end"), any_row(Touchpoint, kind="parting")),
    just_before("parting"),
    reached("parting", hours=1),
    *archived(),
)
"""One of the pair ends it."""

ERASE: Road = (
    *up_to("reach check_in"),
    Act("erase", says("mei", "privacy", then="privacy_erase"), rows_count(Erased, 1)),
    *archived(),
)
"""The mentor is forgotten; the mentee is offered another."""

OVER: Road = (
    *up_to("match"),
    Act("end the program", on_home("olga", "over_end"), any_row(Program, state="ended")),
)
"""The owner ends the program with a round under way; whoever waits hears it."""

ROADS = (JOURNEY, AGAIN, END, ERASE, OVER)
