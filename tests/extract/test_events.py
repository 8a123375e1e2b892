"""Events on hand-built trees: one construction each, with actor, type and recipient."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.extract.events import events, readings
from facta.extract.events.algebra import Act, as_future, compose
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.lexicon import Lexicon
from facta.records import Actor, Event, Sentence, Span, Speaker, Statement, Time
from facta.testing import actor, doc, laid_out, sentence

GIVEN = {
    "Russia": "RUS",
    "Ukraine": "UKR",
    "Israel": "ISR",
    "Iran": "IRN",
    "Syria": "SYR",
    "Turkey": "TUR",
}


def mentions(parsed: Sentence) -> list[Actor]:
    """Every country name in a sentence as a mention."""
    return [
        Actor(
            span=Span(t.start, t.end, t.text),
            name=t.text,
            country=GIVEN[t.text],
            sector="GOV",
            office=None,
            sentence=parsed.index,
            head=index,
        )
        for index, t in enumerate(parsed.tokens)
        if t.text in GIVEN
    ]


def found(
    words: str,
    *,
    published: str | None = "2025-05-01",
    said: tuple[Statement, ...] = (),
) -> tuple[Event, ...]:
    """The events of one sentence in the builder's notation."""
    parsed = sentence(words)
    text = " ".join(token.text for token in parsed.tokens)
    return events(
        Page(laid_out(doc(text, published=published), [parsed]), (), mentions(parsed)),
        said,
    )


def short(event: Event) -> str:
    """
    An event as `RUS ASSAULT UKR`, with mode and auxiliary modes where it has them.
    """
    mode = f"/{event.mode}" if event.mode else ""
    auxiliary = "".join(f" {name}" for name in event.auxiliary)
    sides = [
        ",".join(actor.country or "?" for actor in side) or "-"
        for side in (event.actor, event.recipient)
    ]
    return f"{sides[0]} {event.event_type}{mode}{auxiliary} {sides[1]}"


