"""
What accounts lean on: documents, outlets and people who are not named.

Takes the statements of a brief's accounts; gives each voice with the accounts that
pass it on. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from facta.brief import words
from facta.brief.material import Material
from facta.brief.records import VoiceLine
from facta.brief.speakers import SPEAKING, said, somebody
from facta.records import Speaker

NAMELESS = "nobody in particular"
# Voices that a page has room for; judged.
MOST = 60


def voices(material: Material) -> Iterator[VoiceLine]:
    """Those that most accounts lean on first, whoever cannot be looked for last."""
    counts = Counter[tuple[str, str]]()
    accounts: dict[tuple[str, str], set[int]] = defaultdict(set)
    for account, item in said(material.accounts):
        key = _voice(item.speaker, material)
        if key:
            counts[key] += 1
            accounts[key].add(account.number)
    ordered = sorted(
        counts,
        key=lambda key: (key[0] == NAMELESS, -len(accounts[key]), -counts[key], key),
    )
    for name, kind in ordered[:MOST]:
        yield VoiceLine(
            name=name,
            kind=kind,
            accounts=tuple(sorted(accounts[name, kind])),
            said=counts[name, kind],
        )


def _voice(who: Speaker, material: Material) -> tuple[str, str] | None:
    """What somebody is called and his kind; None for who speaks under his name."""
    if who.kind == "anonymous" and somebody(who):
        return material.names.speaker(who) or words.speaker(who), who.kind
    if who.kind in SPEAKING - {"anonymous"}:
        return None if somebody(who) else (NAMELESS, "unknown")
    if who.kind in {"document", "outlet"}:
        return material.names.speaker(who) or words.speaker(who), who.kind
    return NAMELESS, "unknown"
