"""
How alike two tellings are, part by part. Pure.

Each part is evidence for or against their being of one happening; what neither tells is
none. By how much the log-odds rise for each was learned from coded stories
(`training.linking`) and stands in `odds.toml`, to be read.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log2

from rapidfuzz import fuzz

from facta.extract.chances import START, weights
from facta.link.days import Days, solid
from facta.link.rarity import rarest, total, weight, whole
from facta.link.tellings import MEETING, Telling
from facta.link.timing import same_day, told
from facta.records import Actor, Date, Event, Part, Span

PACKAGE = "facta.link"  # holds the weights
# Types that accounts use of one act, and how well each pair fits, 0 to 1; judged.
CLOSE = {
    frozenset(pair): fit
    for *pair, fit in (
        ("ACCUSE", "REJECT", 0.5),
        ("ACCUSE", "THREATEN", 0.5),
        ("AGREE", "CONCEDE", 0.5),
        ("AGREE", "CONSULT", 0.5),
        ("AGREE", "COOPERATE", 0.5),
        ("AGREE", "RETREAT", 0.5),
        ("AGREE", "SUPPORT", 0.5),
        ("AID", "COOPERATE", 0.5),
        ("AID", "SUPPORT", 0.5),
        ("COERCE", "SANCTION", 1.0),
        ("COERCE", "ASSAULT", 0.5),
        ("CONCEDE", "RETREAT", 1.0),
        ("REJECT", "REQUEST", 0.5),
        ("REQUEST", "THREATEN", 0.5),
        ("SANCTION", "THREATEN", 0.5),
    )
}
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "THREATEN"})
# Acts that are what is said in them: of two promises the verb is one, what is promised
# is not.
SAID = SPOKEN | {
    "AGREE",
    "AID",
    "CONCEDE",
    "COOPERATE",
    "REJECT",
    "REQUEST",
}
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# of 100, rapidfuzz's token_sort_ratio: "Volodymyr Zelensky" and "Volodymyr Zelenskyy"
NAMES_ALIKE = 90.0
CODE = 3  # letters of a country's code; codes share letters without being alike
# bits added to each pair of passages as if their words had differed: a single word in
# common says little; judged
UNLIKE = 12.0
# bits from which what is said of an act beside its word tells it from others; judged
TELLING = 10.0
# sentences up to which an account tells one matter, and how often twice that counts; of
# a longer one, so many words of an act are shared before it is not another; judged
SHORT, DOUBLED, LIKE = 16, 3.0, 0.6
# the same, of passages and of clauses, in which a publisher tells of an act again; judged
AGAIN, AGAIN_CLAUSE = 0.5, 0.3
COPIED = 0.7  # share of words from which the one repeats the other; judged
# days between two told days, or two publications: up to so many, this is said of them
VERY, BEYOND = "very far", "months apart"
APART = ((1, "next"), (3, "near"), (14, "far"))
ISSUES = (*APART, (45, VERY))  # the same of publications
LAG = ((3, "shortly before"), (14, "before"), (60, "long before"))
VERY = "very far"
KEPT = 1 << 16  # sides whose fit is kept, which many tellings have
# Next days are of one night or another clock; others are errors, where so much of what
# two accounts say is shared. Judged.
NEXT_DAY, MISDATED = 1, 0.6


def evidence(one: Telling, other: Telling) -> dict[str, float]:
    """What speaks for and against two tellings being of one happening, by name."""
    return {
        name: value
        for name, value in (
            *_acts(one, other),
            *_sides(one, other),
            *_days(one, other),
            *_places(one, other),
            *_wording(one, other),
            *_numbers(one, other),
            *_accounts(one, other),
        )
        if value
    }


def parts(one: Telling, other: Telling) -> tuple[Part, ...]:
    """What was compared and says something, with its weight; what says most first."""
    held = weights(PACKAGE)
    found = [
        Part(name, round(value, 3), held[name])
        for name, value in evidence(one, other).items()
        if held.get(name)
    ]
    return tuple(sorted(found, key=lambda part: (-abs(part.says), part.name)))


def log_odds(compared: Mapping[str, float]) -> float:
    """The log-odds that two tellings are of one happening, by what was compared."""
    held = weights(PACKAGE)
    return held[START] + sum(held.get(k, 0.0) * v for k, v in compared.items())


def score(compared: Iterable[Part]) -> float:
    """
    The same of parts.

    >>> score([Part("act same type", 1.0, 0.5)]) - score([])
    0.5
    """
    return weights(PACKAGE)[START] + sum(part.says for part in compared)


# the act


def types_of(one: Telling, other: Telling) -> frozenset[str]:
    """The type of both, or the types of either."""
    return frozenset({one.event.event_type, other.event.event_type})


def _acts(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    types = types_of(one, other)
    if len(types) == 1:
        yield "act same type", 1.0
        yield "act alone in both accounts", float(one.alone and other.alone)
    elif types in CLOSE:
        yield "act close type", CLOSE[types]
    else:
        yield "act other type", 1.0
    if one.event.mode and other.event.mode:
        if one.event.mode != other.event.mode:
            yield "act other mode", 1.0
        elif not types <= SAID:
            yield "act same mode", 1.0
    if one.scale and one.scale == other.scale:
        yield "act same scale", 1.0
    yield "act one or many", float(one.many != other.many)


def type_fit(one: Telling, other: Telling) -> float:
    """
    1 for the same type, less for types that accounts use of the same act, 0 for the
    rest.
    """
    types = types_of(one, other)
    return 1.0 if len(types) == 1 else CLOSE.get(types, 0.0)


# its sides


def _sides(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if sides_fit(one.ends, other.ends) == 0:
        yield "sides strange", 1.0
    yield from _partners(one, other)
    if types_of(one, other) <= RECIPROCAL:
        fit = sides_fit(one.ends, other.ends)
        if fit is not None:
            yield "sides same", fit
            yield "sides other", 1.0 - fit
        if not same_people(one, other):
            yield "sides other persons", 1.0
        return
    for name, first, second in (
        ("actor", one.actors, other.actors),
        ("recipient", one.recipients, other.recipients),
    ):
        fit = sides_fit(first, second)
        if fit is not None:
            yield f"{name} same", fit
            yield f"{name} other", 1.0 - fit
    if not _persons_agree(one.event.actor, other.event.actor):
        yield "actor other person", 1.0


def _partners(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """
    What two tellings have beyond the parties in common: one party does much in a day
    with others, and alone.
    """
    first, second = naming(one.ends), naming(other.ends)
    common = first - beyond(first, second)
    if not common:
        return
    mine, theirs = beyond(first, second), beyond(second, first)
    meetings = types_of(one, other) == {MEETING}
    if mine and theirs:
        yield "sides partner other", 1.0
    elif mine or theirs:
        yield "sides partner missing", 1.0
        yield "sides of a meeting missing", float(meetings and len(common) > 1)
    elif len(common) == 1 and _people_beside(one.event, other.event):
        yield "sides partner other", 1.0
    if len(common) == 1:
        yield "sides one in common", 1.0


@functools.lru_cache(maxsize=KEPT)
def beyond(side: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Those of a side that another has not, however spelt."""
    return frozenset(
        name for name in side if not any(_alike(name, known) for known in other)
    )


