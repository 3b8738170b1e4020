"""Slack-looking ids that are the same for the same seed, each kind in its own sequence."""

import random
import string
import uuid

UPPER = string.ascii_uppercase + string.digits
MIXED = string.ascii_letters + string.digits


class Ids:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._sequences: dict[str, random.Random] = {}

    def _of(self, kind: str) -> random.Random:
        return self._sequences.setdefault(kind, random.Random(f"{self._seed}:{kind}"))

    def make(self, prefix: str, length: int = 10) -> str:
        """`U0A1B2C3D4E` for `U`."""
        return prefix + "".join(self._of(prefix).choices(UPPER, k=length))

    def digits(self, kind: str, length: int = 12) -> str:
        return "".join(self._of(kind).choices(string.digits, k=length))

    def mixed(self, kind: str, length: int) -> str:
        return "".join(self._of(kind).choices(MIXED, k=length))

    def hex(self, kind: str, length: int) -> str:
        return "".join(self._of(kind).choices("0123456789abcdef", k=length))

    def uuid(self, kind: str) -> str:
        return str(uuid.UUID(int=self._of(kind).getrandbits(128), version=4))
