"""Finding the right people by words: recall under held-out synonyms and under typos, and what it costs."""

import csv
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from matching import TERMS, Competency, Person, Rules, Weights
from matching.market.assign import Market
from matching.scoring.preparation import prepare
from matching.text import competencies, spelling

WORDS_ONLY = Weights(**{name: float(name == "topics") for name in TERMS})
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Found:
    recall: float  # of the ten best
    seconds: float  # reading and looking, of this process


def names(data: Path | None) -> list[tuple[str, list[str]]]:
    """Things with several names: ESCO's occupations, else the competencies shipped."""
    if data is None:
        shipped = competencies.read(
            yaml.safe_load(
                (Path(competencies.__file__).parent / "competencies.yml").read_text(encoding="utf-8")
            )
        )
        return [(one.name, list(one.aliases)) for one in shipped]
    with (data / "esco" / "occupations_en.csv").open(encoding="utf-8") as file:
        return [
            (row["preferredLabel"], [x.strip() for x in row["altLabels"].split("\n") if x.strip()])
            for row in csv.DictReader(file)
        ]


def misspelled(text: str, rng: random.Random) -> str:
    """One slip in every word of more than three letters."""
    out = []
    for word in text.split():
        if len(word) > 3:
            at = rng.randrange(len(word) - 1)
            word = rng.choice(
                (
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                    word[:at] + word[at + 1 :],
                    word[:at] + rng.choice(LETTERS) + word[at:],
                    word[:at] + rng.choice(LETTERS) + word[at + 1 :],
                )
            )
        out.append(word)
    return " ".join(out)


def recall(data: Path | None, *, typos: bool, widened: bool, seed: int = 0, most: int = 1500) -> Found:
    """Half of every thing's synonyms is in the list, the other half is asked for; mentors say the thing's name."""
    rng = random.Random(seed)
    things, asked = [], []
    for number, (name, synonyms) in enumerate(names(data)):
        mixed = rng.sample(synonyms, len(synonyms))
        things.append(Competency(name, tuple(mixed[: len(mixed) // 2])))
        asked += [(number, text) for text in mixed[len(mixed) // 2 :]]
    asked = rng.sample(asked, min(most, len(asked)))
    mentees = [
        Person(id=f"{n}", goals=(misspelled(text, rng) if typos else text,))
        for n, (_, text) in enumerate(asked)
    ]
    mentors = [Person(id=f"r{n}", goals=(one.name,)) for n, one in enumerate(things)]
    plain, spelling.ALIKE = spelling.ALIKE, spelling.ALIKE if widened else 2.0
    start = time.process_time()
    prepared = prepare(mentees, mentors, Rules(weights=WORDS_ONLY, competencies=tuple(things)))
    market = Market(prepared.problem, prepared.seats, prepared.loops)
    s = prepared.problem
    out_j, out_w, _ = market.look(s, np.arange(s.n, dtype=np.int32), 10, np.zeros(s.m), 1.0)
    seconds = time.process_time() - start
    spelling.ALIKE = plain
    hits = 0
    for x, person in enumerate(prepared.mentees):
        best = {prepared.mentors[j].id for j, w in zip(out_j[x], out_w[x], strict=True) if j >= 0 and w > 0}
        hits += f"r{asked[int(person.id)][0]}" in best
    return Found(hits / len(mentees), seconds)
