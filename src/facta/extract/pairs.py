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

from collections.abc import Callable, Sequence

from msgspec import Struct

from facta.extract.events.algebra import (
    FRIENDLY,
    FUTURE,
    HARMFUL,
    HYPOTHETICAL,
    NEGATION,
    YIELDING,
    Act,
    as_future,
    mode_of,
)
from facta.extract.events.reader import EventReader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.language.syntax import Tree
from facta.lexicon import Lexicon
from facta.records import AUXILIARIES, Actor, Auxiliary, Sentence, Span

# words of conflict are few and well known; help comes in any words
DEFAULT = "AID"
# CAMEO codes that the scheme of pairs puts under another type than the ontology does
_SCHEME = {
    "163": Act("COERCE", "restrict"),
    "116": Act("ACCUSE", "disapprove"),
    "191": Act("ASSAULT"),
    "192": Act("ASSAULT"),
    "196": Act("ASSAULT"),
}


# How well a reading links the two parties, and what else counts in the choice, in
# points. Judged over the errors that `python -m benchmarks.pairs FILE --errors 50` shows
# on the development pairs; nobody fitted the sizes.
BOTH = 100  # both in their slots
EXCHANGED = 95  # both in slots of a reciprocal act, the wrong way round
ACTOR_AND_BELOW = 75  # the actor in his slot, the recipient somewhere below
BELOW_AND_RECIPIENT = 65
ACTOR = 60
RECIPIENT = 50
NAMED_BELOW = (10, 20, 40)  # none, one or both somewhere below the trigger
IN_A_NAME = 30  # less where the trigger is a part of a party's name
PURPOSEFUL = 12  # less where the meeting only serves another act
SWALLOWED = 15  # less where an operator governs the act
A_LEVEL = 2  # less for each arc between the trigger and the root
HEAVIEST = 8  # words and conditions beyond these add nothing to the order

# Confidence by link and weight: judged, not fitted. It falls from step to step and
# stays above that of the default.
DEFAULT_CONFIDENCE = 0.05
BASE = 0.1
A_POINT = 0.007  # for each point of the link
A_WEIGHT = 0.025  # for each word or condition that was met, up to WEIGHTIEST
WEIGHTIEST = 6
SUREST = 0.95


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
            event_type=DEFAULT,
            mode=None,
            auxiliary=(),
            rule="default",
            confidence=DEFAULT_CONFIDENCE,
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
        reader = EventReader(view)
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


def _candidate(reader: EventReader, reading: Reading, standing: bool) -> Candidate:
    head = reading.head
    link = _link(reader.view, reading)
    link -= IN_A_NAME * (head in reader.view.mentions)
    link -= PURPOSEFUL * _purposeful(reader, reading)
    depth = sum(1 for _ in reader.view.ancestors(head))
    order = link - SWALLOWED * (not standing) - A_LEVEL * depth
    order += min(reading.weight, HEAVIEST)
    act = scheme(reader.view, reading)
    return Candidate(reading=reading, act=act, link=link, order=(order, -head))


def _purposeful(reader: EventReader, reading: Reading) -> bool:
    """
    Whether a consultation only serves another act ("called him to apologise"), which
    then is the relation.
    """
    view = reader.view
    if reading.act.type != "CONSULT" or view.tokens[reading.head].upos != "VERB":
        return False
    clauses = view.children(reading.head, "xcomp", "advcl")
    purposes = [reader.read(clause) for clause in clauses if view.infinitive(clause)]
    served = {purpose.act.type for purpose in purposes if purpose is not None}
    return bool(served - {"CONSULT", "COOPERATE"})


def scheme(view: View, reading: Reading) -> Act:
    """
    The act in the scheme of pairs: promised release is an AGREE there, announced harm a
    THREATEN.
    """
    for rule in SCHEME:
        act = rule(view, reading)
        if act is not None:
            return act
    return as_future(reading.act, announced=reading.act.type in HARMFUL)


def _by_cameo(_: View, reading: Reading) -> Act | None:
    """A family that the scheme puts under another type."""
    if reading.cameo is None or reading.act.type in {"AGREE", "THREATEN"}:
        return None
    return _SCHEME.get(reading.cameo)


def _denied(_: View, reading: Reading) -> Act | None:
    """Help that does not come is refused."""
    act = reading.act
    if NEGATION not in act.auxiliary or HYPOTHETICAL in act.auxiliary:
        return None
    if act.type not in FRIENDLY:
        return None
    return Act("REJECT", mode_of("REJECT", act))


def _promised(_: View, reading: Reading) -> Act | None:
    """A concession agreed to is an agreement."""
    if reading.composed not in {"agree", "offer"} or reading.act.type != "CONCEDE":
        return None
    return Act("AGREE", None, reading.act.auxiliary)


def _conditional(view: View, reading: Reading) -> Act | None:
    """Possible harm beside a condition is threatened."""
    act = reading.act
    if act.type not in HARMFUL or HYPOTHETICAL not in act.auxiliary:
        return None
    if view.tree.lexicon.coding.terms.isdisjoint(view.lemmas):
        return None
    return Act("THREATEN", mode_of("THREATEN", act))


def _hacked(_: View, reading: Reading) -> Act | None:
    """An attack on computers is an attack."""
    if reading.act.mode != "cyber":
        return None
    return Act("ASSAULT", None, reading.act.auxiliary)


def _to_come(_: View, reading: Reading) -> Act | None:
    """A retreat to come, other than a ceasefire, is an agreement."""
    act = reading.act
    if act.type not in YIELDING or act.mode == "ceasefire":
        return None
    if FUTURE not in act.auxiliary or act.auxiliary & {NEGATION, HYPOTHETICAL}:
        return None
    return Act("AGREE", None, act.auxiliary - {FUTURE})


# in this order; where none holds, the ontology's rules do
SCHEME: tuple[Callable[[View, Reading], Act | None], ...] = (
    _by_cameo,
    _denied,
    _promised,
    _conditional,
    _hacked,
    _to_come,
)


def _link(view: View, reading: Reading) -> int:
    """How well a reading links the two, 0 to 100."""
    acting = {actor.name for actor in reading.actors}
    acted = {actor.name for actor in reading.recipients}
    mutual = reading.reciprocal
    together = mutual and "recipient" in acting
    if "actor" in acting and ("recipient" in acted or together):
        return BOTH
    exchanged = "actor" in acted and "recipient" in acting
    if exchanged and reading.act.mode == "visit":
        return BOTH
    if exchanged and mutual:
        return EXCHANGED
    below = {
        actor.name
        for token, held in view.mentions.items()
        for actor in held
        if view.within(token, reading.head)
    }
    if "actor" in acting:
        return ACTOR_AND_BELOW if "recipient" in below else ACTOR
    if "recipient" in acted:
        beside = "actor" in below - acted
        return BELOW_AND_RECIPIENT if beside else RECIPIENT
    return NAMED_BELOW[len(below)]


def _confidence(best: Candidate) -> float:
    score = BASE + max(0, best.link) * A_POINT
    score += min(best.reading.weight, WEIGHTIEST) * A_WEIGHT
    return round(min(SUREST, score), 3)
