"""The program's competencies out of parsed files, and in what people say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from matching.values import Competency


def read(*files: object) -> tuple[Competency, ...]:
    """Competencies from parsed files, later ones adding and overriding by name (upper and lower case alike).

    A file is a mapping name -> aliases (a list), or name -> {aliases: [...], weight: 1.5, remove: true}.
    ValueError names the competency that can't be read.
    """
    found: dict[str, Competency] = {}
    for file in files:
        if not isinstance(file, Mapping):
            raise ValueError("competencies are a mapping of names to aliases")
        for name, entry in file.items():
            body = entry if isinstance(entry, Mapping) else {"aliases": entry or []}
            if unknown := set(body) - {"aliases", "weight", "remove"}:
                raise ValueError(f"competency {name!r}: unknown {', '.join(sorted(map(str, unknown)))}")
            if body.get("remove"):
                found.pop(str(name).casefold(), None)
                continue
            aliases, weight = body.get("aliases") or [], body.get("weight", 1.0)
            if not isinstance(aliases, Sequence) or isinstance(aliases, str):
                raise ValueError(f"competency {name!r}: aliases are a list")
            if isinstance(weight, bool) or not isinstance(weight, int | float):
                raise ValueError(f"competency {name!r}: weight is a number")
            found[str(name).casefold()] = Competency(str(name), tuple(map(str, aliases)), float(weight))
    return tuple(found.values())


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


class Finder:
    """Finds competencies in texts that are split into telling words."""

    def __init__(self, spelled: Iterable[tuple[int, Sequence[str]]]) -> None:
        """``spelled``: (competency number, the words of its name or of an alias)."""
        self.phrases: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for number, words in spelled:
            if words:
                phrase = tuple(map(_stem, words))
                self.phrases[phrase[0]].append((phrase, number))

    def find(self, words: Sequence[str]) -> tuple[int, ...]:
        """Numbers of the competencies that a text names. Of names within each other the longest counts."""
        stems = [_stem(word) for word in words]
        found: set[int] = set()
        at = 0
        while at < len(stems):
            here = [
                (len(phrase), number)
                for phrase, number in self.phrases.get(stems[at], ())
                if tuple(stems[at : at + len(phrase)]) == phrase
            ]
            longest = max((length for length, _ in here), default=0)
            found |= {number for length, number in here if length == longest}
            at += max(1, longest)
        return tuple(sorted(found))
