"""
Linking: annotations of many documents to happenings, disputes, pledges and originators.

Pure. The result depends on what the documents say, never on the order in which they
come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from facta.link import amounts, contradictions, denials, disputes
from facta.link.clusters import clusters
from facta.link.credits import retold
from facta.link.decided import Bonds, settled
from facta.link.happenings import happening
from facta.link.likeness import evidence, log_odds
from facta.link.linked import Linked
from facta.link.matter import Matter
from facta.link.meetings import joined
from facta.link.pairs import Pair, candidates
from facta.link.parting import apart
from facta.link.pledges import pledges
from facta.link.shingles import Account, Copies, originators
from facta.link.status import statuses
from facta.link.tellings import Telling, tellings
from facta.records import Annotation, Dispute, Happening, Statement

# log-odds from which two tellings are taken to be of one happening; chosen on the open
# stories
SAME = -0.8


class Compared(Struct, frozen=True, kw_only=True):
    """What comparing tellings found, by pairs of positions."""

    scores: dict[Pair, float]
    apart: tuple[Pair, ...]
    denied: tuple[Pair, ...]
    swapped: tuple[Pair, ...]


def link(
    annotations: Sequence[Annotation], *, together: Bonds = (), apart: Bonds = ()
) -> Linked:
    """
    Happenings, disputes, pledges and originators of a set of annotated documents.

    Args:
        annotations: any order; of several under one document id only one counts.
        together: pairs of ids of events that are of one happening, whatever the rest.
        apart: pairs that are not; it goes before what belongs together.

    Returns:
        Happenings by date (undated last) and id, disputes by id, pledges by maker. Every
        event is a report of exactly one happening, every commitment of one pledge.
    """
    known = {annotation.document.id: annotation for annotation in annotations}
    ordered = [known[document] for document in sorted(known)]
    copies = Copies(map(Account.of, ordered))
    near = copies.near()
    verbatim = {copy.document for copy in near}
    near = tuple(
        sorted(
            (
                *near,
                *(copy for copy in retold(ordered) if copy.document not in verbatim),
            )
        )
    )
    origins = originators(list(known), near)
    told = sorted(
        (
            item
            for annotation in ordered
            for item in tellings(annotation, copies, origins)
        ),
        key=lambda telling: telling.order,
    )
    compared = compare(told)
    groups = settled(
        joined(clusters(len(told), compared.scores, compared.apart, SAME), told),
        [telling.event.id for telling in told],
        compared.scores,
        together=together,
        apart=apart,
    )
    found = {group[0]: happening([told[at] for at in group]) for group in groups}
    return Linked(
        happenings=tuple(
            sorted(
                found.values(), key=lambda item: (item.date is None, item.date, item.id)
            )
        ),
        disputes=_disputes(ordered, told, compared, groups, found),
        originators=origins,
        copies=near,
        pledges=pledges(ordered),
    )


def compare(told: Sequence[Telling]) -> Compared:
    """
    The scores of all pairs worth it, and those pairs that stay apart, deny or mirror
    one another.
    """
    scores: dict[Pair, float] = {}
    kept, denied, swapped = [], [], []
    for pair in candidates(told):
        one, other = told[pair[0]], told[pair[1]]
        if disputes.swapped(one, other):
            swapped.append(pair)
        odds = log_odds(evidence(one, other))
        if apart(one, other):
            kept.append(pair)
            if odds >= SAME and disputes.denied(one, other):
                denied.append(pair)
        else:
            scores[pair] = odds
    return Compared(
        scores=scores, apart=tuple(kept), denied=tuple(denied), swapped=tuple(swapped)
    )


def _disputes(
    annotations: Sequence[Annotation],
    told: Sequence[Telling],
    compared: Compared,
    groups: Sequence[Sequence[int]],
    found: Mapping[int, Happening],
) -> tuple[Dispute, ...]:
    home = {at: group for group in groups for at in group}
    matters = _matters(annotations, told)
    all_disputes: dict[str, Dispute] = {}

    def keep(some: Iterator[Dispute]) -> None:
        all_disputes.update((item.id, item) for item in some)

    for group in groups:
        several = [told[at] for at in group]
        keep(disputes.dates(found[group[0]], several))
        keep(amounts.within(found[group[0]], several))
    negated = _denied(told, compared.denied, home)
    denied: dict[int, list[Statement]] = defaultdict(list)
    for at, statement in denials.against(
        list(denials.made(annotations, matters)), told
    ):
        denied[home[at][0]].append(statement)
    for happened in sorted(negated.keys() | denied.keys()):
        keep(
            disputes.occurrence(
                found[happened],
                [told[at] for at in home[happened]],
                [told[at] for at in sorted(negated.get(happened, ()))],
                [denials.assertion(one) for one in denied.get(happened, ())],
            )
        )
    keep(disputes.roles(told[one], told[other]) for one, other in compared.swapped)
    done = frozenset(one.id for several in denied.values() for one in several)
    keep(denials.of_statements(annotations, done))
    keep(statuses(annotations))
    keep(amounts.between(annotations, list(all_disputes.values())))
    keep(contradictions.between(annotations, matters, list(all_disputes.values())))
    return tuple(all_disputes[name] for name in sorted(all_disputes))


def _matters(
    annotations: Sequence[Annotation], told: Sequence[Telling]
) -> dict[str, Matter]:
    """What each account is about, as its tellings have it where it has any."""
    known = {one.event.document: one.matter for one in told}
    for annotation in annotations:
        if annotation.document.id not in known:
            known[annotation.document.id] = Matter.of(annotation)
    return known


def _denied(
    told: Sequence[Telling], pairs: Sequence[Pair], home: Mapping[int, Sequence[int]]
) -> dict[int, set[int]]:
    """For each happening that some tell as done, the tellings that deny it."""
    denying: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        no, yes = (one, other) if told[one].negated else (other, one)
        denying[home[yes][0]].add(no)
    return denying
