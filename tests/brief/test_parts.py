"""
The parts of a brief: what happened and when nothing did, who stands where, who said
what, what is counted, what comes first.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from facta.brief import render
from facta.brief.counted import idle, same
from facta.brief.outline import outline
from facta.brief.records import Brief
from facta.brief.speakers import leaning, moved, somebody
from facta.records import (
    Annotation,
    Document,
    Figure,
    Sentence,
    Speaker,
    SpeakerKind,
    Statement,
)
from facta.testing import annotation, commitment, doc, figure, place, statement, telling
from facta.testing import sentence as parsed_sentence
from tests.brief.builders import brief_of

FIRST = doc(
    "Kenya shelled the port of Peru. Kenya will send ten ships. “We trust nobody,” said Tamm.",
    published="2025-06-20",
    source="one.txt",
)
SECOND = doc(
    "Kenya bombed a bridge in Peru. Some say that 13 people died, critics say 14.",
    published="2025-06-25",
    source="two.txt",
)


def attack(document: Document, passage: str, date: str | None) -> Annotation:
    """An account of one attack by Kenya on Peru."""
    told = telling(document, "ASSAULT", "KEN", "PER", passage, date=date)
    return annotation(document, events=(told,))


def brief(folder: Path) -> Brief:
    """Two attacks three months apart, a promise that was broken, and what was said."""
    promise = commitment(
        FIRST,
        "ten ships",
        "KEN",
        recipient="PER",
        status="broken",
        date="2025-06-20",
    )
    promise = replace(promise, evidence=(place(FIRST.text, "ten ships"),))
    said = statement(FIRST, "We trust nobody", speaker="Mari Tamm", country="KEN")
    said = replace(said, stance=-0.8, target="Peru")
    crowd = statement(SECOND, "13 people died", kind="anonymous", direct=False)
    crowd = replace(
        crowd, speaker=Speaker(kind="anonymous", span=place(SECOND.text, "Some"))
    )
    first = attack(FIRST, "Kenya shelled the port of Peru", "2025-03-01")
    second = attack(SECOND, "Kenya bombed a bridge in Peru", "2025-06-15")
    return brief_of(
        folder,
        replace(first, commitments=(promise,), statements=(said,)),
        replace(second, statements=(crowd,)),
    )


def test_the_first_lines_have_day_originators_and_passages(tmp_path: Path) -> None:
    """No line without a way to the words on which it rests."""
    found = brief(tmp_path).matters
    assert {line.kind for line in found} == {"happening", "commitment"}
    for line in found:
        assert line.when
        assert line.originators == 1
        assert line.told in {"in account 1", "in account 2"}
        assert line.passages
    (broken,) = [line for line in found if line.kind == "commitment"]
    assert "not kept: “" in "".join(broken.pieces)


def test_a_gap_is_told_where_telling_goes_on(tmp_path: Path) -> None:
    """Of what has a day of its own."""
    gaps = [line.gap for line in brief(tmp_path).happenings]
    assert gaps == [
        None,
        "No account tells of a happening between 2 Mar 2025 and 14 Jun 2025.",
    ]


def test_an_estimated_day_is_told_as_such(tmp_path: Path) -> None:
    """In the line of the account, and where the accounts are counted."""
    guessed = replace(FIRST, published_basis="estimated")
    found = brief_of(
        tmp_path, attack(guessed, "Kenya shelled the port of Peru", "2025-03-01")
    )
    (account,) = found.accounts
    assert account.published.endswith(", estimated")
    assert found.span.endswith("(all of the days estimated).")


def test_a_sentence_counts_once_in_words_between_two(tmp_path: Path) -> None:
    """Two words for one rebuke are no two rebukes."""
    text = "Kenya accused Peru and rejected its offer."
    document = doc(text, published="2025-06-20")
    acts = (
        telling(document, "ACCUSE", "KEN", "PER", "accused Peru", date="2025-06-15"),
        telling(
            document, "REJECT", "KEN", "PER", "rejected its offer", date="2025-06-15"
        ),
    )
    words = tuple(replace(act, quad_code=3) for act in acts)
    found = brief_of(tmp_path, annotation(document, events=words))
    assert len(found.happenings) == 2
    (panel,) = found.dyads
    assert len(panel.spoken) == 1


@pytest.mark.parametrize(
    ("rule", "sure", "counted"),
    [("model", 0.65, 0), ("model", 0.9, 1), ("support.back", 0.65, 1)],
    ids=["an unsure guess", "a sure one", "a rule"],
)
def test_what_only_the_model_guesses_counts_for_nothing_between_two(
    tmp_path: Path, rule: str, sure: float, counted: int
) -> None:
    """It stands in its list, and moves no mean."""
    text = "Kenya helped Peru."
    document = doc(text, published="2025-06-20")
    act = telling(document, "SUPPORT", "KEN", "PER", text, date="2025-06-15")
    act = replace(act, rule=rule, confidence=sure, quad_code=1)
    found = brief_of(tmp_path, annotation(document, events=(act,)))
    assert sum(len(panel.spoken) for panel in found.dyads) == counted


def test_a_sentence_is_told_once(tmp_path: Path) -> None:
    """Two acts in one sentence stand on one line; the weightier one leads."""
    text = "Kenya shelled the port of Peru and accused Peru."
    document = doc(text, published="2025-06-20")
    acts = [
        telling(document, "ASSAULT", "KEN", "PER", text, date="2025-06-15"),
        telling(
            document,
            "ACCUSE",
            "KEN",
            "PER",
            "accused Peru",
            date="2025-06-15",
            quad_code=3,
            score=-2.0,
        ),
    ]
    found = brief_of(tmp_path, annotation(document, events=tuple(acts))).happenings
    leads = {line.event_type: line.told_with for line in found}
    (attacked,) = [line.id for line in found if line.event_type == "ASSAULT"]
    assert leads == {"ASSAULT": None, "ACCUSE": attacked}


@pytest.mark.parametrize(
    ("auxiliary", "ends", "where"),
    [
        ((), ("KEN", "PER"), "key"),
        (("hypothetical",), ("KEN", "PER"), "possible"),
        (("historical",), ("KEN", "PER"), "background"),
        ((), ("KEN", "KEN"), "domestic"),
    ],
)
def test_what_is_no_key_event_is_folded(
    auxiliary: tuple[str, ...], ends: tuple[str, str], where: str, tmp_path: Path
) -> None:
    """What is only possible, of another time, or within one country."""
    document = doc("Kenya shelled the port.", published="2025-06-20")
    told = telling(
        document, "ASSAULT", *ends, "Kenya shelled the port", date="2025-06-15"
    )
    told = replace(told, auxiliary=auxiliary)
    (line,) = brief_of(tmp_path, annotation(document, events=(told,))).happenings
    assert line.place == where


def test_positions_are_what_a_party_binds_itself_to_and_whom_it_is_against(
    tmp_path: Path,
) -> None:
    """In its own words, the firmest first."""
    (kenya,) = brief(tmp_path).positions
    assert kenya.party == "Kenya"
    assert [line.sentence for line in kenya.lines] == [
        "Kenya promised ten ships (not kept)",
        "Mari Tamm: “We trust nobody”",
    ]


def test_nobody_in_particular_is_no_speaker(tmp_path: Path) -> None:
    """But is counted among what accounts lean on."""
    found = brief(tmp_path)
    assert [group.speaker for group in found.speakers] == ["Mari Tamm"]
    assert [(voice.name, voice.said) for voice in found.voices] == [
        ("nobody in particular", 1)
    ]


@pytest.mark.parametrize(
    ("kind", "name", "words", "is_one"),
    [
        ("named", "Mari Tamm", "she", True),
        ("anonymous", None, "a senior official who asked not to be named", True),
        ("anonymous", None, "some", False),
        ("anonymous", None, "many outside observers", False),
        ("unknown", None, "We", False),
        ("document", None, "leaked tapes", False),
        (
            "institution",
            "Kenya",
            "a manner of thinking that was often held to be " * 2,
            False,
        ),
        ("institution", "Kenya", "Kenya", True),
    ],
)
def test_a_speaker_is_somebody(
    kind: SpeakerKind, name: str | None, words: str, is_one: bool
) -> None:
    """Whom a reader could look for."""
    assert somebody(Speaker(kind=kind, name=name, span=place(words, words))) is is_one


def stanced(day: int, stance: float) -> Statement:
    """What Tamm says of Peru on a day of June."""
    found = statement(FIRST, "We trust nobody", speaker="Mari Tamm")
    date = datetime.date(2025, 6, day)
    return replace(found, date=date, date_basis="stated", stance=stance, target="Peru")


def test_a_stance_that_moved_is_told_with_its_days() -> None:
    """In the order of the days; what stayed alike is told once."""
    said = [stanced(9, -0.9), stanced(1, 0.4), stanced(2, 0.5)]
    assert list(moved(said)) == [
        "on Peru: favourable (1 Jun 2025), then strongly hostile (9 Jun 2025)"
    ]
    assert not list(moved(said[1:]))
    assert leaning(0.05) is None


def counts(words: str, value: float, **more: object) -> Figure:
    """A figure of the second account."""
    return replace(figure(SECOND, words, value), **more)


def test_a_figure_of_several_accounts_is_one() -> None:
    """Of the same thing; a range and a number are two."""
    killed = counts("13", 13.0, of="people killed")
    assert same(killed, counts("13", 13.0, of="civilians killed"))
    assert not same(killed, counts("13", 13.0, of="houses"))
    assert not same(killed, counts("13", 13.0, of="people killed", low=13.0))


def test_a_manner_of_speaking_is_no_figure() -> None:
    """Two leaders, 180 degrees."""
    assert idle(counts("13", 2.0, of="leaders"))
    assert idle(counts("13", 180.0, unit="degree"))
    assert not idle(counts("13", 2.0, unit="hour"))
    assert not idle(counts("13", 13.0))


def test_accounts_without_a_day_are_told_of_with_what_to_do(tmp_path: Path) -> None:
    """In every form; where all have one nothing is said."""
    document = doc("Kenya shelled the port of Peru.")
    found = brief_of(tmp_path, attack(document, "Kenya shelled the port of Peru", None))
    for form in (".html", ".md", ".json"):
        assert "accounts.csv" in render(found, form).replace("\\", "")
    (tmp_path / "dated").mkdir()
    assert brief(tmp_path / "dated").undated is None


def test_few_dated_happenings_make_no_chart(tmp_path: Path) -> None:
    """A table says what there is, and that it is too little."""
    found = brief(tmp_path)
    page = render(found, ".html")
    assert not any(panel.charted for panel in found.dyads)
    assert "<svg" not in page
    assert "No chart: 2 of 2 happenings have a day of their own" in page


def test_too_few_words_are_not_set_against_deeds(tmp_path: Path) -> None:
    """One word and two deeds say nothing of the gap."""
    (kenya, *_) = brief(tmp_path).dyads
    assert kenya.sentences[0] == "Told most: attack 2."
    assert not any("Deeds" in sentence for sentence in kenya.sentences)


def test_the_title_names_countries_as_prose_does(tmp_path: Path) -> None:
    """With their article, those told of most first."""
    document = doc("America shelled the port of Peru.", source="a.txt")
    told = telling(document, "ASSAULT", "PER", "USA", document.text)
    title = brief_of(tmp_path, annotation(document, events=(told,))).title
    assert title == "Peru and the United States"


def test_a_figure_of_nothing_named_has_the_words_around_it(tmp_path: Path) -> None:
    """A number alone tells nothing."""
    document = doc("They asked for 350 of them.", source="a.txt")
    counted = annotation(document, figures=(figure(document, "350", 350),))
    (line,) = brief_of(tmp_path, counted).figures
    assert line.of == "“They asked for 350 of them”"


def test_what_is_open_reads_as_the_promise_does(tmp_path: Path) -> None:
    """A sentence of who is bound to what; one torn from its verb is left out."""
    document = doc("Kenya will send ten ships. I do not think we’d want to go.")
    made = [
        commitment(document, "send ten ships", "KEN"),
        replace(commitment(document, "’d want to go", "KEN"), sentence=1),
    ]
    found = brief_of(tmp_path, annotation(document, commitments=tuple(made)))
    assert [line.sentence for line in found.watch.open] == [
        "Kenya promised send ten ships"
    ]
    assert len(found.commitments) == 2
    assert found.watch.more == ()


def test_a_demand_of_nobody_named_stands_in_the_clause_that_tells_it(
    tmp_path: Path,
) -> None:
    """So that it is seen who is to do it, and who only insists that something is so."""
    parse = (
        "Kenya|Kenya|PROPN|nsubj|2|NNP ordered|order|VERB|root|0|VBD its|its|PRON|nmod:poss|4|PRP$ "
        "troops|troop|NOUN|obj|2|NNS to|to|PART|mark|6|TO leave|leave|VERB|xcomp|2|VB "
        ".|.|PUNCT|punct|2|."
    )
    parsed = parsed_sentence(parse)
    document = doc("Kenya ordered its troops to leave .", source="a.txt")
    demand = commitment(document, "to leave", "Kenya", kind="demand")
    other = doc("Kenya insisted that it is right.", source="b.txt")
    claim = commitment(other, "that it is right", "Kenya", kind="demand")
    found = brief_of(
        tmp_path,
        replace(annotation(document, commitments=(demand,)), sentences=(parsed,)),
        annotation(other, commitments=(claim,)),
    )
    assert {line.sentence for line in found.commitments} == {
        "Kenya ordered its troops to leave",
        "Kenya insisted that it is right",
    }


def test_a_contradiction_tells_what_differs_and_then_who_says_it(
    tmp_path: Path,
) -> None:
    """In the words of each; an account without a name goes by its number."""
    told = []
    for number, title in ((17, "The Day"), (21, None)):
        text = f"Kenyan military activity rose by {number}%."
        one = doc(text, source=f"{number}.txt", published="2025-05-26", title=title)
        rate = figure(
            one, f"{number}%", number, of="Kenyan military activity", unit="%"
        )
        told.append(annotation(one, figures=(rate,)))
    (line,) = brief_of(tmp_path, *told).matters
    assert "".join(line.pieces) == (
        "Kenyan military activity: 17 % or 21 %? "
        "17 % in The Day (“Kenyan military activity rose by 17%”); "
        "21 % in account 2 (“Kenyan military activity rose by 21%”)"
    )


def test_a_denial_stands_behind_what_it_denies(tmp_path: Path) -> None:
    """Where no word denies anything, it is no first line."""
    claim = "Ann said that the old dam was blown up."
    for denial, shown in (
        ("Bob said: that is not true.", [f"{claim[:-1]}. Bob said: that is not true"]),
        (
            "The office said: that is not true.",
            [f"{claim[:-1]}. Denied by Bob: “The office said: that is not true”"],
        ),
        ("Bob will open the port.", []),
    ):
        text = f"{claim} {denial}"
        document = doc(text)
        said = statement(document, claim, speaker="Ann")
        denied = statement(document, denial, speaker="Bob", denies=0)
        split = [(0, len(claim)), (len(claim) + 1, len(text))]
        sentences = tuple(
            Sentence(index=at, start=start, end=end, kind="prose", tokens=())
            for at, (start, end) in enumerate(split)
        )
        given = annotation(document, statements=(said, replace(denied, sentence=1)))
        folder = tmp_path / str(len(denial))
        folder.mkdir()
        lines = brief_of(folder, replace(given, sentences=sentences)).matters
        assert ["".join(line.pieces) for line in lines] == shown


def test_markdown_has_the_parts_in_the_order_of_the_page(tmp_path: Path) -> None:
    """Those that have something in them."""
    heads = [
        "".join(text for text, _ in block.runs)
        for block in outline(brief(tmp_path))
        if block.kind == "heading" and block.level == 1
    ]
    assert heads == [
        "What matters",
        "The relationship",
        "Key events",
        "Positions",
        "Who said what",
        "Promises, threats, demands",
        "What to watch",
        "Sources",
        "Method and limits",
    ]