CONSTRUCTIONS = {
    "active": (
        "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0 Ukraine||PROPN|obj|2",
        ["RUS ASSAULT UKR"],
    ),
    "passive": (
        (
            "Ukraine||PROPN|nsubj:pass|3 was|be|AUX|aux:pass|3 "
            "attacked|attack|VERB|root|0|VBN by||ADP|case|5 "
            "Russia||PROPN|obl:agent|3"
        ),
        ["RUS ASSAULT UKR"],
    ),
    "passive without agent": (
        "Ukraine||PROPN|nsubj:pass|3 was|be|AUX|aux:pass|3 attacked|attack|VERB|root|0|VBN",
        ["- ASSAULT UKR"],
    ),
    "subject control": (
        (
            "Russia||PROPN|nsubj|2 began|begin|VERB|root|0 to||PART|mark|4 "
            "bomb||VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
        ),
        ["RUS ASSAULT/aerial UKR"],
    ),
    "object control": (
        (
            "Turkey||PROPN|nsubj|2 urged|urge|VERB|root|0 Israel||PROPN|obj|2 "
            "to||PART|mark|5 withdraw||VERB|xcomp|2|VB"
        ),
        ["TUR REQUEST/yield ISR"],
    ),
    "coordinated actors": (
        (
            "Russia||PROPN|nsubj|4 and||CCONJ|cc|3 Syria||PROPN|conj|1 "
            "bombed|bomb|VERB|root|0 Ukraine||PROPN|obj|4"
        ),
        ["RUS ASSAULT/aerial UKR", "SYR ASSAULT/aerial UKR"],
    ),
    "coordinated recipients": (
        (
            "Israel||PROPN|nsubj|2 bombed|bomb|VERB|root|0 Syria||PROPN|obj|2 "
            "and||CCONJ|cc|5 Iran||PROPN|conj|3"
        ),
        ["ISR ASSAULT/aerial IRN", "ISR ASSAULT/aerial SYR"],
    ),
    "coordinated verbs share the subject": (
        (
            "Turkey||PROPN|nsubj|2 praised|praise|VERB|root|0 Iran||PROPN|obj|2 and||CCONJ|cc|5 "
            "criticised|criticise|VERB|conj|2 Israel||PROPN|obj|5"
        ),
        ["TUR ACCUSE/disapprove ISR", "TUR SUPPORT IRN"],
    ),
    "coordinated verbs share the object": (
        (
            "Russia||PROPN|nsubj|2 condemned|condemn|VERB|root|0 and||CCONJ|cc|4 "
            "rejected|reject|VERB|conj|2 "
            "Israel||PROPN|obj|2"
        ),
        ["RUS ACCUSE/disapprove ISR", "RUS REJECT ISR"],
    ),
    "relative clause": (
        (
            "Russia||PROPN|nsubj|6 ,||PUNCT|punct|1 which||PRON|nsubj|4|WDT "
            "attacked|attack|VERB|acl:relcl|1 "
            "Ukraine||PROPN|obj|4 slept|sleep|VERB|root|0"
        ),
        ["RUS ASSAULT UKR"],
    ),
    "reduced relative": (
        (
            "Ukraine||PROPN|nsubj|5 attacked|attack|VERB|acl|1|VBN by||ADP|case|4 "
            "Russia||PROPN|obl:agent|2 "
            "slept|sleep|VERB|root|0"
        ),
        ["RUS ASSAULT UKR"],
    ),
    "participle": (
        (
            "Russia||PROPN|nsubj|2 slept|sleep|VERB|root|0 after||SCONJ|mark|4 "
            "attacking|attack|VERB|advcl|2|VBG "
            "Ukraine||PROPN|obj|4"
        ),
        ["RUS ASSAULT UKR"],
    ),
    "noun with owner and preposition": (
        (
            "Russia||PROPN|nmod:poss|3 's||PART|case|1 attack||NOUN|nsubj|6 "
            "on||ADP|case|5 Ukraine||PROPN|nmod|3 "
            "matters|matter|VERB|root|0"
        ),
        ["RUS ASSAULT UKR"],
    ),
    "noun with of and by": (
        (
            "the||DET|det|2 bombing||NOUN|root|0 of||ADP|case|4 Ukraine||PROPN|nmod|2 "
            "by||ADP|case|6 Russia||PROPN|nmod|2"
        ),
        ["RUS ASSAULT/aerial UKR"],
    ),
    "noun with a by-phrase hung on its victim": (
        (
            "the||DET|det|2 arrest||NOUN|root|0 of||ADP|case|4 Ukraine||PROPN|nmod|2 "
            "by||ADP|case|6 Russia||PROPN|nmod|4"
        ),
        ["RUS COERCE/arrest UKR"],
    ),
    "noun between two": (
        (
            "talks|talk|NOUN|nsubj|6|NNS between||ADP|case|3 Russia||PROPN|nmod|1 and||CCONJ|cc|5 "
            "Ukraine||PROPN|conj|3 matter||VERB|root|0"
        ),
        ["RUS,UKR CONSULT RUS,UKR"],
    ),
    "light verb": (
        (
            "Russia||PROPN|nsubj|2 held|hold|VERB|root|0 talks|talk|NOUN|obj|2|NNS "
            "with||ADP|case|5 Ukraine||PROPN|nmod|3"
        ),
        ["RUS,UKR CONSULT RUS,UKR"],
    ),
    "light verb with the recipient on the verb": (
        (
            "Turkey||PROPN|nsubj|2 imposed|impose|VERB|root|0 "
            "sanctions|sanction|NOUN|obj|2|NNS on||ADP|case|5 "
            "Syria||PROPN|obl|2"
        ),
        ["TUR SANCTION SYR"],
    ),
    "dative": (
        (
            "Turkey||PROPN|nsubj|2 gave|give|VERB|root|0 Ukraine||PROPN|iobj|2 "
            "drones|drone|NOUN|obj|2|NNS"
        ),
        ["TUR AID UKR"],
    ),
    "recipient within the object": (
        (
            "Russia||PROPN|nsubj|2 shelled|shell|VERB|root|0 a||DET|det|4 "
            "hospital||NOUN|obj|2 in||ADP|case|6 "
            "Ukraine||PROPN|nmod|4"
        ),
        ["RUS ASSAULT/heavy-weapons UKR"],
    ),
    "reciprocal subject": (
        "Russia||PROPN|nsubj|4 and||CCONJ|cc|3 Turkey||PROPN|conj|1 met|meet|VERB|root|0",
        ["RUS,TUR CONSULT RUS,TUR"],
    ),
    "visitor and host": (
        "Russia||PROPN|nsubj|2 visited|visit|VERB|root|0 Turkey||PROPN|obj|2",
        ["RUS CONSULT/visit TUR"],
    ),
    "negation": (
        (
            "Russia||PROPN|nsubj|4 did|do|AUX|aux|4 not||PART|advmod|4|RB "
            "attack||VERB|root|0|VB Ukraine||PROPN|obj|4"
        ),
        ["RUS ASSAULT negation UKR"],
    ),
    "hypothetical": (
        "Russia||PROPN|nsubj|3 may||AUX|aux|3|MD attack||VERB|root|0|VB Ukraine||PROPN|obj|3",
        ["RUS ASSAULT hypothetical UKR"],
    ),
    "condition": (
        (
            "If||SCONJ|mark|3 Russia||PROPN|nsubj|3 attacks|attack|VERB|advcl|6|VBZ "
            "Ukraine||PROPN|obj|3 "
            "we||PRON|nsubj|6 act||VERB|root|0|VBP"
        ),
        ["RUS ASSAULT hypothetical UKR"],
    ),
    "future conflict": (
        "Russia||PROPN|nsubj|3 will||AUX|aux|3|MD attack||VERB|root|0|VB Ukraine||PROPN|obj|3",
        ["RUS ASSAULT future UKR"],
    ),
    "future cooperation": (
        "Russia||PROPN|nsubj|3 will||AUX|aux|3|MD visit||VERB|root|0|VB Turkey||PROPN|obj|3",
        ["RUS AGREE TUR"],
    ),
    "refused": (
        (
            "Russia||PROPN|nsubj|2 refused|refuse|VERB|root|0 to||PART|mark|4 "
            "meet||VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
        ),
        ["RUS REJECT/meet UKR"],
    ),
    "declared not to be given up": (
        (
            "Russia||PROPN|nsubj|2 declared|declare|VERB|root|0 it||PRON|nsubj|6 "
            "will||AUX|aux|6|MD not||PART|advmod|6|RB withdraw||VERB|ccomp|2|VB "
            "from||ADP|case|8 Ukraine||PROPN|obl|6"
        ),
        ["RUS REJECT/yield UKR"],
    ),
    "will not": (
        (
            "Russia||PROPN|nsubj|4 will||AUX|aux|4|MD not||PART|advmod|4|RB "
            "visit||VERB|root|0|VB Turkey||PROPN|obj|4"
        ),
        ["RUS REJECT/meet TUR"],
    ),
    "threatened": (
        (
            "Iran||PROPN|nsubj|2 threatened|threaten|VERB|root|0 to||PART|mark|4 "
            "attack||VERB|xcomp|2|VB "
            "Israel||PROPN|obj|4"
        ),
        ["IRN THREATEN/violence ISR"],
    ),
    "accused of": (
        (
            "Ukraine||PROPN|nsubj|2 accused|accuse|VERB|root|0 Russia||PROPN|obj|2 "
            "of||SCONJ|mark|5 "
            "bombing|bomb|VERB|advcl|2|VBG Syria||PROPN|obj|5"
        ),
        ["UKR ACCUSE/allege RUS"],
    ),
    "denied": (
        (
            "Russia||PROPN|nsubj|2 denied|deny|VERB|root|0 "
            "attacking|attack|VERB|xcomp|2|VBG Ukraine||PROPN|obj|3"
        ),
        ["RUS ASSAULT negation UKR"],
    ),
    "failed": (
        (
            "Russia||PROPN|nsubj|2 failed|fail|VERB|root|0 to||PART|mark|4 "
            "bomb||VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
        ),
        ["RUS ASSAULT/aerial negation UKR"],
    ),
    "halted aid": (
        (
            "Turkey||PROPN|nsubj|2 halted|halt|VERB|root|0 aid||NOUN|obj|2 to||ADP|case|5 "
            "Ukraine||PROPN|nmod|3"
        ),
        ["TUR SANCTION/discontinue UKR"],
    ),
    "halted attacks": (
        (
            "Russia||PROPN|nsubj|2 halted|halt|VERB|root|0 its||PRON|nmod:poss|4 "
            "strikes|strike|NOUN|obj|2|NNS "
            "on||ADP|case|6 Ukraine||PROPN|nmod|4"
        ),
        ["RUS RETREAT/ceasefire UKR"],
    ),
    "lifted sanctions": (
        (
            "Turkey||PROPN|nsubj|2 lifted|lift|VERB|root|0 "
            "sanctions|sanction|NOUN|obj|2|NNS on||ADP|case|5 "
            "Syria||PROPN|nmod|3"
        ),
        ["TUR RETREAT SYR"],
    ),
    "agreed to help": (
        (
            "Turkey||PROPN|nsubj|2 agreed|agree|VERB|root|0 to||PART|mark|4 "
            "arm||VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
        ),
        ["TUR AGREE UKR"],
    ),
    "said another must": (
        (
            "Turkey||PROPN|nsubj|2 said|say|VERB|root|0 Israel||PROPN|nsubj|5 "
            "must||AUX|aux|5|MD withdraw||VERB|ccomp|2|VB"
        ),
        ["TUR REQUEST/yield ISR"],
    ),
    "critical of": (
        (
            "Turkey||PROPN|nsubj|3 is|be|AUX|cop|3 critical||ADJ|root|0 of||ADP|case|5 "
            "Israel||PROPN|obl|3"
        ),
        ["TUR ACCUSE/disapprove ISR"],
    ),
    "headline in the present": (
        "Russia||PROPN|nsubj|2 bombs|bomb|VERB|root|0|VBZ Ukraine||PROPN|obj|2",
        ["RUS ASSAULT/aerial UKR"],
    ),
    "pronoun of the speaker": (
        (
            "Russia||PROPN|nsubj|2 said|say|VERB|root|0 it||PRON|nsubj|4 "
            "attacked|attack|VERB|ccomp|2 Ukraine||PROPN|obj|4"
        ),
        ["RUS ASSAULT UKR"],
    ),
}