def _people_beside(one: Event, other: Event) -> bool:
    """Whether of one country each names a holder of an office whom the other does not."""
    named, others = (
        set().union(*_persons(event.actor + event.recipient).values())
        for event in (one, other)
    )
    return all(
        any(not any(_alike(name, known) for known in rest) for name in own)
        for own, rest in ((named, others), (others, named))
    )


@functools.lru_cache(maxsize=KEPT)
def sides_fit(first: frozenset[str], second: frozenset[str]) -> float | None:
    """
    The share of the smaller side that the other has; None where one names nobody:
    *people* and *the enemy* may be anybody.
    """
    first, second = naming(first), naming(second)
    if not first or not second:
        return None
    known = sum(any(_alike(name, other) for other in second) for name in first)
    return min(1.0, known / min(len(first), len(second)))


@functools.lru_cache(maxsize=KEPT)
def naming(side: frozenset[str]) -> frozenset[str]:
    """Those of a side's names that tell one party from another."""
    return frozenset(name for name in side if not name.islower())


def _alike(name: str, known: str) -> bool:
    # codes are compared as they are: AUS and AUT share letters, not a country
    if name == known or min(len(name), len(known)) <= CODE:
        return name == known
    shorter, longer = sorted((name.split(), known.split()), key=len)
    return shorter == longer[-1:] or fuzz.token_sort_ratio(name, known) >= NAMES_ALIKE


def same_people(one: Telling, other: Telling) -> bool:
    """Whether two tellings name no other holders of offices of a country."""
    return _persons_agree(
        one.event.actor + one.event.recipient, other.event.actor + other.event.recipient
    )


def _persons_agree(first: Iterable[Actor], second: Iterable[Actor]) -> bool:
    """
    Whether no country is named in both by holders of offices, none of them in common.
    """
    named, others = _persons(first), _persons(second)
    return all(
        any(_alike(name, other) for name in named[country] for other in others[country])
        for country in named.keys() & others.keys()
    )


