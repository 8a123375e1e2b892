"""
Deeds: a reading for each pair of its parties, and who of a country cannot be meant.

Takes the readings of one sentence and what other stages know of the document; gives
deeds, which `coding` writes down as events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from facta.extract.covering import Covering
from facta.extract.events.algebra import OPPOSING, Act, as_future
from facta.extract.events.judging import conditional, located, plausible
from facta.extract.events.reading import Name, Party, Reading, countries, name
from facta.extract.events.views import View
from facta.extract.page import Page
from facta.records import MODEL, Actor, Sentence, Span, Statement

# Chances from which an act is taken for domestic, and under which for none; judged.
DOMESTIC, ABROAD = 0.5, 0.2
# sectors of those who act for a whole country
GOVERNING = frozenset({"GOV", None})
# parties that make a meeting multilateral; PLOVER's CONSULT mode
MANY = 3


# by what two words tell the same: the type of act, and the countries of either side
Told = tuple[str, frozenset[str], frozenset[str]]


class Scene(Struct, frozen=True, kw_only=True):
    """
    What of a document bears on the events of one sentence; `said` are the contents of
    its statements.
    """

    page: Page
    number: int
    view: View
    statements: Sequence[Statement]
    said: Covering

    @property
    def sentence(self) -> Sentence:
        """The sentence that is read."""
        return self.view.sentence

    def span(
        self,
        start: int,
        end: int,
    ) -> Span:
        """A passage of the account."""
        return Span.of(self.page.text, start, end)


class Deed(Struct, frozen=True, kw_only=True):
    """
    One pair of actor and recipient of a reading, with the act as it counts and the
    statement that tells it. `again` is how many other words of the account tell the
    same.
    """

    reading: Reading
    act: Act
    actors: Party
    recipients: Party
    trigger: Span
    said: int | None
    again: int = 0

    @property
    def countries(self) -> tuple[frozenset[str], frozenset[str]]:
        """Those of its actors and those of its recipients."""
        return countries(self.actors), countries(self.recipients)


def tellings(
    scenes: Iterable[tuple[Scene, Sequence[Reading]]],
) -> list[tuple[Scene, tuple[Deed, ...]]]:
    """The deeds of each scene of an account, each with how often it is told again."""
    found = [(scene, tuple(deeds_of(scene, readings))) for scene, readings in scenes]
    words: dict[Told, set[tuple[int, int]]] = {}
    for scene, deeds in found:
        for deed in deeds:
            words.setdefault(_told(deed), set()).add(_word(scene, deed))
    return [
        (
            scene,
            tuple(
                structs.replace(deed, again=len(words[_told(deed)]) - 1)
                for deed in deeds
            ),
        )
        for scene, deeds in found
    ]


def _told(deed: Deed) -> Told:
    return deed.act.type, *deed.countries


def _word(
    scene: Scene,
    deed: Deed,
) -> tuple[int, int]:
    return scene.number, deed.reading.head


def deeds_of(
    scene: Scene,
    readings: Iterable[Reading],
) -> Iterator[Deed]:
    """Each deed that readings of one sentence tell."""
    for reading in readings:
        # what the language model has weighed needs no further judge
        if reading.voice or plausible(scene.view, reading):
            yield from _deeds(scene, reading)


def _deeds(
    scene: Scene,
    reading: Reading,
) -> Iterator[Deed]:
    """One for each pair of a reading's parties."""
    act = reading.act
    # the language model has learned what is to come by the name of its type
    if reading.rule != MODEL:
        act = as_future(act, announced=conditional(scene.view, reading))
    tokens = [scene.sentence.tokens[word] for word in reading.words]
    start, end = min(t.start for t in tokens), max(t.end for t in tokens)
    trigger = scene.span(start, end)
    said = scene.said.innermost(trigger)
    for pair in pairs(located(scene.view, reading)):
        actors, recipients = _strangers(scene.view, reading, pair)
        if act.type in OPPOSING and unfounded(reading, actors, recipients):
            continue
        yield Deed(
            reading=reading,
            act=_among(act, actors),
            actors=actors,
            recipients=recipients,
            trigger=trigger,
            said=said,
        )


def _strangers(
    view: View,
    reading: Reading,
    pair: tuple[Party, Party],
) -> tuple[Party, Party]:
    """
    The parties of an attack between countries: victims who are only words ("ten
    *soldiers* were killed by Azerbaijan") are not of the state that did it.
    """
    actors, recipients = pair
    if reading.voice is None or reading.reciprocal or reading.act.type != "ASSAULT":
        return pair
    ours, theirs = map(countries, pair)
    states = {one.sector for one in actors} == {"GOV"}
    if not ours or ours != theirs or not states or reading.voice.domestic >= ABROAD:
        return pair
    nameless = tuple(
        structs.replace(one, country=None) if _bare(view, one) else one
        for one in recipients
    )
    return actors, nameless


def _bare(
    view: View,
    actor: Actor,
) -> bool:
    """Whether nothing in the words of a mention is a name, or tells a people."""
    inside = [
        number
        for number, token in enumerate(view.tokens)
        if actor.span.start <= token.start and token.end <= actor.span.end
    ]
    return (
        bool(inside)
        and not any(
            number and view.tokens[number].text[:1].isupper() for number in inside
        )
        and view.tokens[inside[0]].upos not in ("PROPN", "ADJ")
    )


def unfounded(
    reading: Reading,
    actors: Party,
    recipients: Party,
) -> bool:
    """
    Whether nothing shows that a country harmed itself: the model hears an act between
    countries, and another one takes part in it, or both parties are governments.
    """
    if reading.voice is None or reading.reciprocal:
        return False
    ours, theirs = countries(actors), countries(recipients)
    if not ours or ours != theirs:
        return False
    everybody = countries((*reading.actors, *reading.recipients))
    sectors = {one.sector for one in (*actors, *recipients)}
    if everybody > ours:
        return reading.voice.domestic < DOMESTIC
    return reading.voice.domestic < ABROAD and sectors <= GOVERNING


def _among(
    act: Act,
    parties: Party,
) -> Act:
    """A meeting of many is multilateral."""
    if act.type == "CONSULT" and act.mode is None and len(parties) >= MANY:
        return structs.replace(act, mode="multilateral")
    return act


def pairs(reading: Reading) -> list[tuple[Party, Party]]:
    """
    The pairs of actors and recipients of a reading, each an event of its own;
    reciprocal parties stay together.

    An act without recipient keeps its actors, one without actor its recipients. Nobody
    acts on himself: a pair of one country and sector is left out.
    """
    if reading.reciprocal:
        both = _distinct((*reading.actors, *reading.recipients))
        return [(both, both)] if len(both) > 1 else []
    if not reading.recipients:
        return [((actor,), ()) for actor in _distinct(reading.actors)]
    if not reading.actors:
        return [((), (recipient,)) for recipient in _distinct(reading.recipients)]
    return [
        ((actor,), (recipient,))
        for actor in _distinct(reading.actors)
        for recipient in _distinct(reading.recipients)
        if name(actor) != name(recipient)
    ]


def _distinct(actors: Iterable[Actor]) -> Party:
    """The first mention of each actor."""
    found: dict[Name, Actor] = {}
    for actor in actors:
        found.setdefault(name(actor), actor)
    return tuple(found.values())