@pytest.mark.parametrize(
    ("words", "expected"), CONSTRUCTIONS.values(), ids=list(CONSTRUCTIONS)
)
def test_a_construction_gives_its_event(words: str, expected: list[str]) -> None:
    """The construction named by the id gives these events and no other."""
    assert sorted(short(event) for event in found(words)) == expected


def test_nobody_acts_on_himself() -> None:
    """An actor is never his own recipient."""
    words = "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0 Russia||PROPN|obj|2"
    assert [event.recipient for event in found(words)] == [()]


@given(st.sampled_from(sorted(CONSTRUCTIONS)), st.integers(0, 40))
def test_spans_read_back_wherever_the_sentence_stands(name: str, offset: int) -> None:
    """
    Passage and trigger are the text's own characters, and the trigger lies within the
    passage.
    """
    parsed = sentence(CONSTRUCTIONS[name][0], offset=offset)
    text = " " * offset + " ".join(token.text for token in parsed.tokens)
    for event in events(Page(laid_out(doc(text), [parsed]), (), mentions(parsed)), ()):
        for span in (event.span, event.trigger):
            assert text[span.start : span.end] == span.text
        assert event.span.covers(event.trigger)


def test_an_event_inside_a_statement_knows_it() -> None:
    """The position of the innermost statement that holds the trigger is kept."""
    words = CONSTRUCTIONS["active"][0]
    text = "Russia attacked Ukraine"
    whole, part = (
        Statement(
            id="s",
            document="d",
            sentence=0,
            speaker=Speaker(kind="unknown"),
            cue=None,
            content=Span.of(text, start, 23),
            direct=False,
            channel=None,
            relation="primary",
            date=None,
            date_basis="unresolved",
        )
        for start in (0, 7)
    )
    assert [event.reported_in for event in found(words, said=(whole, part))] == [1]


