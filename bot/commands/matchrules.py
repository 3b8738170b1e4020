"""The rules file of `alongside match`: every rule, the values that it takes, and what is said of others."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from textwrap import shorten
from typing import Annotated, Any, get_args

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic import StrictBool as Switch
from pydantic import StrictFloat as Number
from pydantic import StrictInt as Whole
from pydantic import StrictStr as Text

import matching
from bot.commands.matchpeople import FileError, unreadable
from matching.text import competencies
from matching.text.names import normal
from matching.values import Departments, Mode
from program.base.table import meant

PAIRS = ("closed", "pinned", "vetoed")
MAY_BE_EMPTY = {"weights", "audience", "ignore", "competencies", *PAIRS}
LONGEST = 60  # of what is quoted from the file
Pairs = Mapping[str, Collection[matching.Pair]]


def _two(pair: matching.Pair) -> matching.Pair:
    if pair[0] == pair[1]:
        raise ValueError("nobody is a pair alone")
    return pair


def _in_order(sizes: tuple[int, int]) -> tuple[int, int]:
    if not 1 <= sizes[0] <= sizes[1]:
        raise ValueError("the fewest come first")
    return sizes


Id = Annotated[Text | Whole, AfterValidator(str)]  # to YAML, the id 7 is a number
Term = Annotated[str, Field(pattern=f"^({'|'.join(matching.TERMS)})$")]
Weight = Annotated[Number, Field(ge=0, le=1000)]
Pair = Annotated[tuple[Id, Id], AfterValidator(_two)]
Sizes = Annotated[tuple[Whole, Whole], AfterValidator(_in_order)]


def _rule(takes: str, **bounds: Any) -> Any:
    """A rule, with its values in words."""
    return Field(default=None, description=takes, **bounds)


YES_NO = "is true or false"
TWO_IDS = "is a list of pairs of two ids, such as [[ada, ben], [kim, lee]]"


class RulesFile(BaseModel):
    """What may stand in the file. What doesn't stays as the engine has it."""

    model_config = ConfigDict(extra="forbid")

    mode: Mode = _rule(f"is one of {', '.join(get_args(Mode))}")
    departments: Departments = _rule(f"is one of {', '.join(get_args(Departments))}")
    weights: dict[Term, Weight] = _rule(f"is a number from 0 to 1000 for any of {', '.join(matching.TERMS)}")
    same_language: Switch = _rule(YES_NO)
    mentor_more_senior: Switch = _rule(YES_NO)
    reporting_line: Switch = _rule(YES_NO)
    common_ground: Switch = _rule(YES_NO)
    min_overlap: Whole = _rule("is minutes a day, from 0 to 1440", ge=0, le=1440)
    pair_minutes: Whole = _rule("is minutes a month, from 0 to 10000", ge=0, le=10_000)
    stretch: Number = _rule("is a number from 0 to 1", ge=0, le=1)
    fairness: Number = _rule("is a number from 0 to 1", ge=0, le=1)
    mentors_each: Whole = _rule("is a whole number from 1 to 20", ge=1, le=20)
    group_size: Sizes = _rule("is the fewest and the most, from 1, such as [3, 8]")
    audience: frozenset[Id] = _rule("is a list of groups, such as [design, sales]")
    ignore: tuple[Id, ...] = _rule("is a list of words, such as [acme, team]")
    seed: Whole = _rule("is a whole number")
    competencies: dict[Any, Any] = _rule("is a mapping of names to aliases, such as {Chess: [openings]}")
    closed: tuple[Pair, ...] = _rule(TWO_IDS)
    pinned: tuple[Pair, ...] = _rule(f"{TWO_IDS}: the mentee, then the mentor")
    vetoed: tuple[Pair, ...] = _rule(TWO_IDS)


def read_rules(path: Path | None) -> tuple[matching.Rules, Pairs]:
    """The rules of a YAML file, and its pairs (closed, pinned, vetoed). FileError: what can't be taken, a line each."""
    shipped = yaml.safe_load(files("matching.text").joinpath("competencies.yml").read_text(encoding="utf-8"))
    given = {} if path is None else _read(path)
    name = path.name if path else "rules"
    try:
        rules = RulesFile.model_validate(given).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise FileError(_complaints(name, given, error)) from error
    pairs = {key: rules.pop(key, ()) for key in PAIRS}
    if "weights" in rules:
        rules["weights"] = matching.Weights(**rules["weights"])
    try:
        rules["competencies"] = competencies.read(shipped, rules.get("competencies", {}))
    except ValueError as error:
        raise FileError([f"{name}: {error}"]) from error
    return matching.Rules(**rules), pairs


def check_pairs(
    name: str,
    pairs: Pairs,
    mentees: Iterable[matching.Person],
    mentors: Iterable[matching.Person],
    mode: Mode,
) -> Pairs:
    """The pairs, by ids as the people have them. FileError: ids that nobody has, and pinned pairs the wrong way
    round, a line each."""
    learn, teach = {one.id for one in mentees}, {one.id for one in mentors}
    written = {normal(one): one for one in learn | teach}
    pairs = {
        key: tuple(
            (written.get(normal(one), one), written.get(normal(other), other)) for one, other in pairs[key]
        )
        for key in PAIRS
    }
    lines = []
    for rule, pair in ((key, one) for key in PAIRS for one in pairs[key]):
        unknown = [one for one in pair if one not in learn | teach]
        lines += [f"{name}: {rule}: nobody has the id {one}{meant(one, learn | teach)}" for one in unknown]
        if rule == "pinned" and mode != "peer" and not unknown:
            sides = zip(pair, (learn, teach), ("mentee", "mentor"), strict=True)
            lines += [
                f"{name}: pinned: {one} is no {side}: a pair is the mentee, then the mentor"
                for one, those, side in sides
                if one not in those
            ]
    if lines:
        raise FileError(list(dict.fromkeys(lines)))
    return pairs


def _read(path: Path) -> dict[Any, Any]:
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(path, error, "give --rules a YAML file") from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: not UTF-8, or a date that there isn't
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise FileError([f"{path.name}{where}: this isn't YAML"]) from error
    if given is not None and not isinstance(given, dict):
        raise FileError([f"{path.name}: rules are names with values, such as min_overlap: 60"])
    return {
        key: value for key, value in (given or {}).items() if value is not None or key not in MAY_BE_EMPTY
    }


def _complaints(name: str, given: Mapping[Any, Any], error: ValidationError) -> list[str]:
    known = RulesFile.model_fields
    unknown = [str(key) for key in given if key not in known]
    lines = [f"{name}: {key}: there is no such rule{meant(key, known)}" for key in unknown]
    lines += [f"The rules that there are: {', '.join(sorted(known))}"] * bool(unknown)
    for wrong in error.errors():
        rule, *where = wrong["loc"]
        if rule in known:
            field = known[str(rule)]
            lines.append(f"{name}: {rule} {field.description} (not {_quoted(given[rule], where)})")
    return list(dict.fromkeys(lines))


def _quoted(value: Any, where: Sequence[int | str]) -> str:
    """As YAML has it: the value, or the part of it that is wrong."""
    if where and isinstance(value, dict):
        value = where[0] if "[key]" in where else {where[0]: value.get(where[0])}
    elif where and isinstance(value, list) and int(where[0]) < len(value):
        value = value[int(where[0])]
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=math.inf)
    return shorten(text.removesuffix("...\n"), LONGEST, placeholder=" …")
