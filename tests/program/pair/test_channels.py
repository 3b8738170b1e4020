"""What Slack says of a channel that a pair no longer has."""

from sqlmodel import Session

from program.base.notices import CHANNEL, Notice, redraw, tell
from program.pair import channels
from storage.models import Letter, Mentorship
from storage.unit import Store
from tests.program.rows import MONDAY, a_pair, a_program


def test_a_card_in_an_archived_channel_costs_them_no_other_channel(store: Store) -> None:
    def edit(session: Session) -> int:
        pair = a_pair(session, a_program(session), channel="C2")
        tell(session, Notice.CHARTER, pair, to=CHANNEL, about="C1", now=MONDAY)
        card = session.get_one(Letter, 1)
        card.state, card.channel, card.ts = "done", "C1", "1.0"
        session.flush()
        redraw(session, Notice.CHARTER, pair, now=MONDAY)
        session.flush()
        assert channels.refused(session, session.get_one(Letter, 2), "is_archived", MONDAY)
        return pair.id or 0

    pair_id = store.transact(edit)
    pair = store.read(lambda session: session.get_one(Mentorship, pair_id))
    assert (pair.channel_id, pair.channel_lost) == ("C2", None)
