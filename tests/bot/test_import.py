"""What `alongside people import` says when it is done."""

import pytest

from bot.cli import summary


@pytest.mark.parametrize(
    ("lines", "people", "dry_run", "said"),
    [
        (1, 1, False, "1 line read, 1 person changed."),
        (2, 0, False, "2 lines read, 0 people changed."),
        (40, 1, True, "40 lines read, 1 person would change."),
    ],
)
def test_counts_agree_with_their_nouns(lines: int, people: int, dry_run: bool, said: str) -> None:
    assert summary(lines, people, dry_run=dry_run) == said
