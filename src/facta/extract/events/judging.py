"""
Which readings are events of the political world, and what of them hangs on a condition.

Words and help need both sides; force needs somebody who is known, and to be told as
somebody's. A `Judge` judges the readings of one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from facta.extract.events.algebra import FUTURE, HARMFUL, HYPOTHETICAL, NEGATION
from facta.extract.events.doubts import withheld
from facta.extract.events.places import placed
from facta.extract.events.reading import Reading
from facta.extract.events.views import View

# what is news of one side alone, whoever it was done to
ALONE = frozenset({"PROTEST", "MOBILIZE", "COERCE"})
# retreats that take no recipient
WITHDRAWN = frozenset({"resign", "withdraw", "disarm", "ceasefire"})
# what is news of somebody it befell, whoever did it
SUFFERED = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "AID", "PROTEST"}
)
UNDONE = frozenset({NEGATION, FUTURE, HYPOTHETICAL})
# help that an infinitive of purpose only hopes for
HOPED = frozenset({"AID", "SUPPORT"})
STATING = frozenset({"declare", "deny"})  # operators that confirm or deny
GAMES = HARMFUL | {"AID"}  # what is told of players too ("saved by the goalkeeper")
# acts whose sides are as a rule of one country, so that one tells the other's
HOMELY = frozenset(
    {
        "PROTEST",
        "COERCE",
        "ASSAULT",
        "REJECT",
        "REQUEST",
        "CONCEDE",
        "RETREAT",
        "THREATEN",
        "ACCUSE",
        "MOBILIZE",
    }
)
# classes of the lexicon whose words act by force themselves ("tanks entered Kyiv")
ARMED = ("@people", "@weapons", "@attacks", "@troops", "@civilians")


def plausible(view: View, reading: Reading) -> bool:
    """
    Whether a reading tells something about the political world.

    Words and help need both sides, force at least one that is known; a force without an
    actor must be told as such and not be the weather's. Nobody without a country and a
    name of his own acts here, nor does anybody in sports.
    """
    if not political(reading) or any(rule(view, reading) for rule in UNTOLD):
        return False
    if reading.act.type == "COOPERATE" and not _told_fully(view, reading):
        return False
    if reading.actors and (reading.recipients or reading.reciprocal):
        return True
    if not any(actor.country for actor in (*reading.actors, *reading.recipients)):
        return False
    if reading.actors:
        return _verbal(view, reading) and stands_one_sided(view, reading)
    suffered = reading.act.type in SUFFERED and not reading.act.auxiliary & UNDONE
    return suffered and agentless(view, reading)


def tells_otherwise(view: View, reading: Reading) -> bool:
    """Whether the words of an act are none for sure, however loudly a model hears one."""
    return any(rule(view, reading) for rule in OTHERWISE)


def political(reading: Reading) -> bool:
    """Whether a country takes part; of force and blame a name is enough."""
    parties = (*reading.actors, *reading.recipients)
    if any(actor.country for actor in parties):
        return True
    if reading.act.type not in HARMFUL | {"ACCUSE"}:
        return False
    return any(actor.span.text[:1].isupper() for actor in parties)


def _verbal(view: View, reading: Reading) -> bool:
    """Whether a verb tells the act."""
    return any(view.tokens[word].upos == "VERB" for word in reading.words)


def _told_fully(view: View, reading: Reading) -> bool:
    """Whether help is told by a verb or a phrase: "joint exercises", no bare "trade"."""
    return _verbal(view, reading) or (reading.reciprocal and reading.weight > 0)


def _played(view: View, reading: Reading) -> bool:
    """A game: blows and rescues in a sentence about sports."""
    return reading.act.type in GAMES and about(view, "sport")


def _unmet(view: View, reading: Reading) -> bool:
    """A meeting that did not take place: "without talks"."""
    return reading.act.type == "CONSULT" and "without" in view.cases(reading.head)


def _question(view: View, reading: Reading) -> bool:
    """A question: who is asked is not asked to do anything."""
    if reading.composed is not None:
        return False
    if view.lemmas[reading.head] not in reading.sense.questions:
        return False
    return not any(view.infinitive(child) for child in view.below[reading.head])


def _purpose(view: View, reading: Reading) -> bool:
    """A purpose: the infinitive only says what a noun is for ("measures to curb")."""
    head = reading.head
    if view.relation(head) != "acl" or view.tokens[head].head in view.mentions:
        return False
    return view.infinitive(head)


def _aimed(view: View, reading: Reading) -> bool:
    """
    Help that is hoped for, not yet given: "met to support democracy", but not "used to
    support".
    """
    head = reading.head
    if reading.act.type not in HOPED or reading.composed is not None:
        return False
    if view.relation(head) != "advcl" or not view.infinitive(head):
        return False
    above = view.tokens[head].head
    return view.lemmas[above] not in view.tree.lexicon.coding.habits


def _mused(view: View, reading: Reading) -> bool:
    """
    A disposition: "X's willingness to meet Y" is no agreement, though "X expressed
    willingness" is.
    """
    if view.tokens[reading.head].upos != "NOUN":
        return False
    if not reading.sense.tells_alone and not reading.used:
        return True
    helpful = reading.act.type not in HARMFUL
    if not reading.sense.tells_help and helpful and reading.composed == "attempt":
        return True
    return view.lemmas[reading.head] in _classes(view, "disposition")


def _analysed(view: View, reading: Reading) -> bool:
    """
    An analysis: "his style suggests talks" offers none, though X who suggests talks
    does.
    """
    if view.tokens[reading.head].upos == "NOUN":
        return False
    analysis = _classes(view, "analysis")
    words = [word for word in reading.words if view.lemmas[word] in analysis]
    verbs = [word for word in words if view.tokens[word].upos == "VERB"]
    return any(not human(view, view.agents(verb)) for verb in verbs)


def _left_open(view: View, reading: Reading) -> bool:
    """What is neither confirmed nor denied."""
    stated = reading.sense.operator in STATING
    return stated and withheld(view, reading.head)


def _commemorating(view: View, reading: Reading) -> bool:
    """Keeping an anniversary: it praises nobody who is named in it."""
    words = view.tree.lexicon.coding.anniversaries
    kept = (at for at in view.patients(reading.head) if view.lemmas[at] in words)
    return reading.act.type == "SUPPORT" and any(kept)


def _informed(view: View, reading: Reading) -> bool:
    """
    A warning of what is, was or may come of itself: "warned that X had run out of
    dollars", "that weakness could embolden it".
    """
    head = reading.head
    threat = reading.sense.operator == "threaten" or reading.act.type == "THREATEN"
    if not threat or view.tokens[head].upos != "VERB":
        return False
    grammar = view.tree.lexicon.grammar
    ahead = grammar.futures | (grammar.modals - grammar.possibles)
    clauses = view.children(head, "ccomp")
    return bool(clauses) and not any(
        view.tree.auxiliaries(clause) & ahead for clause in clauses
    )


def _against_ills(view: View, reading: Reading) -> bool:
    """A fight against what nobody is: "combat trafficking", "fight against hunger"."""
    if reading.act.type != "ASSAULT" or reading.composed is not None:
        return False
    ills, fighting = _classes(view, "ills"), _classes(view, "fighting")
    words = {reading.head, *reading.words}
    verbs = (word for word in words if view.lemmas[word] in fighting)
    fought = [at for word in verbs for at in _fought(view, word)]
    return any(view.lemmas[at] in ills for at in fought)


def _fought(view: View, word: int) -> Iterator[int]:
    """What a verb or noun of fighting is against, and what is joined to it."""
    heads = [*view.patients(word)]
    heads += [at for case, at in view.obliques(word) if case == "against"]
    return (one for head in heads for one in view.conjuncts(head))


def _accident(view: View, reading: Reading) -> bool:
    """An accident or a disaster: deaths that nobody is said to have caused."""
    killed = reading.act.type == "ASSAULT" and not reading.actors
    return killed and about(view, "accident")


# what the words of an act may stand for instead of an event
UNTOLD: tuple[Callable[[View, Reading], bool], ...] = (
    _played,
    _unmet,
    _question,
    _purpose,
    _aimed,
    _mused,
    _analysed,
    _left_open,
    _commemorating,
    _informed,
    _accident,
    _against_ills,
)


# those of them that no model overrules; chosen on the corpus' dev part
OTHERWISE = (
    _unmet,
    _aimed,
    _left_open,
    _commemorating,
    _informed,
    _against_ills,
)


def stands_one_sided(view: View, reading: Reading) -> bool:
    """
    Whether an act is news without knowing whom it was done to: force, protest, a
    retreat that took place.
    """
    rule = NEWS_ALONE.get(reading.act.type)
    if rule is None:
        return reading.act.type in ALONE
    return rule(view, reading)


def _attacked(view: View, reading: Reading) -> bool:
    """Force with an object at all: "attacked early" has none."""
    verbs = [word for word in reading.words if view.tokens[word].upos == "VERB"]
    aimed = not verbs or any(view.patients(verb) for verb in verbs)
    return HYPOTHETICAL not in reading.act.auxiliary and aimed


def _retreated(view: View, reading: Reading) -> bool:
    """A retreat that took place."""
    if reading.act.mode not in WITHDRAWN or reading.act.auxiliary:
        return False
    finite = view.tokens[reading.head].tag != "VBG"
    return finite and not view.infinitive(reading.head)


def _refused(_: View, reading: Reading) -> bool:
    """The refusal of something stated."""
    return bool(reading.used) and reading.composed == "refuse"


def _imposed(_: View, reading: Reading) -> bool:
    """A sanction carried out: "imposed a tariff on all who buy", whoever they are."""
    if not reading.used or reading.act.auxiliary:
        return False
    return reading.sense.operator == "perform"


def _conceded(_: View, reading: Reading) -> bool:
    """The promise of a concession."""
    return reading.composed == "agree"


NEWS_ALONE: dict[str, Callable[[View, Reading], bool]] = {
    "ASSAULT": _attacked,
    "CONCEDE": _conceded,
    "REJECT": _refused,
    "RETREAT": _retreated,
    "SANCTION": _imposed,
}


def human(view: View, tokens: Iterable[int]) -> bool:
    """Whether one of these is an actor or a word for people."""
    people = view.tree.lexicon.events.people
    return any(
        token in view.mentions or view.lemmas[token] in people for token in tokens
    )


def conditional(view: View, reading: Reading) -> bool:
    """Whether what is told hangs on a condition ("will strike unless ...")."""
    terms = view.tree.lexicon.coding.terms
    heads = (reading.head, *reading.used)
    clauses = [clause for head in heads for clause in view.children(head, "advcl")]
    return any(terms.intersection(view.cases(clause)) for clause in clauses)


def about(view: View, topic: str) -> bool:
    """Whether a word of a class stands in the sentence."""
    return not _classes(view, topic).isdisjoint(view.lemmas)


def _classes(view: View, name: str) -> frozenset[str]:
    return view.tree.lexicon.events.classes[name]


def agentless(view: View, reading: Reading) -> bool:
    """
    Whether an act without a known actor is told as somebody's: a passive, a noun, a
    weapon as the subject.
    """
    head = reading.head
    if view.tokens[head].upos != "VERB":
        return _suffered(view, reading)
    if view.passive(head):
        return not view.agents(head)
    holds = view.tree.lexicon.events.holds
    return any(holds(ARMED, view.lemmas[subject]) for subject in view.agents(head))


def _suffered(view: View, reading: Reading) -> bool:
    """Whether a noun says whom an act befell: "the killing of X", "X's arrest"."""
    behind = "of"
    if reading.act.type == "PROTEST":
        behind = "against"
    if any(case == behind for case, _ in view.obliques(reading.head)):
        return True
    return bool(view.children(reading.head, "nmod:poss", "compound"))


def located(view: View, reading: Reading) -> Reading:
    """The reading with the countries of its parties filled in."""
    if reading.act.type not in HOMELY and not reading.reciprocal:
        return _placed_apart(view, reading)
    head = _scene(reading)
    others = placed(view, head, reading.recipients, reading.actors)
    actors = [
        placed(view, head, [actor], () if actor.sector == "GOV" else others)[0]
        for actor in reading.actors
    ]
    recipients = placed(view, head, others, actors)
    return structs.replace(reading, actors=tuple(actors), recipients=recipients)


def _placed_apart(view: View, reading: Reading) -> Reading:
    """The same where the sides are of different countries as a rule."""
    head = _scene(reading)
    actors = placed(view, head, reading.actors, ())
    recipients = placed(view, head, reading.recipients, ())
    return structs.replace(reading, actors=actors, recipients=recipients)


def _scene(reading: Reading) -> int | None:
    """The trigger, where its place tells of the parties: where they meet does not."""
    if reading.act.type == "CONSULT":
        return None
    return reading.head
