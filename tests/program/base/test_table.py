"""One reader for every table of people, however a spreadsheet wrote it."""

import pytest

from matching.text.names import clean, normal
from program.base import table

KNOWN = ("id", "email", "goals")
PLAIN = [(2, {"id": "ada", "goals": "Chess"}), (3, {"id": "ben", "goals": ""})]


def lines(found: table.Table) -> list[tuple[int, dict[str, str]]]:
    assert found.problems == []
    return [(line.number, dict(line.cells)) for line in found.lines]


@pytest.mark.parametrize(
    "text",
    [
        "id,goals\nada,Chess\nben,\n",
        "id;goals\r\nada;Chess\r\nben;\r\n",
        "id\tgoals\nada\tChess\nben\t",
        "id,goals\rada,Chess\rben,\r",
        "\ufeffID, Goals \nada,\u00a0Chess \nben,\n,\n , \n\n",
        "id,goals,,\nada,Chess,,\nben,,,\n,,,\n",
        "\u200bid,goals\n\u200bada,Ch\u2060ess\ufeff\nben,\u200b\n",
        '"id","goals"\n"ada","Chess"\n"ben",""\n',
    ],
)
def test_however_a_spreadsheet_writes_it_the_same_lines_are_read(text: str) -> None:
    assert lines(table.read(text, KNOWN)) == PLAIN


@pytest.mark.parametrize("said", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;", "sep=;;;"])
def test_a_first_line_may_say_what_parts_the_cells(said: str) -> None:
    found = lines(table.read(f"{said}\nid;goals\nada;a, b\n", KNOWN))
    assert found == [(3, {"id": "ada", "goals": "a, b"})]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('id,goals\nada,Go\nben,"Chess\nkim,Go\n', 3, "a quote that opens here isn't closed"),
        ('id,goals\nada,"Chess\nkim,"Go"\n', 2, "not CSV"),
        ("id,goals\n\nada,Chess,Go\n", 3, "2 cells are expected; this has 3"),
        ("id,,goals\nada,Go,Chess\n", 2, "more cells than columns"),
        ("id,E-Mail\n", 1, "there is no column “e_mail” (did you mean email?)"),
        ("id,ID\n", 1, "there twice"),
    ],
)
def test_what_cannot_be_read_is_told_by_line(text: str, line: int, said: str) -> None:
    (problem,) = table.read(text, KNOWN).problems
    assert problem.line == line
    assert said in problem.text


def test_a_cell_of_several_lines_is_one_cell_and_the_next_line_keeps_its_number() -> None:
    found = lines(table.read('id,goals\nada,"two\nlines"\nben,Go\n', KNOWN))
    assert found == [(2, {"id": "ada", "goals": "two\nlines"}), (4, {"id": "ben", "goals": "Go"})]


def test_the_unicode_text_of_a_spreadsheet_is_read_too() -> None:
    assert table.decoded("id\tgoals".encode("utf-16")) == "id\tgoals"
    assert table.decoded("\ufeffé".encode()) == "é"


@pytest.mark.parametrize(
    "written", ["Ada@Example.com", " ada@example.com\u200b", "ＡＤＡ@example.com", "ada\u2060@example.com"]
)
def test_a_name_has_one_form_however_it_is_written(written: str) -> None:
    assert normal(written) == "ada@example.com"
    assert normal("Human  Resources") == normal("human\u00a0resources ")
    assert clean("\ufeff می\u200cخواهم ") == "می\u200cخواهم"
