"""
The nouns of Facta: frozen records that travel between stages.

A record that says something about the world carries `Span`s into the text of one
document. Ids come from content, so the same input gives the same ids. `None` is a value
with a reason: the field beside it (`date_basis`, `kind`, `published_basis`) says which.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Literal, get_args

from msgspec import Struct, field, structs

Date = datetime.date
MODEL = "model"  # the rule of an event that the language model reads
JOINED = " + "  # between the rules of two readers that agree on an event
# Events less likely right than this count in nothing; chosen for precision, on the
# corpus' dev part and five accounts that an editor read.
LIKELY = 0.6
# Those less likely still are not even kept; judged.
LEAST_KEPT = 0.2
# Statements less likely said than this are not shown; judged by the corpus' passages
# with coded words.
SAID = 0.5
Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
AUXILIARIES: tuple[Auxiliary, ...] = get_args(Auxiliary)
# those of what has not happened yet, or may never
NOT_YET: frozenset[Auxiliary] = frozenset({"future", "hypothetical"})
Precision = Literal["day", "month", "season", "year"]
DateBasis = Literal["stated", "narrative", "published", "unresolved"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
MarkableKind = Literal["group", "org", "person", "place", "state"]
NameKind = Literal["person", "organisation", "place"]
SentenceKind = Literal["prose", "heading", "item"]
SpeakerKind = Literal[
    "named", "anonymous", "institution", "document", "outlet", "unknown"
]
# what kind of words are given to somebody
AttributionKind = Literal["assertion", "question", "directive", "belief", "intention"]
Relation = Literal["primary", "relayed"]
CommitmentKind = Literal[
    "promise",
    "offer",
    "threat",
    "ultimatum",
    "demand",
    "agreement",
    "refusal",
    "denial",
]
Status = Literal[
    "open", "in_the_works", "stalled", "compromise", "kept", "broken", "withdrawn"
]
Direction = Literal["up", "down"]
Attribute = Literal[
    "date",
    "number",
    "place",
    "participant",
    "role",
    "occurrence",
    "status",
    "outcome",
    "stance",
]
Strength = Literal["direct", "tension"]
# the side of an act on which somebody stands
Side = Literal["actor", "recipient"]
Interest = Literal["for", "against"]
# of what is told of a happening: 1 is confirmed, 6 cannot be judged
Credibility = Literal[1, 2, 3, 4, 5, 6]
# what is said of a happening wherever it is shown
Caveat = Literal["alleged", "disputed"]
PublishedBasis = Literal[
    "given", "sidecar", "front_matter", "page", "estimated", "unresolved"
]


def content_id(*parts: object) -> str:
    """
    An id made from content: the first 16 hexadecimal digits of a sha256 over the parts.

    >>> content_id("AGREE", 3, None) == content_id("AGREE", 3, None)
    True
    """
    # Signs that no text holds part the parts and stand for None, so that no two lists of
    # parts give the same bytes. Sixteen digits are 64 bits: judged enough for an id.
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Struct, frozen=True, order=True):
    """Characters `[start, end)` of a document's text, and what they read."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise ValueError(
                f"span [{self.start}, {self.end}) does not fit a text of "
                f"{len(self.text)} characters"
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` between two offsets."""
        return cls(start, end, text[start:end])

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Document(Struct, frozen=True, kw_only=True):
    """One account as read. `text` is what all offsets point into; it never changes."""

    id: str
    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Date | None = None
    published_basis: PublishedBasis = "unresolved"
    url: str | None = None

    def __post_init__(self) -> None:
        if (self.published is None) != (self.published_basis == "unresolved"):
            raise ValueError(
                f"{self.source}: a publication date and its basis go together"
            )

    @property
    def text_sha256(self) -> str:
        """The sha256 of the text as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Skipped(Struct, frozen=True, order=True):
    """An input that was not read, and why; `reason` is one line."""

    source: str
    reason: str


class Noted(Skipped, frozen=True):
    """
    What is told of an input as of one that was skipped, though no account is lost by it:
    a date that could not be used, a column that means nothing.
    """


class Token(Struct, frozen=True, kw_only=True):
    """
    One word of a sentence.

    `upos`, `relation` are Universal Dependencies' tags; `tag` is the Penn Treebank's
    (VBD, NNP). `head` is the index of the governing token in its sentence, -1 for the
    root.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    tag: str
    head: int
    relation: str


class Name(Struct, frozen=True):
    """A name the language model found: tokens `first` to `last` of its sentence."""

    first: int
    last: int
    kind: NameKind


class Argument(Struct, frozen=True):
    """
    A word that may stand for a party of an act, and how likely it does.

    A token of -1 is somebody whom the sentence does not name.
    """

    token: int
    chance: float


class Trigger(Struct, frozen=True, kw_only=True):
    """
    A word that may name an act, as the language model reads it.

    `chance` is that of an act at all, `of_type` that of this one's type; both lie in
    [0, 1]. `domestic` tells that it stays within one country.
    """

    token: int
    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    chance: float
    of_type: float
    domestic: float
    actors: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()


class Markable(Struct, frozen=True, kw_only=True):
    """
    A word that may head a mention of somebody, as the language model reads it.

    `chance` lies in [0, 1]. `seeks` and `offers` are vectors of half floats: what it
    seeks in an earlier mention of the same, and what it offers to later ones.
    """

    token: int
    kind: MarkableKind
    chance: float
    seeks: bytes = b""
    offers: bytes = b""


class Binding(Struct, frozen=True, kw_only=True):
    """
    A word that may head what somebody is bound to, or wants another bound to, as the
    language model reads it; `chance` lies in [0, 1].
    """

    token: int
    kind: CommitmentKind
    chance: float


class Sentence(Struct, frozen=True, kw_only=True):
    """
    One sentence, heading or list item with its words.

    `index` counts from 0 within the document. `triggers` are the words that the
    language model takes for the names of acts, None where it was not asked;
    `markables` those that it takes for mentions of somebody and `bindings` those for
    what a commitment is to: they serve extraction and are not kept.
    """

    index: int
    start: int
    end: int
    kind: SentenceKind
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    triggers: tuple[Trigger, ...] | None = None
    markables: tuple[Markable, ...] = ()
    bindings: tuple[Binding, ...] = ()


class Time(Struct, frozen=True, kw_only=True):
    """
    A TIMEX3-style expression.

    `value` is ISO 8601 as in TIMEX3 (2025-05-25, 2025-05, 2025-SU, P2W, PRESENT_REF),
    or None where it cannot be resolved. `begin` and `end` are the first and last day it
    may mean, where that can be told.
    """

    span: Span
    type: TimeType
    value: str | None
    basis: DateBasis
    begin: Date | None = None
    end: Date | None = None
    precision: Precision | None = None
    deadline: bool = False


class Actor(Struct, frozen=True, kw_only=True):
    """
    One mention of somebody who can act.

    `name` is canonical ("Vladimir Putin", "Russia"); `country` ISO 3166 alpha-3, or IGO
    or NGO; `sector` one of the ontology's (GOV, MIL ...); None where unknown. `head` is
    the token index within sentence `sentence`. `claim`
    keeps what the account says of the office: "former", "then", "acting", or None.
    `confidence` is the chance that the country is right.
    """

    span: Span
    name: str
    country: str | None
    sector: str | None
    office: str | None
    sentence: int
    head: int
    claim: str | None = None
    confidence: float = 1.0


class Event(Struct, frozen=True, kw_only=True):
    """
    Who did what to whom, by PLOVER.

    `span` is the passage that tells it, `trigger` the words that name the act.
    `auxiliary` may hold historical, future, hypothetical, negation. `rule` names what
    fired; `confidence` lies in (0, 1]. `reported_in` is the index of a statement of the
    same document whose content holds the event. `date_reason` says, where the context
    gives the date, by what.
    """

    id: str
    document: str
    sentence: int
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    auxiliary: tuple[Auxiliary, ...]
    quad_code: int
    score: float
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis
    span: Span
    trigger: Span
    rule: str
    confidence: float
    reported_in: int | None = None
    made_by: str = "events/1"
    date_reason: str | None = None

    def __post_init__(self) -> None:
        if (self.date is None) != (self.date_basis == "unresolved"):
            raise ValueError(f"event {self.id}: a date and its basis go together")
        if not self.span.covers(self.trigger):
            raise ValueError(f"event {self.id}: the trigger lies outside the passage")
        if not 0 < self.confidence <= 1:
            raise ValueError(
                f"event {self.id}: confidence {self.confidence} is not in (0, 1]"
            )


class Speaker(Struct, frozen=True, kw_only=True):
    """
    Who said it.

    `span` is where the account names the speaker, None where it does not; `name` is
    canonical where resolved.
    """

    kind: SpeakerKind
    span: Span | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """
    Who said what. `content` excludes the quotation marks of a wholly direct quotation.
    `channel` is where it was said ("Truth Social", "phone call", "interview with the
    BBC"). `denies` is the index of the statement it denies. `grade`
    is how the account weighs the words: neutral, claim, admission, denial, warning,
    vow, demand, belief and so on; `attribution` is whether he asserts, asks, directs,
    believes or means to do it. `confidence`, in (0, 1], is the chance that it was said,
    and by that speaker.
    """

    id: str
    document: str
    sentence: int
    speaker: Speaker
    cue: Span | None
    content: Span
    direct: bool
    channel: str | None
    relation: Relation
    date: Date | None
    date_basis: DateBasis
    addressee: str | None = None
    denies: int | None = None
    stance: float | None = None
    target: str | None = None
    relayed_by: tuple[str, ...] = ()
    made_by: str = "statements/1"
    grade: str | None = None
    date_precision: Precision | None = None
    attribution: AttributionKind = "assertion"
    confidence: float = 1.0

    @property
    def shown(self) -> bool:
        """Whether it is sure enough to be shown."""
        return self.confidence >= SAID


class Commitment(Struct, frozen=True, kw_only=True):
    """
    What somebody bound himself, or wants to bind another, to.

    `content` is the passage that says what; `due` the last day it can be kept on.
    `partners` bind themselves together with the maker; `evidence` are the passages that
    tell the status.
    """

    id: str
    document: str
    sentence: int
    kind: CommitmentKind
    maker: Actor
    recipient: Actor | None
    content: Span
    condition: Span | None
    deadline: Span | None
    due: Date | None
    status: Status
    date: Date | None
    date_basis: DateBasis
    event_type: str | None = None
    evidence: tuple[Span, ...] = ()
    made_by: str = "commitments/1"
    partners: tuple[Actor, ...] = ()
    date_precision: Precision | None = None


class Change(Struct, frozen=True, kw_only=True):
    """
    A status that a document gives a commitment, and the passage that gives it; `own`
    says that it is its maker's own account of itself.
    """

    status: Status
    document: str
    span: Span
    date: Date | None
    own: bool = False

    @property
    def claimed(self) -> bool:
        """Whether nobody but its maker tells that it was kept."""
        return self.own and self.status == "kept"


class Pledge(Struct, frozen=True, kw_only=True):
    """
    One commitment, however many accounts tell it.

    `maker` and `recipient` are country codes, or names where there is no country.
    `reports` are (document, commitment) ids; `history` tells each change of status in
    the order of the accounts, the last one holds.
    """

    id: str
    kind: CommitmentKind
    maker: str
    recipient: str | None
    content: str
    reports: tuple[tuple[str, str], ...]
    due: Date | None
    status: Status
    history: tuple[Change, ...] = ()
    made_by: str = "pledges/1"

    @property
    def claimed(self) -> bool:
        """Whether it is kept by its maker's own account, and by nobody else's."""
        kept = [change for change in self.history if change.status == "kept"]
        return self.status == "kept" and bool(kept) and all(one.own for one in kept)


class Figure(Struct, frozen=True, kw_only=True):
    """
    A number with its unit.

    `low` and `high` bound it where the account gives a bound or a range; `of` is what
    is counted; `direction` is where a change leads ("fell by 21 %" is down), None for
    what is no change.
    """

    span: Span
    sentence: int
    value: float
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    attributed_to: str | None
    document: str
    date: Date | None = None
    made_by: str = "figures/1"
    direction: Direction | None = None
    date_precision: Precision | None = None
    date_basis: DateBasis = "unresolved"


class Annotation(Struct, frozen=True, kw_only=True):
    """
    All that was found in one document. Positions in `statements` are what
    `Event.reported_in` counts.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    figures: tuple[Figure, ...] = ()

    def likely(self, least: float) -> Annotation:
        """The same without the events whose confidence is lower than this."""
        events = tuple(one for one in self.events if one.confidence >= least)
        return structs.replace(self, events=events)

    @property
    def said(self) -> tuple[Statement, ...]:
        """The statements that are sure enough to be shown."""
        return tuple(one for one in self.statements if one.shown)


class Report(Struct, frozen=True, order=True, kw_only=True):
    """
    What one account reports of a happening: the event that tells it first, and the
    originator it goes back to.

    `again` are further events of the account that tell the same. Accounts that share a
    source share an originator.

    `relation` says whether the account tells it itself or passes on what another
    account, or somebody, tells; `speaker_kind` is the kind of whoever it is quoted from,
    None where it is nobody's word but the account's (or the account's that it copies).
    `party` is the side of the act on which that one stands, so `actor` tells of itself;
    `interest` whether that speaks for him or against him, where this can be told.
    """

    document: str
    event: str
    originator: str
    again: tuple[str, ...] = ()
    relation: Relation = "primary"
    speaker_kind: SpeakerKind | None = None
    party: Side | None = None
    interest: Interest | None = None

    @property
    def own(self) -> bool:
        """Whether it is a party's own claim about itself, which it has no cost to make."""
        return self.party == "actor" and self.interest != "against"

    @property
    def events(self) -> tuple[str, ...]:
        """
        All events of the account that tell the happening, in the order of its text.
        """
        return (self.event, *self.again)


class Part(Struct, frozen=True):
    """
    One piece of evidence that two events are one happening, or two: what was compared,
    how far it holds, from 0 to 1, and by how much the log-odds rise where it holds
    wholly.
    """

    name: str
    fit: float
    weight: float

    @property
    def says(self) -> float:
        """By how much it raises the log-odds."""
        return self.fit * self.weight


class Corroboration(Struct, frozen=True, kw_only=True):
    """
    How many independent originators stand behind a happening, by how they know.

    `primary` tell it themselves; `relayed` are quoted by those who pass them on, and
    each of these is `named` or `anonymous`. `own`, among all of them, are parties that
    tell of themselves.
    """

    primary: int = 0
    relayed: int = 0
    named: int = 0
    anonymous: int = 0
    own: int = 0


class Happening(Struct, frozen=True, kw_only=True):
    """
    One thing that happened, however many accounts tell it.

    `actor` and `recipient` are dyad ends: country codes, or names where there is no
    country. Each account is one report; `originators` are the independent ones among
    those that the reports go back to. `parts` explains, for each event after the first,
    why it was taken for the same; it is keyed by event id. `grade` is the credibility of
    the information, 1 (confirmed) to 6 (cannot be judged), by `corroboration` and by
    what disputes it; `caveats` is what has to be said wherever it is shown.
    """

    id: str
    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    quad_code: int
    score: float
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reports: tuple[Report, ...]
    originators: tuple[str, ...]
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    made_by: str = "link/1"
    corroboration: Corroboration = Corroboration()
    grade: Credibility = 6
    caveats: tuple[Caveat, ...] = ()


class DyadCount(Struct, frozen=True, kw_only=True):
    """
    How many events of each quad class one party did to another in the period that
    begins on a day, as others counted them.
    """

    begin: Date
    actor: str
    recipient: str
    of: dict[int, int]


class Claim(Struct, frozen=True, kw_only=True):
    """
    One side of a dispute: a value, who asserts it, and the passages.

    `events[i]` is the event that `spans[i]` tells, None where the passage tells none.
    `alleged` says that no account tells it as its own word, only as somebody's.
    """

    value: str
    documents: tuple[str, ...]
    spans: tuple[Span, ...]
    events: tuple[str | None, ...] = ()
    alleged: bool = False


class Dispute(Struct, frozen=True, kw_only=True):
    """
    Claims on one matter: `direct` cannot all hold, `tension` hardly go together.

    `spans[i]` of a claim lies in the text of `documents[i]`.
    """

    id: str
    attribute: Attribute
    strength: Strength
    subject: str
    values: tuple[Claim, ...]
    happening: str | None = None
    made_by: str = "link/1"
