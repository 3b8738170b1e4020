"""Every view and refusal in a language that is 40 % longer: what we say is from the catalog, and whole."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from babel import Locale
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlers.counter import Request, Say
from handlers.mishaps import explain
from handlers.views import kit, wording
from handlers.views.language import in_itself, speaking
from program.base.refusals import No, Refusal
from program.base.zones import ZONES
from tests.handlers import test_every_view
from tests.handlers.hostile import arguments, builders, foreign
from tests.handlers.pseudo import LANGUAGE, spoken
from tests.handlers.test_every_view import check, texts

BUILDERS = builders()
CONVENTIONS = Locale.parse(LANGUAGE)
BABEL = {
    *CONVENTIONS.languages.values(),
    *CONVENTIONS.days["stand-alone"]["wide"].values(),
    *CONVENTIONS.days["format"]["wide"].values(),
    *CONVENTIONS.months["format"]["wide"].values(),
    *map(in_itself, ("en", LANGUAGE)),
    "kaj",
}
"""What is the language's own: names of languages, days and months, and its "and"."""
DATA = {*ZONES, *(zone.replace("_", " ") for zone in ZONES), "UTC", "en-US", "de-AT"}
"""Names of things, the same in every language."""
ERRORS = {"is_archived", "restricted_action", "unheard_of"}
"""Words of Slack's."""
LONGEST_FIRST = sorted(BABEL | DATA | ERRORS, key=len, reverse=True)
KEPT = re.compile(rf"`[^`]*`|:[a-z_]+:|(?<!\w)(?:{'|'.join(map(re.escape, LONGEST_FIRST))})(?!\w)")
DATE = re.compile(r"<!date\^\d+\^([^|>]+)\|([^>]+)>")
MARKUP = re.compile(r"<[^>]*>|\{[a-z_]+\}|&[a-z]+;")
LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
BARE = re.compile(r"[aeiouyncs]", re.IGNORECASE)
"""Letters that have an accent wherever they are from the catalog."""


def check_said(said: str) -> None:
    """Whatever has letters is from the catalog, from its first mark to its last."""
    rest = KEPT.sub("", MARKUP.sub("", DATE.sub(r"\1 \2", said)))
    assert not BARE.search(rest), f"not from the catalog: {said}"
    depth = 0
    for character in rest:
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        assert depth >= 0, f"cut: {said}"
        assert depth or not LETTER.match(character), f"not from the catalog: {said}"
    assert not depth, f"cut: {said}"


def shown(drawn: Any) -> Iterator[str]:
    """Every text in what was drawn, save what people wrote."""
    args = drawn.args if isinstance(drawn, kit.Call) else drawn.args()
    for _, said, element in texts(args):
        if element.get("emoji") is not False:
            yield said
    for name in ("text", "topic"):
        if isinstance(args.get(name), str):
            yield args[name]
    yield from _of_charts(args)


def _of_charts(args: Any) -> Iterator[str]:
    for block in args.get("blocks", ()):
        if block["type"] == "data_visualization":
            series = block["chart"]["series"]
            yield from (
                block["title"],
                *(one["name"] for one in series),
                *block["chart"]["axis_config"]["categories"],
            )


def check_translated(drawn: Any) -> None:
    check(drawn)
    for said in shown(drawn):
        check_said(said)


@pytest.fixture(scope="module", autouse=True)
def _installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The language; and room for many sentences in one message: here each is looked at by itself."""
    with pytest.MonkeyPatch.context() as patch, spoken(tmp_path_factory.mktemp("locale"), patch):
        patch.setattr(kit, "MESSAGE_TEXT", 10**6)
        patch.setattr(test_every_view, "TEXT_LIMIT", 10**6)
        yield


few = settings(
    max_examples=20,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("name", BUILDERS)
@few
@given(data=st.data())
def test_every_view_is_translated_and_whole(name: str, data: st.DataObject) -> None:
    with foreign(), speaking(LANGUAGE):
        check_translated(BUILDERS[name](**data.draw(arguments(name, BUILDERS[name]))))


@pytest.mark.parametrize("why", No)
def test_every_refusal_is_translated_and_whole(why: No) -> None:
    named = [field for _, field, _, _ in Formatter().parse(wording.refusals.SENTENCES[why].english) if field]
    refusal = Refusal(why, field="goals", **dict.fromkeys(named, "ΑΔΑ"))
    asked = Request(kind="command", name="/mentor", workspace_id="T1", person_id="U1ADA")
    with speaking(LANGUAGE):
        said = explain(refusal, asked)
        assert isinstance(said, Say)
        check_translated(said.message)
