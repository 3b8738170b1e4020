"""Two readings of the survey's figures tell nothing about one person, also when one is taken from the other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from program.pair.survey_results import COMMENTS_FROM, SCORES_FROM, _whole_batches
from storage.models import Reply
from tests.program.rows import MONDAY, WORKSPACE

WRITERS = st.lists(st.sampled_from(["UADA", "UGRACE", "UKOFI", "UMEI", "URAVI", "UOLGA"]), max_size=20)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(WRITERS, st.sampled_from([SCORES_FROM, COMMENTS_FROM]))
def test_two_readings_differ_by_nobody_or_by_a_whole_group(writers: list[str], people: int) -> None:
    replies = [
        Reply(workspace_id=WORKSPACE, program_id=1, touchpoint_id=n, person_id=writer, at=MONDAY)
        for n, writer in enumerate(writers)
    ]
    readings = [list(_whole_batches(replies[:count], people)) for count in range(len(replies) + 1)]
    assert bool(readings[-1]) == (len(set(writers)) >= people)
    for earlier in range(len(readings)):
        for later in readings[earlier:]:
            before = readings[earlier]
            assert later[: len(before)] == before
            between = {reply.person_id for reply in later[len(before) :]}
            assert not between or len(between) >= people