def _persons(actors: Iterable[Actor]) -> dict[str | None, set[str]]:
    """The named holders of offices of each country."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for actor in actors:
        if _named(actor):
            found[actor.country].add(actor.name)
    return found


def _named(actor: Actor) -> bool:
    """
    Whether a holder of an office has a name of his own: "Ann Lee", not "the American
    president" or "presidents".
    """
    if actor.office is None:
        return False
    office = actor.office.casefold().split()[-1]
    # of "secretary" and "secretaries" the end differs
    return office[:-1] not in actor.name.casefold()


# its day


def _days(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.days is None or other.days is None:
        return
    first, second = solid(one.event.date_basis), solid(other.event.date_basis)
    if first and second:
        yield from _told_days(one, one.days, other, other.days)
    elif first or second:
        dated, bound = (one.days, other.days) if first else (other.days, one.days)
        if (dated.begin - bound.begin).days > 1:
            yield "day after the account", 1.0
        else:
            lag = (bound.begin - dated.end).days
            yield f"day {_step(lag, LAG)} the account", 1.0


def _told_days(
    one: Telling, days: Days, other: Telling, other_days: Days
) -> Iterator[tuple[str, float]]:
    guessed = "narrative" in (one.event.date_basis, other.event.date_basis)
    basis = "day guessed" if guessed else "day"
    gap = days.apart(other_days)
    said = types_of(one, other) <= SAID
    if gap > 0 and said and guessed:
        # what a paper says by saying it, it says on its day; or it is issued again
        again = as_published(one) and as_published(other)
        likeness = one.matter.likeness(other.matter) if again else 0.0
        yield "day said other", min(1.0, 2 * (1.0 - likeness))
    elif gap > 0 and wording_fit(one, other) >= MISDATED:
        yield f"{basis} mistaken", 1.0
    elif gap > (0 if guessed else NEXT_DAY):
        # days that are stated further apart part the tellings anyway
        if guessed:
            yield f"{basis} {_step(gap, APART)}", 1.0
    elif gap > 0:
        yield "day next", 1.0
    elif {one.event.date_precision, other.event.date_precision} == {"day"}:
        published = as_published(one) and as_published(other)
        yield f"{basis} same{' as published' if published else ''}", 1.0
    else:
        broad = {one.event.date_precision, other.event.date_precision} - {"day"}
        yield f"day within {'month' if broad == {'month'} else 'year'}", 1.0


def _other_day(one: Telling, other: Telling) -> bool:
    """Whether two days are told, not only those on which their accounts came out."""
    if one.days is None or other.days is None:
        return False
    guessed = as_published(one) and as_published(other)
    return told(one, other) and not guessed and one.days.exclude(other.days)


def one_day(one: Telling, other: Telling) -> bool:
    """Whether both tell one day, and not only as the one on which they came out."""
    published = as_published(one) and as_published(other)
    return same_day(one, other) and not published


def as_published(telling: Telling) -> bool:
    """Whether its day is guessed to be the one on which its account came out."""
    return (
        telling.event.date_basis == "narrative"
        and telling.event.date == telling.order[0]
    )


def _step(days: int, steps: tuple[tuple[int, str], ...], last: str = VERY) -> str:
    return next((name for most, name in steps if days <= most), last)


# its place


def _places(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.places and other.places:
        both = one.places & other.places
        fit = len(both) / min(len(one.places), len(other.places))
        yield "place same", fit
        yield "place other", 1.0 - fit
    elif _mentioned(one.places, other) or _mentioned(other.places, one):
        yield "place mentioned same", 1.0
    elif one.places_nearby and other.places_nearby:
        fit = float(bool(one.places_nearby & other.places_nearby))
        yield "place nearby same", fit
        yield "place nearby other", 1.0 - fit


def _mentioned(places: frozenset[str], other: Telling) -> bool:
    """Whether the words of a place stand in the sentence of the other."""
    return any(set(place.split()) <= other.sentence_words for place in places)


# its words


def _wording(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if types_of(one, other) <= SAID:
        fit = clause_fit(one, other)
        if fit is None:
            yield "words few, said", 1.0
        else:
            yield "words other, said", 1.0 - fit
    yield "words of the passage", shared(one.words, other.words)
    yield "words of the sentence", shared(one.sentence_words, other.sentence_words)
    both = one.sentence_words & other.sentence_words
    rare = max((weight(word) for word in both), default=0.0)
    yield "words rare", rare / rarest()
    again = wording_fit(one, other) >= COPIED and sides_fit(one.ends, other.ends) != 0
    yield "words copied", float(again and not _other_day(one, other))
    if one.quoted & other.quoted:
        yield "words quoted same", 1.0
    elif one.quoted and other.quoted:
        spoken = types_of(one, other) <= SPOKEN
        yield "words quoted other", float(spoken)


def wording_fit(one: Telling, other: Telling) -> float:
    """
    The share of what their words say that both have (Dice): of the passages or of the
    sentences, whichever fit better.
    """
    return max(
        shared(one.words, other.words), shared(one.sentence_words, other.sentence_words)
    )


def one_publisher(one: Telling, other: Telling) -> bool:
    """Whether one and the same publisher is known to have printed both."""
    return one.publisher is not None and one.publisher == other.publisher


def _anew(one: Telling, other: Telling) -> bool:
    """
    Whether one publisher would tell of an act anew, neither in like words nor as a deed
    of one day between two parties; of a war everybody does.
    """
    if not one_publisher(one, other) or one.scale:
        return False
    between = len(naming(one.ends) & naming(other.ends)) > 1
    if one_day(one, other) and between and not types_of(one, other) <= SAID:
        return False
    clauses = shared(one.clause_words, other.clause_words)
    return wording_fit(one, other) < AGAIN or clauses < AGAIN_CLAUSE


def _long(one: Telling, other: Telling) -> float:
    """How often the longer of two accounts is twice as long as one of a single matter."""
    length = max(one.length, other.length, SHORT)
    return min(DOUBLED, log2(length / SHORT))


def _unlike(one: Telling, other: Telling) -> float:
    """1 where no word of two acts is the same, 0 where most are."""
    clauses = shared(one.clause_words, other.clause_words)
    return max(0.0, 1.0 - max(wording_fit(one, other), clauses) / LIKE)


def clause_fit(one: Telling, other: Telling) -> float | None:
    """
    The share of what the poorer says of the act, beside the word for it, that the other
    says, too; None where one says little.
    """
    first, second = one.clause_words, other.clause_words
    least = min(whole(first), whole(second))
    return total(first & second) / least if least >= TELLING else None


def shared(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of what two sets of words say that both have (Dice)."""
    if not first or not second:
        return 0.0
    return 2 * total(first & second) / (whole(first) + whole(second) + UNLIKE)


