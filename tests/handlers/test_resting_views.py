"""On Home: programs that an admin may take over, and those that an owner may open again."""

from dataclasses import replace

import pytest

from handlers.views import ended_programs, home, setup
from handlers.views.kit import as_dicts
from program.running.status import Name, Status
from sandbox.blockkit import check_view
from tests.handlers.test_home_views import STATUSES, a_home

ALONE = tuple(Name(number, f"Alone {number}") for number in range(5))
ENDED = tuple(Name(number, f"Ended {number}") for number in range(5, 10))
NOBODY = STATUSES["an admin, and nothing yet"]


def buttons(shown: Status) -> list[str]:
    pressed = [block["accessory"] for block in as_dicts(home.page(shown)) if "accessory" in block]
    both = (setup.TAKE_OVER, ended_programs.OPEN_AGAIN)
    return [one["action_id"] for one in pressed if one["action_id"] in both]


def test_an_admin_who_runs_nothing_may_take_over_one_program_and_open_another_again() -> None:
    assert buttons(replace(NOBODY, ownerless=ALONE, over=ENDED)) == [
        setup.TAKE_OVER,
        ended_programs.OPEN_AGAIN,
    ]


def test_either_kind_has_the_whole_place_where_there_is_nothing_of_the_other() -> None:
    assert buttons(replace(NOBODY, ownerless=ALONE)) == [setup.TAKE_OVER] * home.RESTING
    assert buttons(replace(NOBODY, over=ENDED)) == [ended_programs.OPEN_AGAIN] * home.RESTING


@pytest.mark.parametrize("shown", STATUSES.values(), ids=STATUSES)
def test_slack_takes_a_home_with_both_whatever_else_is_on_it(shown: Status) -> None:
    assert check_view(a_home(replace(shown, admin=True, ownerless=ALONE, over=ENDED))) == []
