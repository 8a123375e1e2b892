"""Pledges for tests."""

from __future__ import annotations

import datetime

from facta.records import Change, CommitmentKind, Pledge, Span, Status

TODAY = datetime.date(2025, 5, 28)


def pledge(
    name: str,
    due: str | None = None,
    status: Status = "open",
    *,
    kind: CommitmentKind = "threat",
    maker: str = "KEN",
    recipient: str | None = "PER",
    documents: tuple[str, ...] = ("d0",),
    own: bool = False,
) -> Pledge:
    """
    A pledge with this id, told by these accounts; the last one tells its status, as its
    maker's own account or not.
    """
    settled = status != "open"
    return Pledge(
        id=name,
        kind=kind,
        maker=maker,
        recipient=recipient,
        content="to close the port",
        reports=tuple((document, f"{name}-{document}") for document in documents),
        due=datetime.date.fromisoformat(due) if due else None,
        status=status,
        history=(
            Change(
                status=status,
                document=documents[-1],
                span=Span(0, 1, "x"),
                date=None,
                own=own,
            ),
        )
        * settled,
    )
