"""The rule said no."""

from enum import StrEnum


class No(StrEnum):
    """Why a rule refused. Each has its sentence in handlers/views/wording.py."""

    NO_PROGRAM = "no_program"
    NOT_ADMIN = "not_admin"
    NOT_OWNER = "not_owner"
    NOT_ENROLLED = "not_enrolled"
    NOT_IN_AUDIENCE = "not_in_audience"
    NOT_MEMBER = "not_member"
    GONE = "gone"
    ENDED = "ended"


class Refusal(Exception):
    """A rule refused; nothing was changed. `field` names the form field that it is about, if it is about one."""

    def __init__(self, why: No, *, field: str | None = None, **facts: object) -> None:
        super().__init__(why.value)
        self.why = why
        self.field = field
        self.facts = facts
