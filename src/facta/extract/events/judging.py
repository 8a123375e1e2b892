"""
Which readings are events of the political world, and what of them hangs on a condition.

Words and help need both sides; force needs somebody who is known, and to be told as
somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from facta.extract.events.algebra import FUTURE, HARMFUL, HYPOTHETICAL, NEGATION
from facta.extract.events.places import placed
from facta.extract.events.reader import Reader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View

ALONE = frozenset({"PROTEST", "MOBILIZE", "COERCE"})
WITHDRAWN = frozenset({"resign", "withdraw", "disarm", "ceasefire"})
SUFFERED = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "AID", "PROTEST"}
)
GAMES = HARMFUL | {"AID"}  # what is told of players too ("saved by the goalkeeper")
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


def plausible(reader: Reader, reading: Reading) -> bool:
    """
    Whether a reading tells something about the political world.

    Words and help need both sides, force at least one that is known; a force without an
    actor must be told as such and not be the weather's. Nobody without a country and a
    name of his own acts here, nor does anybody in sports.
    """
    if not political(reading) or untold(reader, reading):
        return False
    verbal = any(reader.view.tokens[word].upos == "VERB" for word in reading.words)
    phrase = (
        reading.reciprocal and reading.weight > 0
    )  # "joint exercises", but not bare "trade"
    if reading.act.type == "COOPERATE" and not (verbal or phrase):
        return False
    if reading.actors and (reading.recipients or reading.reciprocal):
        return True
    if not any(actor.country for actor in (*reading.actors, *reading.recipients)):
        return False
    if reading.actors:
        return verbal and news_alone(reader, reading)
    done = not reading.act.auxiliary & {NEGATION, FUTURE, HYPOTHETICAL}
    return reading.act.type in SUFFERED and done and agentless(reader, reading)


def political(reading: Reading) -> bool:
    """Whether a country takes part; of force and blame a name is enough."""
    named = reading.act.type in HARMFUL | {"ACCUSE"}
    parties = (*reading.actors, *reading.recipients)
    return any(
        actor.country or (named and actor.span.text[:1].isupper()) for actor in parties
    )


def untold(reader: Reader, reading: Reading) -> bool:
    """
    Whether the words of an act stand for something else: a game, an accident, a
    purpose, a question, a musing.
    """
    view, head = reader.view, reading.head
    if reading.act.type in GAMES and about(reader, "sport"):
        return True
    if reading.act.type == "CONSULT" and "without" in view.cases(head):
        return True
    if reading.rule == "operators.urge" and not contentful(view, head):
        return True
    return purpose(view, head) or mused(reader, reading) or accident(reader, reading)


def news_alone(reader: Reader, reading: Reading) -> bool:
    """
    Whether an act is news without knowing whom it was done to: force, protest, a
    retreat that took place.
    """
    act = reading.act
    if act.type == "ASSAULT":
        return HYPOTHETICAL not in act.auxiliary and aimed(reader, reading)
    if act.type == "RETREAT":
        told = reader.view.tokens[
            reading.head
        ].tag != "VBG" and not reader.view.infinitive(reading.head)
        return act.mode in WITHDRAWN and not act.auxiliary and told
    if act.type == "REJECT":
        return bool(reading.used) and reading.composed == "refuse"
    if act.type == "SANCTION":  # "imposed a tariff on all who buy", whoever they are
        return (
            bool(reading.used)
            and not act.auxiliary
            and reading.rule.startswith("perform")
        )
    return act.type in ALONE or (act.type == "CONCEDE" and reading.composed == "agree")


def mused(reader: Reader, reading: Reading) -> bool:
    """
    Whether a reading tells a disposition or an analysis instead of an act.

    "X's willingness to meet Y" is no agreement, though "X expressed willingness" is;
    nor does "his style suggests talks" offer any, though X who suggests talks does.
    """
    view, head = reader.view, reading.head
    if view.tokens[head].upos == "NOUN":
        empty = not reading.used and reading.rule in {
            "operators.agree-noun",
            "operators.opposition",
        }
        tried = (
            reading.rule.startswith("attempt(operators.attempt-noun)")
            and reading.act.type not in HARMFUL
        )
        return (
            empty or tried or view.lemmas[head] in reader.lexicon.classes["disposition"]
        )
    analysing = [
        word
        for word in reading.words
        if view.lemmas[word] in reader.lexicon.classes["analysis"]
    ]
    return any(
        not human(reader, view.agents(word))
        for word in analysing
        if view.tokens[word].upos == "VERB"
    )


def human(reader: Reader, tokens: Iterable[int]) -> bool:
    """Whether one of these is an actor or a word for people."""
    return any(
        token in reader.view.mentions
        or reader.view.lemmas[token] in reader.lexicon.people
        for token in tokens
    )


def contentful(view: View, token: int) -> bool:
    """Whether who is asked is asked to do something, and not asked a question."""
    return view.lemmas[token] != "ask" or any(
        view.infinitive(child) for child in view.below[token]
    )


def purpose(view: View, token: int) -> bool:
    """
    Whether an infinitive only says what a noun is for ("measures to curb", "a plan to
    attack").
    """
    return (
        view.relation(token) == "acl"
        and view.infinitive(token)
        and view.tokens[token].head not in view.mentions
    )


def accident(reader: Reader, reading: Reading) -> bool:
    """
    Whether deaths that nobody is said to have caused came from an accident or a
    disaster.
    """
    return (
        reading.act.type == "ASSAULT"
        and not reading.actors
        and about(reader, "accident")
    )


def conditional(reader: Reader, reading: Reading) -> bool:
    """Whether what is told hangs on a condition ("will strike unless ...")."""
    view = reader.view
    clauses = [
        c
        for token in (reading.head, *reading.used)
        for c in view.children(token, "advcl")
    ]
    return any(
        set(view.cases(clause)) & {"if", "unless", "until"} for clause in clauses
    )


def about(reader: Reader, topic: str) -> bool:
    """Whether a word of a class stands in the sentence."""
    words = reader.lexicon.classes[topic]
    return any(lemma in words for lemma in reader.view.lemmas)


def aimed(reader: Reader, reading: Reading) -> bool:
    """
    Whether force without a known recipient has an object at all ("attacked early" has
    none).
    """
    verbs = [
        token for token in reading.words if reader.view.tokens[token].upos == "VERB"
    ]
    return not verbs or any(reader.view.patients(verb) for verb in verbs)


def agentless(reader: Reader, reading: Reading) -> bool:
    """
    Whether an act without a known actor is told as somebody's: a passive, a noun, a
    weapon as the subject.
    """
    view, head = reader.view, reading.head
    if view.tokens[head].upos != "VERB":
        suffered = "against" if reading.act.type == "PROTEST" else "of"
        return any(case == suffered for case, _ in view.obliques(head)) or bool(
            view.children(head, "nmod:poss", "compound")
        )
    if view.passive(head):
        return not view.agents(head)
    armed = ("@people", "@weapons", "@attacks", "@troops", "@civilians")
    return any(
        reader.lexicon.holds(armed, view.lemmas[subject])
        for subject in view.agents(head)
    )


def located(view: View, reading: Reading) -> Reading:
    """The reading with the countries of its parties filled in."""
    home = reading.act.type in HOMELY or reading.reciprocal
    acting = (
        [actor for actor in reading.actors if actor.sector != "GOV"] if home else []
    )
    head = (
        None if reading.act.type == "CONSULT" else reading.head
    )  # where they meet is not where they are from
    others = placed(view, head, reading.recipients, reading.actors if home else ())
    actors = tuple(
        placed(view, head, [actor], others if actor in acting else ())[0]
        for actor in reading.actors
    )
    return structs.replace(
        reading,
        actors=actors,
        recipients=placed(view, head, others, actors if home else ()),
    )