def test_what_is_dated_long_ago_is_history() -> None:
    """
    An event whose stated date lies more than a year before publication is historical.
    """
    parsed = sentence(CONSTRUCTIONS["active"][0] + " in||ADP|case|5 2014||NUM|obl|2")
    text = "Russia attacked Ukraine in 2014"
    year = datetime.date(2014, 1, 1)
    time = Time(
        span=Span.of(text, 27, 31),
        type="DATE",
        value="2014",
        basis="stated",
        begin=year,
        end=datetime.date(2014, 12, 31),
        precision="year",
    )
    (event,) = events(
        Page(
            laid_out(doc(text, published="2025-05-01"), [parsed]),
            (time,),
            mentions(parsed),
        ),
        (),
    )
    assert (event.date, event.auxiliary) == (year, ("historical",))


# who is at home where he is met, and who may be from anywhere
AT_HOME = [
    "GOV",
    "MIL",
    "LEG",
    "JUD",
    "COP",
    "SPY",
    "PTY",
    "OPP",
    "REB",
    "UAF",
    "PRM",
    "PRE",
    "CVL",
    "BUS",
    "JRN",
    "EDU",
    "MED",
    "LAB",
    "AGR",
    "REL",
    "CRM",
    "REF",
    "ELI",
    "SOC",
]
ABROAD = ["IGO", "NGO", "MNC", "DIP"]


