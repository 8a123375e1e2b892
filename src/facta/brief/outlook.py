"""
What to watch, in sentences: open commitments, how such commitments went before, where
the main dyads may go. A page and a terminal both show them. Pure.

No sentence tells a likelihood and how sure something is told; a word of likelihood has
its number beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from facta.brief import bound as binding
from facta.brief import words
from facta.brief.clauses import capital
from facta.link.sentences import country
from facta.measure.base_rates import LEAST, Rate
from facta.measure.likelihood import likelihood
from facta.measure.pending import Open
from facta.model.outlook import Outlook, Projection, Unprojected
from facta.records import Commitment, CommitmentKind, Pledge

Made = Mapping[tuple[str, str], Commitment]  # by document and id
# how a recipient is joined to each kind, and what carrying it out is called
TOWARDS: dict[CommitmentKind, str] = {"demand": "on", "agreement": "with"}
DONE: dict[CommitmentKind, str] = {"threat": "carried out", "demand": "met"}
# how much of what was promised a line shows, in characters; judged by eye
EXCERPT = 160
GERUND = re.compile(r"\w+ing\b")
# what stands before a verb without an ending
INFINITIVE = re.compile(r"\b(?:to|will|would|shall|must|should)\s+$", re.IGNORECASE)
NO_DAY = (
    "No account has a day of publication, so what is due next cannot be told from what "
    "is past."
)
LEGEND = "Words of likelihood are those of ICD 203, each with its number."
# heads of what stands together, in this order
HEADS: dict[str, str] = {
    "due": "Due next",
    "overdue": "Past their day",
    "undated": "Without a day",
}
RATES, FORECASTS = "How such commitments went", "Where it may go"
NOTHING_OPEN = "No account tells of a promise, threat or demand that is still open."


def seen_from(found: Outlook) -> str:
    """From which day it is seen, and whose the words of likelihood are."""
    told = NO_DAY
    if found.today is not None:
        told = f"As told by {words.day(found.today)}."
        if found.last and found.last < found.today:
            told = (
                f"As seen from {words.day(found.today)}; the last account by then is of "
                f"{words.day(found.last)}."
            )
    likely = found.projections or any(rate.chance for rate in found.rates)
    return f"{told} {LEGEND}" if likely else told


def open_sentence(item: Open, made: Made, before: str = "") -> str:
    """
    Who is bound to what, and where it stands.

    Args:
        item: the commitment.
        made: what accounts make of it.
        before: the text in front of what it is to, in the first account.

    Reads "The Kremlin demanded that NATO withdraw (told by 2 accounts)".
    """
    first = made[item.pledge.reports[0]]
    told = binding.content(first)
    if INFINITIVE.search(before) and not GERUND.match(told):
        told = f"to {told}"
    whom = recipient_of(item.pledge, made)
    maker = capital(first.maker.name)
    said = binding.sentence(item.pledge, first, told, maker, whom)
    state = stands(item)
    return f"{said} ({state})" if state else said


def bound(item: Open, made: Made) -> str:
    """Who bound himself to whom; named as the first account names them."""
    pledge = item.pledge
    told = f"{pledge.kind.capitalize()} by {made[pledge.reports[0]].maker.name}"
    recipient = recipient_of(pledge, made)
    if recipient:
        told += f" {TOWARDS.get(pledge.kind, 'to')} {recipient}"
    return told


def stands(item: Open) -> str:
    """By when it is to be kept, where it stands, and how many accounts tell it."""
    accounts = len({document for document, _ in item.pledge.reports})
    told = f"told by {accounts} accounts" if accounts > 1 else ""
    return "; ".join(filter(None, (*_due(item), told)))


def recipient_of(pledge: Pledge, made: Made) -> str | None:
    """To whom it was made, by the first account that names somebody."""
    told = (made[report].recipient for report in pledge.reports)
    return next((other.name for other in told if other), None)


def content(pledge: Pledge) -> str:
    """What somebody is bound to, on one line, cut at a word."""
    text = " ".join(pledge.content.split())
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def faded(found: Outlook) -> str | None:
    """How many commitments are no longer looked for."""
    count = sum(item.standing == "faded" for item in found.open)
    if not count:
        return None
    return (
        f"{count:,} more {'are' if count > 1 else 'is'} open, but came due or "
        f"{'were' if count > 1 else 'was'} last told of over half a year before."
    )


def rate_sentences(rate: Rate, countries: Mapping[str, str]) -> Iterator[str]:
    """How many of a kind came due and were carried out, then what that says of the next."""
    done = DONE.get(rate.kind, "kept")
    if not rate.due:
        yield f"No {rate.kind}{_ends(rate, countries)} came due yet."
        return
    yield f"Of {_whose(rate, countries)} that came due{_came(rate, done)}."
    if rate.chance is None:
        if rate.outcomes:
            few = "is" if rate.outcomes == 1 else "are"
            yield (
                f"{rate.outcomes} {few} too few to say how the next one goes; {LEAST} are wanted."
            )
        return
    yield f"That the next one is {done} is {likelihood(rate.chance.mean)}."
    yield (
        "With 90 in 100 chances this number lies between "
        f"{rate.chance.low:.2f} and {rate.chance.high:.2f}."
    )


def projection_sentences(
    found: Projection, countries: Mapping[str, str]
) -> Iterator[str]:
    """Where a dyad may go, then whether lower than of late."""
    begin = words.day(found.begin)
    yield (
        f"In the {found.horizon} weeks from {begin} the sum of scores of "
        f"{dyad(found, countries)} lies with 90 in 100 chances between {found.low:+z.1f} and "
        f"{found.high:+z.1f} (median {found.median:+z.1f}); in the {found.recent} weeks before "
        f"it was {found.usual / found.horizon:+z.1f} a week."
    )
    yield (
        f"That it is lower than at that pace ({found.usual:+z.1f}) is "
        f"{likelihood(found.lower)}."
    )


def unprojected_sentence(found: Unprojected, countries: Mapping[str, str]) -> str:
    """Why a dyad has no forecast."""
    return f"No forecast of {dyad(found, countries)}: {found.reason}."


def absent_sentence(found: Outlook) -> str | None:
    """Why there is no forecast at all; None where there is one."""
    return f"No forecast: {found.absent.reason}." if found.absent else None


def dyad(found: Projection | Unprojected, countries: Mapping[str, str]) -> str:
    """A dyad in words: "Russia → Ukraine"."""
    ends = (found.actor, found.recipient)
    return " → ".join(words.end(code, countries) for code in ends)


def _due(item: Open) -> Iterator[str]:
    """When it falls due, and what is told of it since."""
    due, status = item.pledge.due, item.pledge.status
    if due is not None:
        day = words.day(due)
        left = words.counted(item.days or 0, "day")
        if item.days is None:
            yield f"due {day}"
        elif item.days < 0:
            yield f"was due {day}"
        else:
            yield f"due {day}, in {left}" if item.days else f"due {day}, that very day"
    if status != "open":
        yield f"last told as {status.replace('_', ' ')}"
    elif item.days is not None and item.days < 0:
        yield "nothing is told of what came of it"


def _whose(rate: Rate, countries: Mapping[str, str]) -> str:
    """How many there were, by whom and to whom."""
    return f"{words.counted(rate.due, rate.kind)}{_ends(rate, countries)}"


def _came(rate: Rate, done: str) -> str:
    """What came of them; of what nobody tells nothing is counted as broken."""
    if not rate.outcomes:
        return f" it is not told what came of {'it' if rate.due == 1 else 'them'}"
    kept = f", {_number(len(rate.kept), done)}"
    if not rate.untold:
        return kept
    broken = len(rate.broken)
    failed = f", {broken:,} {'was' if broken == 1 else 'were'} not" * bool(broken)
    return f"{kept}{failed}, and of {len(rate.untold):,} it is not told"


def _ends(rate: Rate, countries: Mapping[str, str]) -> str:
    """By whom and to whom: which pool was counted."""
    if rate.maker is None:
        return " by anybody"
    by = f" by {country(rate.maker, countries)}"
    if rate.pool == "maker":
        return f"{by} to anybody"
    to = country(rate.recipient or "", countries)
    return f"{by} {TOWARDS.get(rate.kind, 'to')} {to}"


def _number(count: int, done: str) -> str:
    """
    How many of them were carried out.

    >>> _number(0, "kept"), _number(2, "met")
    ('none was kept', '2 were met')
    """
    if not count:
        return f"none was {done}"
    return f"{count:,} {'was' if count == 1 else 'were'} {done}"
