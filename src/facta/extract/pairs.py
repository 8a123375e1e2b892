"""
The relation between two marked parties: exactly one type from an actor to a recipient,
however weakly told.

The marked spans are the only actors. Every reading of the sentences is a candidate; the
one that links the two best
wins: both in their slots of a frame, then the actor in his and the recipient below the
trigger, then a trigger on the path between the two, then any. Confidence falls with
each step.

The scheme of such pairs differs from the ontology in a few families that it takes by
their CAMEO code; `_SCHEME` has them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.extract.events.algebra import (
    FRIENDLY,
    FUTURE,
    HARMFUL,
    HYPOTHETICAL,
    Act,
    mode_of,
    told,
)
from facta.extract.events.reader import Reader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.language.syntax import Tree
from facta.lexicon import Lexicon
from facta.records import Actor, Auxiliary, Sentence, Span

DEFAULT = "AID"  # words of conflict are few and well known; help comes in any words
CONDITIONS = frozenset({"if", "unless", "until"})
AUXILIARIES: tuple[Auxiliary, ...] = (
    "historical",
    "future",
    "hypothetical",
    "negation",
)
_SCHEME = {
    "163": Act("COERCE", "restrict"),
    "116": Act("ACCUSE", "disapprove"),
    "191": Act("ASSAULT"),
    "192": Act("ASSAULT"),
    "196": Act("ASSAULT"),
}


class Relation(Struct, frozen=True, kw_only=True):
    """
    What the actor does to the recipient, by which rule, and how sure that is in (0, 1].
    """

    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    rule: str
    confidence: float


class Candidate(Struct, frozen=True, kw_only=True):
    """
    A reading with how well it links the two parties (`link`) and the order in which
    candidates win.
    """

    reading: Reading
    act: Act
    link: int
    order: tuple[float, ...]


def relation(
    sentences: Sequence[Sentence], actor: Span, recipient: Span, lexicon: Lexicon
) -> Relation:
    """
    The one relation from `actor` to `recipient`.

    Args:
        sentences: those of the text the spans point into.
    """
    found = candidates(sentences, actor, recipient, lexicon)
    if not found:
        return Relation(
            event_type=DEFAULT, mode=None, auxiliary=(), rule="default", confidence=0.05
        )
    best = max(found, key=lambda candidate: candidate.order)
    auxiliary = tuple(name for name in AUXILIARIES if name in best.act.auxiliary)
    return Relation(
        event_type=best.act.type,
        mode=best.act.mode,
        auxiliary=auxiliary,
        rule=best.reading.rule,
        confidence=_confidence(best),
    )


def candidates(
    sentences: Sequence[Sentence], actor: Span, recipient: Span, lexicon: Lexicon
) -> list[Candidate]:
    """Every reading of the sentences as a link between the two spans."""
    found: list[Candidate] = []
    for sentence in sentences:
        marked = [
            _mention(sentence, span, name)
            for span, name in ((actor, "actor"), (recipient, "recipient"))
        ]
        mentions = [mention for mention in marked if mention is not None]
        view = View(Tree(sentence, lexicon), mentions)
        reader = Reader(view, lexicon.events)
        standing = {reading.head for reading in reader.readings()}
        for token in range(len(sentence.tokens)):
            reading = reader.read(token)
            if reading is not None:
                found.append(_candidate(reader, reading, token in standing))
    return found


def _mention(sentence: Sentence, span: Span, name: str) -> Actor | None:
    """The marked span as an actor of this sentence, with the head of its phrase."""
    inside = [
        i
        for i, token in enumerate(sentence.tokens)
        if token.start < span.end and span.start < token.end
    ]
    if not inside:
        return None
    heads = [i for i in inside if sentence.tokens[i].head not in inside]
    return Actor(
        span=span,
        name=name,
        country=None,
        sector=None,
        office=None,
        sentence=sentence.index,
        head=heads[0],
    )


def _candidate(reader: Reader, reading: Reading, standing: bool) -> Candidate:
    act = scheme(reader, reading)
    link = _link(reader.view, reading)
    depth = sum(1 for _ in reader.view.ancestors(reading.head))
    link -= 30 * (reading.head in reader.view.mentions) + 12 * _purposeful(
        reader, reading
    )
    order = (
        link - 15 * (not standing) + min(reading.weight, 8) - 2 * depth,
        -reading.head,
    )
    return Candidate(reading=reading, act=act, link=link, order=order)


def _purposeful(reader: Reader, reading: Reading) -> bool:
    """
    Whether a consultation only serves another act ("called him to apologise"), which
    then is the relation.
    """
    view = reader.view
    if reading.act.type != "CONSULT" or view.tokens[reading.head].upos != "VERB":
        return False
    clauses = [
        c for c in view.children(reading.head, "xcomp", "advcl") if view.infinitive(c)
    ]
    purposes = [
        purpose for clause in clauses if (purpose := reader.read(clause)) is not None
    ]
    return any(purpose.act.type not in {"CONSULT", "COOPERATE"} for purpose in purposes)


def scheme(reader: Reader, reading: Reading) -> Act:
    """
    The act in the scheme of pairs: promised release is an AGREE there, announced harm a
    THREATEN.
    """
    if reading.cameo in _SCHEME and reading.act.type not in {"AGREE", "THREATEN"}:
        return _SCHEME[reading.cameo]
    act = reading.act
    if (
        "negation" in act.auxiliary
        and act.type in FRIENDLY
        and HYPOTHETICAL not in act.auxiliary
    ):
        return Act("REJECT", mode_of("REJECT", act))
    if reading.composed in {"agree", "offer"} and act.type == "CONCEDE":
        return Act("AGREE", None, act.auxiliary)
    if (
        act.type in HARMFUL
        and HYPOTHETICAL in act.auxiliary
        and CONDITIONS & set(reader.view.lemmas)
    ):
        return Act("THREATEN", mode_of("THREATEN", act))
    if act.mode == "cyber":
        return Act("ASSAULT", None, act.auxiliary)
    if (
        act.type in {"RETREAT", "CONCEDE"}
        and act.mode != "ceasefire"
        and FUTURE in act.auxiliary
        and not {"negation", HYPOTHETICAL} & act.auxiliary
    ):
        return Act("AGREE", None, act.auxiliary - {FUTURE})
    return told(act, announced=act.type in HARMFUL)


def _link(view: View, reading: Reading) -> int:
    """How well a reading links the two, 0 to 100."""
    acting = {actor.name for actor in reading.actors}
    acted = {actor.name for actor in reading.recipients}
    if "actor" in acting and (
        "recipient" in acted or (reading.reciprocal and "recipient" in acting)
    ):
        return 100
    if reading.act.mode == "visit" and "actor" in acted and "recipient" in acting:
        return 100
    below = {
        m.name
        for token, held in view.mentions.items()
        for m in held
        if view.within(token, reading.head)
    }
    if reading.reciprocal and "actor" in acted and "recipient" in acting:
        return 95
    if "actor" in acting:
        return 75 if "recipient" in below else 60
    if "recipient" in acted:
        return 65 if "actor" in below and "actor" not in acted else 50
    if {"actor", "recipient"} <= below:
        return 40
    return 20 if below else 10


def _confidence(best: Candidate) -> float:
    return round(
        min(
            0.95, 0.1 + max(0, best.link) * 0.007 + min(best.reading.weight, 6) * 0.025
        ),
        3,
    )
