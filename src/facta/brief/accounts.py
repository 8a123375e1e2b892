"""What each account contributed, and what stands behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import get_args

from facta.brief import words
from facta.brief.material import Material
from facta.brief.passages import Account
from facta.brief.records import AccountLine, Run
from facta.lexicon.speech import INNER
from facta.records import Document, SpeakerKind

# in the order in which the record names them
KINDS = get_args(SpeakerKind)
# Characters of all accounts together that a brief still carries in full; judged, not
# measured (docs/decisions/003-the-page-holds-the-accounts.md).
LARGEST_TEXT = 3_000_000


def account_lines(material: Material) -> Iterator[AccountLine]:
    """Each account, in order of publication."""
    characters = sum(len(account.document.text) for account in material.accounts)
    alone, leaning, copied = _alone(material), _leaning(material), _copied(material)
    for account in material.accounts:
        document, annotation, shown = (
            account.document,
            account.annotation,
            account.shown,
        )
        counts = {
            "events": len(shown.events),
            "statements": len(shown.statements),
            "commitments": len(shown.commitments),
            "figures": len(shown.figures),
        }
        sources, passed_on = _sources(account)
        leans_on = passed_on | leaning[document.id]
        yield AccountLine(
            number=account.number,
            document=document.id,
            source=document.source,
            label=words.label(document),
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=_published(document),
            originator=_originator(material, document),
            copies=tuple(sorted(copied[document.id])),
            words=sum(
                token.upos != "PUNCT"
                for sentence in annotation.sentences
                for token in sentence.tokens
            ),
            counts=tuple(counts.items()),
            sources=sources,
            leans_on=tuple(sorted(leans_on)),
            alone=alone[document.id],
            text=_text(account, characters),
        )


def _alone(material: Material) -> Counter[str]:
    """By account, how many happenings it alone tells."""
    tellers = (
        {report.document for report in one.reports} for one in material.happenings
    )
    return Counter(
        next(iter(documents)) for documents in tellers if len(documents) == 1
    )


def _leaning(material: Material) -> Mapping[str, set[str]]:
    """By account, the originators of its reports that are others than itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in material.happenings:
        for report in item.reports:
            own = (report.document, material.originators.get(report.document))
            if report.originator not in own:
                found[report.document].add(material.originator(report.originator))
    return found


def _copied(material: Material) -> Mapping[str, list[int]]:
    """By account, the numbers of those that it repeats."""
    found: dict[str, list[int]] = defaultdict(list)
    for copy in material.copies:
        found[copy.document].append(material.of[copy.of].number)
    return found


def _published(document: Document) -> str:
    if document.published is None:
        return "date of publication unknown"
    told = f"published {words.day(document.published)}"
    return told + ", estimated" * (document.published_basis == "estimated")


def _text(account: Account, characters: int) -> tuple[Run, ...]:
    """The account in full; nothing where all of them together are too long."""
    if characters > LARGEST_TEXT:
        return ()
    return account.runs()


def _sources(account: Account) -> tuple[tuple[tuple[str, int], ...], set[str]]:
    """
    What stands behind an account's statements and events, and from whom it passes
    words on.
    """
    said = [item for item in account.shown.statements if item.grade not in INNER]
    kinds = Counter(item.speaker.kind for item in said)
    relayed = [item for item in said if item.relation == "relayed"]
    unsourced = sum(event.reported_in is None for event in account.shown.events)
    counts = {
        **{kind: kinds[kind] for kind in KINDS},
        "relayed": len(relayed),
        "events without a source": unsourced,
    }
    return tuple((name, count) for name, count in counts.items() if count), {
        name for item in relayed for name in item.relayed_by
    }


def _originator(material: Material, document: Document) -> str | None:
    """Whose report an account repeats; None where it is its own."""
    origin = material.originators.get(document.id, document.id)
    if origin == document.id:
        return None
    return material.originator(origin)
