"""The rule said no."""

from enum import StrEnum


class No(StrEnum):
    """Why a rule refused. Each has its sentence in handlers/views/wording.py."""

    NO_PROGRAM = "no_program"
    PROGRAM_ENDED = "program_ended"
    NOT_MET = "not_met"
    OUTSIDER = "outsider"
    NOT_COLLEAGUE = "not_colleague"
    NOT_SOMEBODY = "not_somebody"
    GUEST = "guest"
    NOT_READ_YET = "not_read_yet"
    NAME_TAKEN = "name_taken"
    NAME_TAKEN_SINCE = "name_taken_since"
    IN_THE_PAST = "in_the_past"
    GROUP_GONE = "group_gone"
    WHICH_PLACE = "which_place"
    NO_WORKING_DAYS = "no_working_days"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY_SKILLS = "too_many_skills"
    SKILL_TOO_LONG = "skill_too_long"
    NOT_A_SPAN = "not_a_span"
    PAUSE_OVER = "pause_over"
    PAUSE_TOO_LONG = "pause_too_long"
    NOBODY_TO_INVITE = "nobody_to_invite"
    NOT_ADMIN = "not_admin"
    NOT_OWNER = "not_owner"
    NOBODY_RUNS = "nobody_runs"
    NOT_ENROLLED = "not_enrolled"
    NOT_IN_AUDIENCE = "not_in_audience"
    NOT_MEMBER = "not_member"
    GONE = "gone"
    ENDED = "ended"
    TOO_LATE = "too_late"
    ANSWERED = "answered"
    NOBODY_TO_TELL = "nobody_to_tell"
    NOBODY_WAITS = "nobody_waits"
    ROUND_ASKED = "round_asked"
    ROUND_SETTLED = "round_settled"
    ROUND_UNDECIDED = "round_undecided"
    PAIR_UNKNOWN = "pair_unknown"
    PAIR_LEFT = "pair_left"
    PAIR_OUTSIDE = "pair_outside"
    PAIR_PAUSED = "pair_paused"
    PAIR_DEACTIVATED = "pair_deactivated"
    PAIR_GUEST = "pair_guest"
    PAIR_NOT_MENTOR = "pair_not_mentor"
    PAIR_NOT_MENTEE = "pair_not_mentee"
    PAIR_HAS_MENTOR = "pair_has_mentor"
    PAIR_FULL = "pair_full"
    PAIR_SELF = "pair_self"
    PAIR_LINE = "pair_line"
    PAIR_CLOSED = "pair_closed"
    PAIR_NEVER = "pair_never"
    PAIR_MISSING = "pair_missing"
    DECLINE_LATE = "decline_late"
    PLAN_EMPTY = "plan_empty"
    PLAN_DATE = "plan_date"
    PLAN_TEXT = "plan_text"
    PLAN_LATE = "plan_late"
    PLAN_PAST = "plan_past"
    CHANNEL_FINE = "channel_fine"
    DIGEST_POSTED = "digest_posted"
    ONLY_OWNER = "only_owner"


class Refusal(Exception):
    """A rule refused; nothing was changed. `field` names the form field that it is about, if it is about one."""

    def __init__(self, why: No, *, field: str | None = None, **facts: object) -> None:
        super().__init__(why.value)
        self.why = why
        self.field = field
        self.facts = facts
