"""
One commitment told by many accounts is one pledge: joins vows and follows the status.

`pledges` takes vows and deeds, gives the board: each pledge with its vows and every
change of status with the passage that tells it. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from facta.link.fulfilment import Deeds, fulfils
from facta.link.tellings import Telling
from facta.link.vows import Vow, family, same, telltale
from facta.records import Change, Pledge, Status, content_id


def pledges(vows: Sequence[Vow], deeds: Sequence[Telling]) -> Iterator[Pledge]:
    """
    The board of some commitments, each pledge with its vows and its status: that of
    the last account that tells one, or kept where a deed fulfils it.

    Args:
        vows: in the order of their accounts.
        deeds: what was done, in that order.
    """
    done = Deeds(deeds)
    # an account that makes one commitment twice in the same words has one id for both
    board = {
        pledge.id: pledge
        for group in _groups(vows)
        for pledge in [_pledge(group, done)]
    }
    yield from board.values()


def order(pledge: Pledge) -> tuple[str, bool, str, str, str]:
    """By maker, then by the day it falls due (without a day last), then by content."""
    undated = pledge.due is None
    return pledge.maker, undated, str(pledge.due), pledge.content, pledge.id


def _groups(vows: Iterable[Vow]) -> list[list[Vow]]:
    """
    Vows with the first before them that is of the same commitment. Each is held against
    those of its account, and of the others against those alone that share a word with
    it, without which they are not.
    """
    groups: list[list[Vow]] = []
    by_word: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for vow in vows:
        keys = [
            ("document", vow.item.document),
            *((family(vow), vow.maker, one) for one in telltale(vow.words)),
        ]
        near = sorted({at for key in keys for at in by_word.get(key, ())})
        home = next((at for at in near if same(groups[at][0], vow)), None)
        if home is not None:
            groups[home].append(vow)
            continue
        for key in keys:
            by_word[key].append(len(groups))
        groups.append([vow])
    return groups


def _pledge(group: Sequence[Vow], deeds: Deeds) -> Pledge:
    first = group[0]
    items = [vow.item for vow in group]
    history = (*_told(group), *_fulfilled(group, deeds))
    status: Status = history[-1].status if history else "open"
    return Pledge(
        id=content_id(
            "pledge", first.item.kind, first.maker, *sorted(item.id for item in items)
        ),
        kind=first.item.kind,
        maker=first.maker,
        recipient=next(filter(None, (vow.recipient for vow in group)), None),
        content=first.item.content.text,
        reports=tuple((item.document, item.id) for item in items),
        due=next((item.due for item in items if item.due), None),
        status=status,
        history=history,
    )


def _told(group: Sequence[Vow]) -> Iterator[Change]:
    """The status that each account tells with a passage."""
    for vow in group:
        item = vow.item
        if item.evidence:
            yield Change(
                status=item.status,
                document=item.document,
                span=item.evidence[-1],
                date=item.date,
                own=vow.own,
            )


def _fulfilled(group: Sequence[Vow], deeds: Deeds) -> tuple[Change, ...]:
    """The first later deed that does what was promised or threatened."""
    for vow in group:
        for deed in deeds.near(vow):
            if fulfils(deed, vow):
                return (
                    Change(
                        status="kept",
                        document=deed.event.document,
                        span=deed.event.span,
                        date=deed.event.date,
                        own=deed.sourcing.party == "actor",
                    ),
                )
    return ()
