"""
What to watch, for a brief: the outlook over its records, each line with its way to a
passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from facta.brief import outlook as told
from facta.brief.bound import torn
from facta.brief.material import Material
from facta.brief.records import ForecastLine, RateLine, Watch, WatchLine
from facta.link.sentences import joined
from facta.measure.base_rates import Rate
from facta.measure.pending import Open
from facta.model.outlook import Outlook, outlook
from facta.records import Caveat

# Open commitments of one standing that a page has room for; judged: more are not read.
MOST = 25
# Base rates, those of which most came due, and lines that one leads to.
MOST_RATES, MOST_COUNTED = 12, 25

UNSURE: frozenset[Caveat] = frozenset({"alleged", "disputed"})


def watch(material: Material) -> Watch:
    """
    What to watch of the records of a brief, as seen from the last publication among its
    accounts: a period narrows what is told, not what is known of it.
    """
    found = outlook(
        material.towards(),
        material.board,
        {name: account.document.published for name, account in material.of.items()},
    )
    found = replace(found, open=tuple(_undenied(found.open, material)))
    shown = tuple(_shown(found.open))
    return Watch(
        sentence=told.seen_from(found),
        open=tuple(_line(item, material) for item in shown),
        more=tuple(_more(found, shown)),
        rates=tuple(
            RateLine(
                sentences=tuple(told.rate_sentences(rate, material.countries)),
                commitments=(*rate.kept, *rate.broken, *rate.untold)[:MOST_COUNTED],
            )
            for rate in _told_most(found.rates)
        ),
        forecasts=tuple(_forecasts(found, material)),
    )


def _undenied(items: Iterable[Open], material: Material) -> Iterator[Open]:
    """Without what is only alleged, and denied: of that nothing is to come."""
    for item in items:
        if not set(material.caveats(item.pledge)) >= UNSURE:
            yield item


def _shown(items: Sequence[Open]) -> Iterator[Open]:
    """The first of each standing that is still looked for."""
    counts = Counter[str]()
    for item in items:
        counts[item.standing] += 1
        whole = not torn(item.pledge.content)
        if whole and item.standing in told.HEADS and counts[item.standing] <= MOST:
            yield item


def _told_most(rates: Sequence[Rate]) -> Iterator[Rate]:
    """Those of which most came due, in their order; none of which none did."""
    rates = [rate for rate in rates if rate.due]
    most = sorted(rates, key=lambda rate: -rate.due)[:MOST_RATES]
    return (rate for rate in rates if rate in most)


def _line(item: Open, material: Material) -> WatchLine:
    document, _ = first = item.pledge.reports[0]
    return WatchLine(
        commitment=item.pledge.id,
        standing=item.standing,
        bound=told.bound(item, material.made),
        content=told.content(item.pledge),
        stands=told.stands(item),
        sentence=material.bound(item.pledge),
        caveats=material.caveats(item.pledge),
        passage=material.of[document].passage(material.made[first].content),
    )


def _more(found: Outlook, shown: Sequence[Open]) -> Iterator[str]:
    kept = [
        item
        for item in found.open
        if item.standing in told.HEADS and not torn(item.pledge.content)
    ]
    left = len(kept) - len(shown)
    if left:
        yield f"{left:,} more {'are' if left > 1 else 'is'} open."
    faded = told.faded(found)
    if faded:
        yield faded


def _forecasts(found: Outlook, material: Material) -> Iterator[ForecastLine]:
    for each in found.projections:
        sentences = tuple(told.projection_sentences(each, material.countries))
        yield ForecastLine(
            dyad=told.dyad(each, material.countries), sentences=sentences
        )
    reasons = dict.fromkeys(few.reason for few in found.unprojected)
    for reason in reasons:
        alike = [few for few in found.unprojected if few.reason == reason]
        dyads = joined([told.dyad(few, material.countries) for few in alike])
        yield ForecastLine(
            dyad=dyads, sentences=(f"No forecast of {dyads}: {reason}.",)
        )
    absent = told.absent_sentence(found)
    if absent:
        yield ForecastLine(dyad=None, sentences=(absent,))
