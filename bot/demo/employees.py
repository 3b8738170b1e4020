"""The invented employees of the demo (their texts are in employees.yml)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

ZONES = {
    "London": "Europe/London",
    "Berlin": "Europe/Berlin",
    "Lisbon": "Europe/Lisbon",
    "New York": "America/New_York",
    "São Paulo": "America/Sao_Paulo",
    "Bengaluru": "Asia/Kolkata",
}


@dataclass(frozen=True, kw_only=True)
class Employee:
    """`level` is 1 (junior) to 6 (director), `places` how many mentees a mentor takes, `manager` a full name."""

    name: str
    title: str
    department: str
    city: str
    level: int
    manager: str
    role: Literal["owner", "mentor", "mentee", "none"]
    words: str = ""
    skills: tuple[str, ...] = ()
    places: int = 1

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def zone(self) -> str:
        return ZONES[self.city]

    @property
    def email(self) -> str:
        return f"{'.'.join(self.name.lower().split())}@fernhill.example"


def employees() -> list[Employee]:
    """Everybody, the program's owners first."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return [Employee(**{**row, "skills": tuple(row.get("skills", ()))}) for row in rows]
