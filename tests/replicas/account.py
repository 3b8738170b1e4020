"""The account after everything has settled: what was lost, came twice or is stuck, by the database and by Slack."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from program.base.notices import CHANNEL, Notice
from program.workspace.retention import KEPT
from sandbox import Workspace
from storage.models import Audit, Letter, Member, Mentorship, Touchpoint
from tests.replicas.fleet import is_settled

Key = tuple[str, str, int | None, int | None]
"""A letter as it was to be: its kind, its recipient, its mentorship, its program or moment."""
STEPS = ("channel_topic", "intro", "charter", "charter_pin", "agenda")
NO_MESSAGE = {
    "channel_invite",
    "channel_topic",
    *("channel_create", "channel_find", "charter_pin", "plan_pin", "invite_again", "archive_channel"),
    *("home", "lookup", "people_page", "usergroups", "place_page"),
}
"""The kinds that are another call than posting a message."""
POST = "chat.postMessage"


@dataclass
class Account:
    """`resent` and `let_be`: outcomes that nobody could know, settled as the kind of the letter says, and audited.
    `arrived`: how many of those tries were in Slack after all. What was sent again came twice then."""

    letters: int
    lost: list[object] = field(default_factory=list)
    doubled: list[object] = field(default_factory=list)
    stuck: list[object] = field(default_factory=list)
    resent: int = 0
    let_be: int = 0
    arrived: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.stuck)

    def lines(self) -> list[str]:
        wrong = [
            f"{name}: {what}" for name in ("lost", "doubled", "stuck") for what in getattr(self, name)[:10]
        ]
        return [
            *wrong,
            f"{self.letters} letters: lost {len(self.lost)}, doubled {len(self.doubled)}, "
            f"stuck {len(self.stuck)}",
            f"of unknown outcome: sent again {self.resent}, let be {self.let_be}, as their kind allows; "
            f"{self.arrived} of those tries had arrived",
        ]


def draw_up(
    session: Session,
    workspace: Workspace,
    *,
    invitees: dict[int, set[str]],
    answered: Iterable[int],
    now: datetime,
) -> Account:
    """`invitees`: who was to be invited to each program. `answered`: the check-ins whose answer was acked."""
    letters = session.exec(select(Letter)).all()
    audits = session.exec(select(Audit).where(col(Audit.what).startswith("unknown_outcome_"))).all()
    settled = Counter(audit.what for audit in audits)
    account = Account(
        letters=sum(letter.state == "done" for letter in letters),
        resent=settled["unknown_outcome_resent"],
        let_be=settled["unknown_outcome_let_be"],
    )
    _compare_letters(session, account, letters, audits, invitees)
    _compare_messages(session, account, workspace, letters, audits, now)
    _compare_channels(session, account, workspace)
    for moment in session.exec(select(Touchpoint).where(col(Touchpoint.id).in_(answered))).all():
        if moment.state != "answered":
            account.lost.append(f"the answer to {moment.key}")
    account.stuck += [
        (letter.kind, letter.state, letter.last_error)
        for letter in letters
        if letter.state in ("sending", "unknown", "rejected")
    ]
    if not is_settled(session, now):
        account.stuck.append("something is due and not done")
    return account


def _compare_letters(
    session: Session,
    account: Account,
    letters: Sequence[Letter],
    audits: Sequence[Audit],
    invitees: dict[int, set[str]],
) -> None:
    """Each letter that was to be written is there once, and has gone."""
    let_be = {audit.subject for audit in audits if audit.what == "unknown_outcome_let_be"}
    gone: Counter[Key] = Counter()
    for letter in letters:
        sent = letter.state == "done" or f"letter:{letter.id}:{letter.kind}" in let_be
        if letter.edits is None and sent:
            gone[_key(letter)] += 1
    expected = _expected(session, invitees)
    unasked = (one for one in letters if one.kind == "check_in" and f"letter:{one.id}:{one.kind}" in let_be)
    expected |= Counter(map(_key, unasked))  # what may not have come has not been asked
    compared = {kind for kind, *_ in expected}
    account.lost += (expected - gone).elements()
    account.doubled += (
        key for key in (gone - expected).elements() if key[0] in compared and key[0] != "channel_create"
    )


def _key(letter: Letter) -> Key:
    about = letter.params.get("touchpoint") if letter.kind == "check_in" else letter.program_id
    return letter.kind, letter.recipient, letter.mentorship_id, about


def _expected(session: Session, invitees: dict[int, set[str]]) -> Counter[Key]:
    """The letters that people were to get, by what is planned and true, and not by the outbox."""
    expected: Counter[Key] = Counter()
    for program_id, people in invitees.items():
        expected.update(("invitation", person, None, program_id) for person in people)
    for pair in session.exec(select(Mentorship)).all():
        expected.update((step, CHANNEL, pair.id, pair.program_id) for step in STEPS)
    for member in session.exec(select(Member)).all():
        expected["channel_invite", CHANNEL, member.mentorship_id, member.program_id] += 1
        expected["matched", member.person_id, member.mentorship_id, member.program_id] += 1
    asked = select(Touchpoint).where(Touchpoint.kind == "check_in", col(Touchpoint.asked_at).is_not(None))
    for moment in session.exec(asked).all():
        expected["check_in", CHANNEL, moment.mentorship_id, moment.id] += 1
    return expected


def _compare_messages(
    session: Session,
    account: Account,
    workspace: Workspace,
    letters: Sequence[Letter],
    audits: Sequence[Audit],
    now: datetime,
) -> None:
    """Each letter that has gone is a message in Slack, and each message is a letter's, or a known repetition of one."""
    posted = Counter(
        (call.answer["channel"], call.answer["ts"])
        for call in workspace.calls
        if call.method == POST and call.ok
    )
    known = {(one.channel, one.ts): one for one in letters if one.ts is not None and one.edits is None}
    account.lost += (("no such message", one.kind) for place, one in known.items() if place not in posted)
    by_id = {str(letter.id): letter for letter in letters}
    allowed: Counter[str] = Counter()
    for audit in audits:
        _, number, kind = audit.subject.split(":")
        letter = by_id.get(number)
        if letter is None:  # edits and errands are forgotten after a while, what was settled about them later
            if now - audit.at < KEPT["errands"]:
                account.lost.append(("what was settled", kind))
            continue
        again = letter.edits is not None or Notice(kind).policy.unknown == "resend"
        if again != (audit.what == "unknown_outcome_resent"):
            account.stuck.append(("not settled as its kind says", kind, audit.what))
        if letter.edits is None and kind not in NO_MESSAGE:
            allowed[_place(session, workspace, letter)] += 1
    unknown = Counter(channel for channel, ts in posted if (channel, ts) not in known)
    account.doubled += ((channel, "more than was audited") for channel in (unknown - allowed).elements())
    account.arrived = unknown.total()


def _place(session: Session, workspace: Workspace, letter: Letter) -> str:
    """The channel that a letter goes to."""
    if letter.recipient != CHANNEL:
        return workspace.rooms.app_dm(letter.recipient).id
    pair = session.get(Mentorship, letter.mentorship_id)
    return str(pair.channel_id) if pair is not None else ""


def _compare_channels(session: Session, account: Account, workspace: Workspace) -> None:
    """One channel for each mentorship with exactly its people, and none without."""
    channels = {one.id: one for one in workspace.channels.values() if one.name.startswith("mentor-")}
    pairs = {pair.channel_id: pair for pair in session.exec(select(Mentorship)).all()}
    account.doubled += (f"an orphan channel {one}" for one in channels.keys() - pairs.keys())
    for channel_id, pair in pairs.items():
        if pair.state == "opening" or pair.trouble or channel_id not in channels:
            account.stuck.append((f"mentorship {pair.id}", pair.state, pair.trouble))
            continue
        people = session.exec(select(Member.person_id).where(Member.mentorship_id == pair.id)).all()
        if set(channels[channel_id].members) != {*people, workspace.bot_user_id}:
            account.lost.append(f"somebody in the channel of mentorship {pair.id}")
