"""Questions about user groups and channels, and who is in them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from storage.models import Place, PlaceMember


def place(session: Session, *, workspace_id: str, place_id: str) -> Place | None:
    return session.get(Place, (workspace_id, place_id))


def usergroups(session: Session, *, workspace_id: str) -> Sequence[Place]:
    """The workspace's user groups, by name; also those that Slack no longer has but a program is still for."""
    return session.exec(
        select(Place)
        .where(Place.workspace_id == workspace_id, Place.kind == "usergroup")
        .order_by(Place.name, Place.id)
    ).all()


def is_member(session: Session, *, workspace_id: str, place_id: str, person_id: str) -> bool:
    return session.get(PlaceMember, (workspace_id, place_id, person_id)) is not None


def members(session: Session, *, workspace_id: str, place_id: str) -> set[str]:
    return set(
        session.exec(
            select(PlaceMember.person_id).where(
                PlaceMember.workspace_id == workspace_id, PlaceMember.place_id == place_id
            )
        ).all()
    )


def add_members(session: Session, *, workspace_id: str, place_id: str, ids: Iterable[str], walk: str) -> None:
    """These people were found there on this walk; whoever was known from an earlier one counts anew."""
    found = list(dict.fromkeys(ids))
    if not found:
        return
    session.exec(
        delete(PlaceMember).where(
            col(PlaceMember.workspace_id) == workspace_id,
            col(PlaceMember.place_id) == place_id,
            col(PlaceMember.person_id).in_(found),
        )
    )
    rows = [
        {"workspace_id": workspace_id, "place_id": place_id, "person_id": person_id, "walk": walk}
        for person_id in found
    ]
    session.exec(insert(PlaceMember), params=rows)


def forget_others(session: Session, *, workspace_id: str, place_id: str, walk: str) -> None:
    """Whoever was not found on this walk is not there any more."""
    session.exec(
        delete(PlaceMember).where(
            col(PlaceMember.workspace_id) == workspace_id,
            col(PlaceMember.place_id) == place_id,
            col(PlaceMember.walk) != walk,
        )
    )