# its numbers


def _numbers(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    fit = figures_fit(one, other)
    if fit is not None:
        yield "figures same", fit
        yield "figures other", 1.0 - fit
    if same_length(one, other):
        yield "length same", 1.0
    elif one.lengths and other.lengths:
        yield "length other", 1.0


def figures_fit(one: Telling, other: Telling) -> float | None:
    """
    The share of the figures of the poorer sentence that the other has too; None where
    one has none.
    """
    first, second = (
        {(figure.value, figure.unit) for figure in telling.figures}
        for telling in (one, other)
    )
    if not first or not second:
        return None
    return len(first & second) / min(len(first), len(second))


def same_length(one: Telling, other: Telling) -> bool:
    """Whether a length told with one ("two hours") is told with or near the other."""
    return bool(
        one.lengths & other.lengths_nearby or one.lengths_nearby & other.lengths
    )


# the accounts


def _word(telling: Telling) -> tuple[str, Span, str, Date | None]:
    """The word that tells an act, of what type and day."""
    event = telling.event
    return event.document, event.trigger, event.event_type, event.date


def _renamed(one: Telling, other: Telling) -> bool:
    """Whether a telling gives what another tells another name, in its sentence."""
    if one.event.document != other.event.document:
        return False
    trigger = one.event.trigger
    return any(trigger.start <= at < trigger.end for at in other.renames)


def one_word(one: Telling, other: Telling) -> bool:
    """
    Whether one word tells both, or another name for it, of the same side upon one
    country or upon people of no known one: who shelled a town and killed a man there
    did it once, also where his raid is "described as the largest attack".
    """
    once = _word(one) == _word(other) or _renamed(one, other) or _renamed(other, one)
    if not once or one.actors != other.actors:
        return False
    first, second = naming(one.recipients), naming(other.recipients)
    return first <= second or second <= first


def _accounts(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.event.document == other.event.document:
        if one_word(one, other):
            yield "account same, one word", 1.0
            return
        yield "account same", 1.0
        yield "account same, heading", float(one.heading != other.heading)
        said = types_of(one, other) <= SAID
        yield "account same, said", float(said)
        if one.lemma and one.lemma == other.lemma:
            yield "account same, same word", 1.0
        if one.event.sentence == other.event.sentence:
            yield "account same, same sentence", 1.0
        return
    yield "accounts alike", one.matter.likeness(other.matter)
    types = types_of(one, other)
    unlike, gap = _unlike(one, other), abs((one.order[0] - other.order[0]).days)
    yield "accounts long, other words", _long(one, other) * unlike
    yield "publisher same, other words", float(_anew(one, other))
    if gap and not one_day(one, other):
        # what is undated belongs to the day of its account, sooner than to another
        yield "day of a meeting untold", float(MEETING in types)
        yield "day said untold", unlike * float(types <= SAID)
    yield f"accounts {_step(gap, ISSUES, BEYOND) if gap else 'same day'}", 1.0
