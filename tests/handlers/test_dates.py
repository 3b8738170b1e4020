"""One style of dates, in every view: "Tuesday 3 March", in another year than the reader's "Tuesday 3 March 2027"."""

import re
from calendar import day_name, month_name
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.counter import Errors, Request
from handlers.mishaps import explain
from handlers.views.language import speaking
from handlers.views.text import SlackDate, write
from program.base.refusals import No, Refusal
from tests.handlers.hostile import arguments, builders, foreign
from tests.handlers.test_translated_views import few, shown

BUILDERS = builders()
YEARS_BEFORE = date(2020, 6, 1)
MONTHS = "|".join(month_name[1:])
IN_FULL = re.compile(rf"\b(?:{'|'.join(day_name)}) \d{{1,2}} (?:{MONTHS}) \d{{4}}\b")
ANY = re.compile(
    rf"\d{{4}}-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]|\b(?:{MONTHS}) \d|\d (?:{MONTHS}|{MONTHS.lower()})\b"
)


@pytest.mark.parametrize("name", BUILDERS)
@few
@given(data=st.data())
def test_every_date_is_in_the_one_style(name: str, data: st.DataObject) -> None:
    with foreign(), speaking("", YEARS_BEFORE):
        drawn = BUILDERS[name](**data.draw(arguments(name, BUILDERS[name])))
        for said in shown(drawn):
            assert not ANY.search(IN_FULL.sub("", said)), said


def test_a_date_names_its_year_only_where_that_is_not_the_readers() -> None:
    day = date(2027, 1, 5)
    with speaking("", date(2026, 11, 30)):
        assert write("{day}", day=day) == "Tuesday 5 January 2027"
        assert str(SlackDate(datetime(2027, 1, 5, tzinfo=UTC))).endswith("|Tuesday 5 January 2027>")
    with speaking("", date(2027, 1, 1)):
        assert write("{day}", day=day) == "Tuesday 5 January"


def test_a_refusal_says_its_day_like_a_card() -> None:
    asked = Request(kind="submission", name="plan_form", workspace_id="T1", person_id="U1ADA")
    late = Refusal(No.PLAN_LATE, field="plan_date_1", last=date(2027, 1, 5))
    with speaking("", date(2026, 11, 30)):
        assert explain(late, asked) == Errors(
            {"plan_date_1": "Your mentorship runs until Tuesday 5 January 2027. Choose a day up to then."}
        )
