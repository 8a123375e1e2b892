"""The language model's word beside the lexicon's: one fact each, on made triggers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.extract.events.deeds import unfounded
from facta.extract.events.learned import ALONE, UNHEARD, union
from facta.extract.events.reader import EventReader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.records import MODEL, Actor, Argument, Sentence, Trigger
from facta.testing import actor, doc, laid_out, sentence

ATTACK = (
    "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0|VBD Ukraine||PROPN|obj|2 "
    "in||ADP|case|5 May||PROPN|obl|2"
)
MEETING = (
    "Russia||PROPN|nsubj|2 met|meet|VERB|root|0|VBD Ukraine||PROPN|obj|2 "
    "in||ADP|case|5 May||PROPN|obl|2"
)
RUSSIA, VERB, UKRAINE, MAY = 0, 1, 2, 4


def trigger(
    event_type: str,
    chance: float,
    *,
    actors: tuple[int, ...] = (RUSSIA,),
    recipients: tuple[int, ...] = (UKRAINE,),
    token: int = VERB,
) -> Trigger:
    """A trigger whose parties are sure."""
    return Trigger(
        token=token,
        event_type=event_type,
        mode=None,
        auxiliary=(),
        chance=chance,
        of_type=chance,
        domestic=0.0,
        actors=tuple(Argument(one, 1.0) for one in actors),
        recipients=tuple(Argument(one, 1.0) for one in recipients),
    )


def read(
    *triggers: Trigger, asked: bool = True, own: bool = False, told: str = ATTACK
) -> list[Reading]:
    """Both readers' readings of an attack; `own` where a user's file names it."""
    one: Sentence = replace(sentence(told), triggers=triggers if asked else None)
    text = " ".join(token.text for token in one.tokens)
    (tree,) = laid_out(doc(text), [one]).trees
    view = View(
        tree, [_at("Russia", "RUS", RUSSIA, one), _at("Ukraine", "UKR", UKRAINE, one)]
    )
    found = EventReader(view).readings()
    return union(
        view, [replace(each, sense=replace(each.sense, own=own)) for each in found]
    )


def _at(name: str, country: str, head: int, one: Sentence) -> Actor:
    found = actor(name, country=country, start=one.tokens[head].start)
    return replace(found, head=head)


def parties(reading: Reading) -> tuple[list[str | None], list[str | None]]:
    """The countries of both sides."""
    sides = (reading.actors, reading.recipients)
    actors, recipients = ([one.country for one in side] for side in sides)
    return actors, recipients


def test_what_both_read_is_one_act() -> None:
    """Under the lexicon's rule, and the model's chance."""
    (reading,) = read(trigger("ASSAULT", 0.9))
    assert reading.rule.endswith(f"+ {MODEL}")
    assert reading.voice
    assert (reading.voice.lexicon, reading.voice.chance) == (True, 0.9)
    assert parties(reading) == (["RUS"], ["UKR"])


def test_what_the_lexicon_alone_reads_says_so() -> None:
    """It is as likely as such readings are right as a rule."""
    (reading,) = read()
    assert not reading.rule.endswith(MODEL)
    assert reading.voice
    assert (reading.voice.lexicon, reading.voice.chance) == (True, UNHEARD)


def test_a_model_that_was_not_asked_leaves_the_lexicon_its_word() -> None:
    """As on sentences that another parser read."""
    (reading,) = read(asked=False)
    assert reading.voice is None


def test_a_users_word_stands_whatever_the_model_reads() -> None:
    """Unheard, or heard as another act; the model has no say in how likely it is."""
    for triggers in ((), (trigger("ASSAULT", 0.9),), (trigger("AID", 0.99),)):
        (one,) = read(*triggers, own=True)
        assert one.act.type == "ASSAULT"
        assert one.voice is None


def test_who_knows_less_needs_the_other() -> None:
    """A chance too small alone is enough where the lexicon says the same."""
    faint = ALONE - 0.05
    (reading,) = read(trigger("ASSAULT", faint), trigger("CONSULT", faint, token=MAY))
    assert reading.act.type == "ASSAULT"


def test_the_model_reads_what_the_lexicon_does_not() -> None:
    """At a word of its own."""
    readings = read(trigger("ASSAULT", 0.9), trigger("CONSULT", 0.8, token=MAY))
    assert [one.act.type for one in readings] == ["ASSAULT", "CONSULT"]
    assert readings[1].rule == MODEL


def test_where_they_differ_the_surer_model_wins() -> None:
    """And it is told that the lexicon is against it."""
    (reading,) = read(trigger("ACCUSE", 0.9))
    assert (reading.act.type, reading.rule) == ("ACCUSE", MODEL)
    assert reading.voice
    assert reading.voice.against


def test_the_models_parties_go_first() -> None:
    """The lexicon's fill what it leaves open."""
    (reading,) = read(trigger("ASSAULT", 0.9, actors=(UKRAINE,), recipients=()))
    assert parties(reading) == (["UKR"], ["UKR"])


@pytest.mark.parametrize("token", [-1, MAY])
def test_a_party_that_nobody_knows_is_none(token: int) -> None:
    """Somebody not named, or a word that mentions nobody."""
    (reading,) = read(trigger("ACCUSE", 0.9, actors=(token,), recipients=(RUSSIA,)))
    assert parties(reading) == ([], ["RUS"])


def test_who_meet_do_so_with_one_another() -> None:
    """Where somebody stands on both sides."""
    both = (RUSSIA, UKRAINE)
    (reading,) = read(trigger("CONSULT", 0.9, actors=both, recipients=both))
    assert reading.reciprocal


def test_who_receives_is_known_by_the_lexicon() -> None:
    """The model takes them for one another; the frame of the verb does not."""
    (one,) = read(trigger("ASSAULT", 0.9, actors=(UKRAINE,), recipients=(RUSSIA,)))
    assert parties(one) == (["RUS"], ["UKR"])


def test_a_meeting_needs_two() -> None:
    """Where the model hears one, and the lexicon reads both, both met."""
    alone = trigger("CONSULT", 0.9, actors=(RUSSIA,), recipients=(RUSSIA,))
    (one,) = read(alone, told=MEETING)
    assert parties(one) == (["RUS"], ["UKR"])
    assert one.reciprocal


def test_the_models_mode_stands_where_the_lexicon_has_none() -> None:
    """And the lexicon's where it has one."""
    (one,) = read(replace(trigger("ASSAULT", 0.9), mode="aerial"))
    assert one.act.mode == "aerial"


@pytest.mark.parametrize(("domestic", "founded"), [(0.05, False), (0.9, True)])
def test_a_country_that_harms_itself_needs_evidence(
    domestic: float, founded: bool
) -> None:
    """Two governments of one country are no two parties of an act between countries."""
    heard = replace(trigger("ASSAULT", 0.9), domestic=domestic)
    (one,) = read(heard)
    again = replace(one.actors[0], name="Russian government", sector="GOV")
    assert unfounded(one, one.actors, (again,)) is not founded
    assert not unfounded(one, one.actors, one.recipients)
