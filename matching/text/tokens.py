"""Texts into words, in any language: folded case and accents, CJK in pairs of characters, stop words left out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

_WORD = re.compile(r"[^\W_]+[+#]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_NAMED = re.compile(
    r"\b(?:my name is|i am called|ich heiße|je m'appelle|me llamo|nazywam się|mi nombre es)\s+\w+(?:\s+[A-ZÀ-Ž]\w+)?",
    re.IGNORECASE,
)
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ـ": "",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
    }
)

# Function words, and what everybody writes in a profile. English function words come from scikit-learn.
_LONE = "abcdefghijklmnopqrstuvwxyz0123456789"  # letters by themselves
_PROFILE = "learn learning improve better want like looking skill skills"
_OTHERS = """
aber als am an auch auf aus bei bin bis das dass dem den der des die durch ein eine einem einen einer eines er es fur
hat ich ihr im in ist kann mein meine mich mir mit nach nicht oder sein sich sie sind und uber um von vor werden wie
wir zu zum zur mehr mochte lernen
au aux avec ce ces cette dans de des du elle en et est il je la le les leur lui ma mais me mes mon ne nous on ou par
pas plus pour que qui sa se ses son sur un une vous veux apprendre ameliorer mieux
al como con del el ella en entre es esta este la las lo los mas mi mis muy no para pero por que se ser sin sobre su sus
un una unos unas y yo quiero aprender mejorar mejor
ale bo byc chce co czy dla do i jak jako jest lub ma mi moja moje na nie o od oraz po pod przez sie sa ten to w we z za
ze nauczyc uczyc lepiej
"""


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that say nothing about what a person wants."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS) | frozenset(_OTHERS.split()) | frozenset(_PROFILE.split())


def folded(text: str) -> str:
    """Lower case, one form for each character, no accents: "Gestión" and "gestion" are one word."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kana = {"\u3099", "\u309a"}  # voicing marks make another letter, not an accent
    bare = "".join(c for c in apart if not unicodedata.combining(c) or c in kana)
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _pairs(word: str) -> list[str]:
    """A word with a run of unspaced script in it, cut into that run's pairs of characters and the rest."""
    out, at = [], 0
    for run in _UNSPACED.finditer(word):
        out += [word[at : run.start()]]
        letters = run.group()
        out += [letters[k : k + 2] for k in range(max(1, len(letters) - 1))]
        at = run.end()
    return [part for part in (*out, word[at:]) if part]


def words_of(text: str) -> list[str]:
    """All words of a text, stop words too."""
    if text.isascii():
        if "name is" in text or "called" in text:
            text = _NAMED.sub(" ", text)
        return _WORD.findall(text.lower())
    found = _WORD.findall(folded(_NAMED.sub(" ", text)))
    return list(chain.from_iterable(_pairs(word) if _UNSPACED.search(word) else (word,) for word in found))


def telling(words: Sequence[Sequence[str]], ignored: Iterable[str] = ()) -> list[list[str]]:
    """Of each text's words, those that tell something. A text of one word keeps it: it's all there is."""
    empty = {word for text in ignored for word in words_of(text)}
    skip = stop_words() | empty | set(_LONE)
    out = []
    for one in words:
        kept = [word for word in one if word not in skip]
        out.append(kept or [word for word in one if len(one) == 1 and word not in empty])
    return out