@pytest.mark.parametrize(
    ("sector", "country"),
    [*((one, "BLR") for one in AT_HOME), *((one, None) for one in ABROAD)],
)
def test_a_home_party_takes_the_country_of_the_other(
    sector: str, country: str | None
) -> None:
    """
    Students whom the police of a country beat are that country's, where nothing says
    otherwise; delegates of a union are not.
    """
    parsed = sentence(
        "police||NOUN|nsubj|2 beat||VERB|root|0 victims|victim|NOUN|obj|2"
    )
    pair = [
        replace(actor("police", country="BLR", sector="COP"), head=0),
        replace(actor("victims", sector=sector, start=12), head=2),
    ]
    (event,) = events(
        Page(laid_out(doc("police beat victims"), [parsed]), (), pair), ()
    )
    assert [one.country for one in event.recipient] == [country]


def test_each_of_several_ministers_is_of_his_own_country() -> None:
    """A plural noun with two owners tells of somebody from either."""
    parsed = sentence(
        "ministers|minister|NOUN|nsubj|6|NNS of||ADP|case|3 Syria||PROPN|nmod|1 "
        "and||CCONJ|cc|5 Turkey||PROPN|conj|3 criticised|criticise|VERB|root|0 "
        "Iran||PROPN|obj|6"
    )
    text = "ministers of Syria and Turkey criticised Iran"
    ministers = actor("ministers", country="SYR", sector="GOV")
    page = Page(laid_out(doc(text), [parsed]), (), [*mentions(parsed), ministers])
    assert sorted(short(event) for event in events(page, ())) == [
        "SYR ACCUSE/disapprove IRN",
        "TUR ACCUSE/disapprove IRN",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Snow|snow|NOUN|nsubj|2 hit||VERB|root|0 Syria||PROPN|obj|2",
        (
            "Turkey||PROPN|nsubj|2 attacked|attack|VERB|root|0 after||ADP|case|5 "
            "the||DET|det|5 penalty||NOUN|obl|2"
        ),
        "Syria||PROPN|nsubj|2 complained|complain|VERB|root|0",
        "support||NOUN|root|0 for||ADP|case|3 Syria||PROPN|nmod|1",
    ],
    ids=["the weather", "sports", "words without addressee", "a noun without actor"],
)
def test_what_is_no_politics_is_no_event(words: str) -> None:
    """Force needs somebody, words and help both sides, and sports are none of it."""
    assert found(words) == ()


def test_no_mention_no_event() -> None:
    """A sentence without actors has no events."""
    assert (
        found("Dogs|dog|NOUN|nsubj|2 attacked|attack|VERB|root|0 cats|cat|NOUN|obj|2")
        == ()
    )


def test_the_rule_names_operator_and_entry() -> None:
    """What fired can be read from the rule."""
    (event,) = found(CONSTRUCTIONS["refused"][0])
    assert event.rule == "refuse(operators.refuse) > consult.meet"
    assert event.trigger.text == "refused to meet"


def test_an_event_without_stated_date_takes_the_publication_day() -> None:
    """The basis says so."""
    (event,) = found(CONSTRUCTIONS["active"][0])
    assert (str(event.date), event.date_precision, event.date_basis) == (
        "2025-05-01",
        "day",
        "published",
    )


def test_without_any_date_an_event_stays_undated() -> None:
    """No publication day, no date."""
    (event,) = found(CONSTRUCTIONS["active"][0], published=None)
    assert (event.date, event.date_basis) == (None, "unresolved")


def test_rivals_are_kept_behind_the_reading_that_counts() -> None:
    """Readings of one trigger come with the more specific first."""
    parsed = sentence(
        "Turkey||PROPN|nsubj|2 cut|cut|VERB|root|0|VBD aid||NOUN|obj|2 to||ADP|case|5 "
        "Ukraine||PROPN|nmod|3"
    )
    rivals = next(
        found
        for found in readings(laid_out(doc(""), [parsed]).trees[0], mentions(parsed))
        if found[0].head == 1
    )
    assert len(rivals) > 1
    assert [reading.weight for reading in rivals] == sorted(
        (r.weight for r in rivals), reverse=True
    )


