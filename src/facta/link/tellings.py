"""
A telling: one event of one document with all that comparing it takes, worked out once.
Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from facta.link.accounts import Copies
from facta.link.days import Days, days
from facta.link.done import done
from facta.link.matter import Matter
from facta.link.passages import Passages
from facta.link.places import Place, places
from facta.link.sourcing import Sourcing, sourcing
from facta.link.voices import Voice, Voices, own, voice
from facta.ontology.countries import BODIES
from facta.records import (
    NOT_YET,
    Actor,
    Annotation,
    Date,
    Event,
    Figure,
    Sentence,
    Span,
    Statement,
    Token,
)

# Acts that last and hold others: a war is another happening than a strike in it.
SCALES = {
    "war": frozenset(
        {
            "aggression",
            "conflict",
            "invasion",
            "occupation",
            "war",
            "warfare",
        }
    ),
    "campaign": frozenset(
        {
            "campaign",
            "crackdown",
            "offensive",
            "operation",
        }
    ),
}
MEETING = "CONSULT"
# What tells, beside the word for an act, that it is not the one told before.
ANOTHER = frozenset(
    {
        "again",
        "another",
        "second",
        "third",
        "fourth",
        "fifth",
    }
)
# What tells, beside a verb, that it was done more than once; and the tag of a plural.
OFTEN = frozenset(
    {
        "times",
        "repeatedly",
        "twice",
        "often",
        "daily",
        "nightly",
    }
)
PLURAL = "NNS"
# Verbs that say what something is, and relations by which they hang from it.
NAMING = frozenset(
    {
        "call",
        "consider",
        "describe",
        "dub",
        "know",
        "label",
        "mark",
        "represent",
        "term",
    }
)
NAMED = frozenset({"obj", "obl", "xcomp"})
ADDED = frozenset({"acl", "acl:relcl", "advcl"})
HELD = frozenset({"nmod", "nsubj", "obj", "obl"})
# Relations of further clauses, which stand beside the one of their head.
BESIDE = frozenset({"conj", "parataxis"})
# Sectors of those who stand against the state of their country.
AGAINST = frozenset(
    {
        "CRM",
        "OPP",
        "REB",
        "UAF",
    }
)
SAID_SO = frozenset(
    {
        "named",
        "institution",
        "document",
        "outlet",
    }
)


class Occasion(Struct, frozen=True):
    """The day of a meeting, and those who met: what a readout is of."""

    day: Date
    ends: frozenset[str]


class Telling(Struct, frozen=True, kw_only=True, tag=True):
    """
    An event and what it is compared by.

    `order` puts the earliest account first. `words` are the lemmas of its passage
    without those of its actors and times, `clause_words` also those that hang from the
    word that tells it, without that one, `sentence_words` those of the whole sentence;
    `heading` says that it stands in one. `figures` are those of its sentence; `lengths`
    durations of hours and minutes there, `lengths_nearby` also those in the sentences
    beside it. `passage` is where its sentence begins and ends. `originator` is whom the
    telling goes back to: `source`, whoever said it, or what the account that its
    sentence comes from (`account`) goes back to;
    `publisher` is who printed its account. `quoted` are the words, two or more, that
    stand in quotation marks in its sentence. `sourcing` tells how the account comes to
    it, `voice` by whose words, `voices_nearby` who is quoted around it, `credits` which
    names are credited there, and `paper_of` whose own paper the account is. `lemma` is
    the word that tells the act, empty where its sentence is not parsed, `scale` what
    kind of long act it is, `another` that it is told as one more, `alone` that its
    account tells no other act of its type between these parties, `many` that the words
    tell several acts at once, `renames` where the words stand that it may only give
    another name to ("a raid, described as the largest attack"). `places` are those of
    its passage, `towns` the known towns among them, `places_nearby` those of its
    sentence. `matter` is what its account is about, `length` how many sentences it has,
    `occasion` the meeting that it opens with.
    """

    order: tuple[Date, str, int, str]
    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]
    days: Days | None
    words: frozenset[str]
    clause_words: frozenset[str]
    sentence_words: frozenset[str]
    heading: bool
    figures: tuple[Figure, ...]
    lengths: frozenset[str]
    lengths_nearby: frozenset[str]
    originator: str
    matter: Matter
    lemma: str
    places: frozenset[str] = frozenset()
    places_nearby: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    scale: str = ""
    another: bool = False
    alone: bool = False
    many: bool = False
    renames: frozenset[int] = frozenset()
    done: bool = True
    quoted: frozenset[str] = frozenset()
    publisher: str | None = None
    source: str | None = None
    account: str = ""
    passage: tuple[int, int] = (0, 0)
    sourcing: Sourcing = Sourcing()
    voice: Voice | None = None
    voices_nearby: frozenset[Voice] = frozenset()
    credits: frozenset[str] = frozenset()
    paper_of: Voice | None = None
    length: int = 0
    occasion: Occasion | None = None

    @property
    def ends(self) -> frozenset[str]:
        """All parties, whatever their side."""
        return self.actors | self.recipients

    @property
    def real(self) -> bool:
        """
        Whether it is told as a thing that is or was so (or was not), not as planned or
        possible.
        """
        return NOT_YET.isdisjoint(self.event.auxiliary)

    @property
    def negated(self) -> bool:
        """Whether it is told as not having happened."""
        return "negation" in self.event.auxiliary

    @property
    def vague(self) -> bool:
        """
        Whether so little is told of it that it would fit too much: a side or the month
        is missing.
        """
        return (
            not self.actors
            or not self.recipients
            or self.event.date_precision not in ("day", "month")
        )


def dyad_end(actor: Actor) -> str:
    """
    The country of an actor; the name where there is none, or only the kind of body
    (IGO, NGO).
    """
    if actor.country is None or actor.country in BODIES:
        return actor.name
    return actor.country


def ends(actors: Iterable[Actor]) -> frozenset[str]:
    """The dyad ends of some actors."""
    return frozenset(dyad_end(actor) for actor in actors)


def sides(actors: Iterable[Actor]) -> frozenset[str]:
    """The dyad ends of some actors; those who fight their state are no part of it."""
    return frozenset(
        f"{dyad_end(actor)} {actor.sector}"
        if actor.sector in AGAINST
        else dyad_end(actor)
        for actor in actors
    )


class Nearby:
    """The dyad ends that one account names in and around its sentences."""

    def __init__(self, annotation: Annotation) -> None:
        self._ends: dict[int, set[str]] = defaultdict(set)
        for actor in annotation.actors:
            self._ends[actor.sentence].add(dyad_end(actor))

    def ends(self, sentence: int) -> frozenset[str]:
        """The dyad ends named in a sentence and the ones beside it."""
        return frozenset().union(
            *(self._ends.get(sentence + step, ()) for step in (-1, 0, 1))
        )


def tellings(annotation: Annotation, matter: Matter) -> Iterator[Telling]:
    """
    The tellings of one document, which is about this, in the order of its events; the
    originator of each is its source, or the document as long as nothing is known to be
    copied (`copied`).
    """
    document, told = annotation.document, Passages(annotation)
    voices, paper_of = Voices(annotation), own(annotation.document.publisher)
    occasion = _occasion(annotation)
    kinds = Counter(map(_kind, annotation.events))
    for event in annotation.events:
        sentence = told.sentence(event.sentence)
        named = list(places(sentence)) if sentence else []
        trigger, beside = _trigger(event, sentence)
        lemma = _lemma(event, trigger, parsed=not sentence or bool(sentence.tokens))
        said = _said(event, annotation.statements)
        source = None if said is None else _sayer(said)
        passage = sentence or event.span
        yield Telling(
            order=(
                document.published or Date.max,
                document.id,
                event.span.start,
                event.id,
            ),
            event=event,
            actors=sides(event.actor),
            recipients=sides(event.recipient),
            days=days(event.date, event.date_precision),
            words=frozenset(told.words(event, _inside(event.span))),
            clause_words=_clause_words(event, told, sentence, trigger),
            sentence_words=frozenset(told.words(event)),
            heading=event.sentence in told.headings,
            figures=tuple(told.figures.get(event.sentence, ())),
            lengths=told.lengths(event.sentence, 0),
            lengths_nearby=told.lengths(event.sentence, 1),
            originator=source or document.id,
            source=source,
            account=document.id,
            passage=(passage.start, passage.end),
            sourcing=sourcing(
                event,
                said,
                trigger=trigger,
                sentence=sentence,
                publisher=document.publisher,
            ),
            voice=None if said is None else voice(said),
            voices_nearby=voices.nearby(event),
            credits=voices.credits(event),
            paper_of=paper_of,
            quoted=told.quoted(event.sentence),
            publisher=document.publisher,
            matter=matter,
            lemma=lemma,
            places=frozenset(place.name for place in _within(named, event)),
            towns=frozenset(
                place.name for place in _within(named, event) if place.town
            ),
            places_nearby=frozenset(place.name for place in named),
            scale=_scale(lemma),
            another=any(token.lemma.casefold() in ANOTHER for token in beside),
            many=_many(trigger, beside),
            renames=_renames(trigger, sentence),
            done=sentence is None or done(trigger, sentence.tokens),
            alone=kinds[_kind(event)] == 1,
            length=len(annotation.sentences),
            occasion=occasion,
        )


def copied(telling: Telling, copies: Copies) -> Telling:
    """A telling that knows which account its sentence comes from."""
    account = copies.passage(*telling.passage) or telling.event.document
    if account == telling.account:
        return telling
    return replace(telling, account=account, originator=telling.source or account)


def _occasion(annotation: Annotation) -> Occasion | None:
    """The meeting that an account dates in its first sentence, if it does."""
    for event in annotation.events:
        dated = event.date_basis == "stated" and event.date_precision == "day"
        if (event.sentence, event.event_type) == (0, MEETING) and dated and event.date:
            return Occasion(event.date, sides(event.actor + event.recipient))
    return None


def _kind(event: Event) -> tuple[str, frozenset[str]]:
    return event.event_type, ends(event.actor) | ends(event.recipient)


def _trigger(
    event: Event, sentence: Sentence | None
) -> tuple[Token | None, list[Token]]:
    """The word of the trigger that its others hang from, and the words that hang from it."""
    tokens = sentence.tokens if sentence else ()
    own = {
        at
        for at, token in enumerate(tokens)
        if event.trigger.start <= token.start < event.trigger.end
    }
    place = next((at for at in sorted(own) if tokens[at].head not in own), None)
    if place is None:
        return None, []
    return tokens[place], [token for token in tokens if token.head == place]


def _lemma(event: Event, trigger: Token | None, *, parsed: bool) -> str:
    if trigger:
        return trigger.lemma.casefold()
    return event.trigger.text.casefold() if parsed else ""


def _inside(span: Span) -> Callable[[int], bool]:
    return lambda offset: span.start <= offset < span.end


def _clause_words(
    event: Event, told: Passages, sentence: Sentence | None, trigger: Token | None
) -> frozenset[str]:
    """What is said of an act beside the word for it: what was pledged, and to what end."""
    if sentence is None or trigger is None:
        return frozenset(told.words(event, _inside(event.span)))
    below = {sentence.tokens[at].start for at in _below(sentence.tokens, trigger)}
    below |= {
        token.start
        for token in sentence.tokens
        if event.span.start <= token.start < event.span.end
    }
    below -= {
        token.start
        for token in sentence.tokens
        if event.trigger.start <= token.start < event.trigger.end
    }
    return frozenset(told.words(event, below.__contains__))


def _below(tokens: Sequence[Token], trigger: Token) -> set[int]:
    """What hangs from a word, without further clauses that stand beside its own."""
    hanging: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if not (token.upos == "VERB" and token.relation in BESIDE):
            hanging[token.head].append(at)
    top = tokens.index(trigger)
    waiting, found = [top], {top}
    while waiting:
        for at in hanging[waiting.pop()]:
            if at not in found:
                found.add(at)
                waiting.append(at)
    return found


def _scale(lemma: str) -> str:
    return next((name for name, words in SCALES.items() if lemma in words), "")


def _many(trigger: Token | None, beside: Iterable[Token]) -> bool:
    """Whether the trigger tells several acts: "strikes", "struck a dozen times"."""
    if trigger is None:
        return False
    if trigger.upos == "NOUN":
        return trigger.tag == PLURAL
    return any(token.text.casefold() in OFTEN for token in beside)


def _renames(trigger: Token | None, sentence: Sentence | None) -> frozenset[int]:
    """
    Where the words stand that a trigger may give another name to: what it is put beside
    or said of, and the verb that this hangs from.
    """
    if trigger is None or sentence is None or trigger.head < 0:
        return frozenset()
    at, tokens = trigger.head, sentence.tokens
    if trigger.relation in NAMED and tokens[at].lemma.casefold() in NAMING:
        at = tokens[at].head if tokens[at].relation in ADDED else -1
    elif trigger.relation != "appos":
        return frozenset()
    found = set()
    while at >= 0 and tokens[at].start not in found:
        found.add(tokens[at].start)
        at = tokens[at].head if tokens[at].relation in HELD else -1
    return frozenset(found)


def _within(named: Iterable[Place], event: Event) -> Iterator[Place]:
    """The places that stand in an event's passage."""
    for place in named:
        if event.span.start <= place.start < event.span.end:
            yield place


def _said(event: Event, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement that an event is told by."""
    return None if event.reported_in is None else statements[event.reported_in]


def _sayer(statement: Statement) -> str | None:
    """From whom a statement comes; None where no name tells one from another."""
    if statement.relayed_by:
        return statement.relayed_by[0]
    speaker = statement.speaker
    # "employer" may be anybody's
    if speaker.kind in SAID_SO and speaker.name and not speaker.name.islower():
        return speaker.name
    return None