@pytest.mark.parametrize(
    ("operator", "governed", "expected"),
    [
        ("agree", Act("AID"), Act("AGREE")),
        ("agree", Act("RETREAT"), Act("CONCEDE")),
        ("agree", Act("ASSAULT"), Act("ASSAULT", None, frozenset({"future"}))),
        ("agree", Act("ASSAULT", None, frozenset({"negation"})), Act("AGREE")),
        ("plan", Act("SANCTION"), Act("SANCTION", None, frozenset({"future"}))),
        ("refuse", Act("AID"), Act("REJECT", "assist")),
        ("refuse", Act("RETREAT"), Act("REJECT", "yield")),
        ("threaten", Act("SANCTION", "expel"), Act("THREATEN", "expel")),
        ("threaten", Act("COERCE", "seize"), Act("THREATEN", "territory")),
        ("threaten", Act("COERCE", "arrest"), Act("THREATEN", "arrest")),
        ("urge", Act("CONSULT"), Act("REQUEST", "meet")),
        (
            "urge",
            Act("ASSAULT", None, frozenset({"negation"})),
            Act("REQUEST", "yield"),
        ),
        ("accuse", Act("ASSAULT"), Act("ACCUSE", "allege")),
        ("deny", Act("ACCUSE"), Act("REJECT")),
        ("deny", Act("ASSAULT"), Act("ASSAULT", None, frozenset({"negation"}))),
        ("fail", Act("AID"), Act("AID", None, frozenset({"negation"}))),
        ("end", Act("COOPERATE"), Act("SANCTION", "discontinue")),
        ("end", Act("CONSULT"), Act("SANCTION", "withdraw")),
        ("end", Act("COERCE"), Act("RETREAT")),
        ("cancel", Act("CONSULT"), Act("REJECT", "meet")),
        ("declare", Act("RETREAT"), Act("CONCEDE")),
        (
            "consider",
            Act("SANCTION"),
            Act("SANCTION", None, frozenset({"hypothetical"})),
        ),
        ("say", Act("ASSAULT"), Act("ASSAULT")),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_operators_compose(operator: str, governed: Act, expected: Act) -> None:
    """An operator over an act gives this act."""
    assert compose(operator, governed) == expected


@pytest.mark.parametrize("event_type", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
def test_future_cooperation_is_an_agreement(event_type: str) -> None:
    """PLOVER: a future act of cooperation is an AGREE, once, not for the future."""
    assert as_future(Act(event_type, None, frozenset({"future"}))) == Act("AGREE")


def test_a_hypothetical_future_stays_what_it_is() -> None:
    """What may come is no promise."""
    act = Act("AID", None, frozenset({"future", "hypothetical"}))
    assert as_future(act) == act


def coded_with(words: str, folder: Path, own: str) -> list[str]:
    """The events of one sentence by the package's words and a user's."""
    path = folder / "own.toml"
    path.write_text(own, "utf8")
    parsed = sentence(words)
    text = " ".join(token.text for token in parsed.tokens)
    layout = Layout(doc(text), [parsed], Lexicon.load([path]))
    return [short(e) for e in events(Page(layout, (), mentions(parsed)), ())]


def test_a_prospect_of_ones_own_puts_an_act_ahead(tmp_path: Path) -> None:
    """Classes that coding goes by grow by a user's file."""
    words = (
        "Russia||PROPN|nsubj|2 zorched|zorch|VERB|root|0|VBN to||PART|mark|4 "
        "bomb||VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
    )
    assert coded_with(words, tmp_path, "") == ["RUS ASSAULT/aerial UKR"]
    own = '[coding]\nprospects = ["zorch"]\n'
    assert coded_with(words, tmp_path, own) == ["RUS ASSAULT/aerial future UKR"]


def test_a_sense_says_which_of_its_verbs_only_question(tmp_path: Path) -> None:
    """A verb of `questions` tells nothing where no infinitive follows."""
    words = "Russia||PROPN|nsubj|2 zorched|zorch|VERB|root|0 Ukraine||PROPN|obj|2"
    own = '[[sense]]\nid = "zorch"\ntype = "REQUEST"\nverbs = ["zorch"]\n'
    assert coded_with(words, tmp_path, own) == ["RUS REQUEST UKR"]
    assert coded_with(words, tmp_path, own + 'questions = ["zorch"]\n') == []
