"""
What day prose gives a deed, read with the package's own model: stated, from the
context, a bound, or none.
"""

from __future__ import annotations

import datetime
import functools

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import Annotation, Event
from facta.testing import doc

pytestmark = pytest.mark.gold
PUBLISHED = "2025-05-28"  # a Wednesday
BOUND = (PUBLISHED, "day", "published")
NONE = (None, None, "unresolved")


@functools.cache
def tools() -> tuple[Language, Resources]:
    """The model and the lexicons, loaded once."""
    # what day a deed has does not hang on how sure it is
    return Language.load(), Resources.load(least=0.0)


def read(text: str, published: str = PUBLISHED) -> Annotation:
    """One account, read through all stages."""
    language, resources = tools()
    document = doc(text, published=published)
    (sentences,) = language.many([text])
    return annotate(document, sentences, resources)


def deed(text: str, event_type: str) -> Event:
    """The last event of a type that an account tells."""
    return [event for event in read(text).events if event.event_type == event_type][-1]


def dated(text: str, event_type: str) -> tuple[str | None, str | None, str]:
    """Date, precision and basis of the last event of a type."""
    event = deed(text, event_type)
    return (
        str(event.date) if event.date else None,
        event.date_precision,
        event.date_basis,
    )


STATED = {
    "on its verb": (
        "Peru recalled its envoy from Chile on Monday.",
        "SANCTION",
        "2025-05-26",
    ),
    "at the head of the sentence": (
        "On Tuesday, Kenya bombed a camp in Somalia.",
        "ASSAULT",
        "2025-05-27",
    ),
    "before the verb, a year in the relative clause": (
        "Laos on Monday freed two Thai fishermen who had been jailed in 2021.",
        "RETREAT",
        "2025-05-26",
    ),
    "on the noun of the deed": (
        "Benin's attack on Togo on 4 May was condemned by Norway.",
        "ASSAULT",
        "2025-05-04",
    ),
    "a place between verb and time": (
        "Benin bombed a bridge in Togo on Monday.",
        "ASSAULT",
        "2025-05-26",
    ),
    "a time that tells of it": (
        "That was on 4 May, when Benin bombed Togo.",
        "ASSAULT",
        "2025-05-04",
    ),
    "what others followed": (
        "Kenya imposed sanctions that followed the Beninese invasion of Togo on 4 May.",
        "ASSAULT",
        "2025-05-04",
    ),
    "a past form that is also a present one": (
        "Benin shut the border with Togo on Thursday.",
        "COERCE",
        "2025-05-22",
    ),
    "what is due": (
        "The Danish king is due to leave Norway on Friday for Peru.",
        "AGREE",
        "2025-05-30",
    ),
    "the object of a light verb": (
        "Benin launched an attack on Togo on Tuesday.",
        "ASSAULT",
        "2025-05-27",
    ),
}


@pytest.mark.parametrize(("text", "event_type", "day"), STATED.values(), ids=STATED)
def test_a_time_of_its_own_states_the_day(text: str, event_type: str, day: str) -> None:
    """The time that hangs from a deed dates it."""
    assert dated(text, event_type) == (day, "day", "stated")


BACKGROUND = {
    "a year before the noun": (
        "Chile tore up the 2011 trade deal with Bolivia.",
        "SANCTION",
    ),
    "a relative clause of old": (
        "Kenya pulled its troops out of the base in Somalia that had been shut since 2023.",
        "RETREAT",
    ),
    "a relative clause ahead": (
        "India sanctioned a bank of Nepal that was due to close in 2024.",
        "SANCTION",
    ),
    "the rebuke tells no day of the attack": (
        "On Monday Norway condemned the attack on Togo by Benin.",
        "ASSAULT",
    ),
    "what came before the rebuke": (
        "Norway scolded Benin on Monday after it attacked Togo.",
        "ASSAULT",
    ),
    "what the rebuke follows": (
        "Norway rebuked Benin on Monday following its attack on Togo.",
        "ASSAULT",
    ),
    "what a speaker says was done": (
        "Togo said on Monday that Benin had shelled its villages.",
        "ASSAULT",
    ),
    "a perfect behind a day": (
        "Benin shelled Togo on 4 May. Norway has condemned Benin.",
        "ACCUSE",
    ),
    "a past perfect behind a day": (
        "Benin shelled Togo on 4 May. Norway had condemned Benin.",
        "ACCUSE",
    ),
    "a habit behind a day": (
        "Norway met Benin on 4 May. Norway often criticised Benin.",
        "ACCUSE",
    ),
    "another deed behind a day": (
        "The summit was on 4 May. Norway sanctioned Benin.",
        "SANCTION",
    ),
    "a visit after a call that is named": (
        (
            "Everyone recalls the call of 4 May.\n\nThe president of Kenya received the "
            "president of Ghana in Nairobi."
        ),
        "CONSULT",
    ),
    "lately": ("Norway recently sanctioned Benin.", "SANCTION"),
    "a sentence of years": (
        "Norway sanctioned Benin, whose envoy was sentenced to ten years.",
        "SANCTION",
    ),
    "an old deed that is judged": (
        "Norway condemned the 2014 annexation of Togo.",
        "ACCUSE",
    ),
    "another's answer": (
        "Sudan accused Chad on 4 May of theft. Chad rejected the accusation.",
        "REJECT",
    ),
    "a future behind a day": (
        "Norway met Benin on 4 May. Norway will sanction Benin.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "event_type"), BACKGROUND.values(), ids=BACKGROUND)
def test_a_time_of_the_background_leaves_a_bound(
    text: str, event_type: str | None
) -> None:
    """
    A time in a noun or a clause beside the deed, or of another deed, dates neither it
    nor the story.
    """
    found = [
        event for event in read(text).events if event_type in (None, event.event_type)
    ]
    assert found
    last = found[-1]
    assert (str(last.date), last.date_precision, last.date_basis) == BOUND


CONTEXT = {
    "then": (
        "Benin seized a Togolese ship on 4 May. Then Togo recalled its envoy from Benin.",
        "SANCTION",
    ),
    "the same day": (
        "Benin seized a Togolese ship on 4 May. The same day Togo recalled its envoy from Benin.",
        "SANCTION",
    ),
    "the same act as a noun": (
        "Benin held talks with Togo on 4 May. At the talks Togo accused Benin of theft.",
        "ACCUSE",
    ),
    "the act told again": (
        "Benin attacked Togo on 4 May. The attack killed nine Togolese soldiers.",
        "ASSAULT",
    ),
    "those who spoke then": (
        "Kenya warned Benin on 4 May. Kenya also condemned Togo.",
        "ACCUSE",
    ),
    "the noun of the deed in the sentence before": (
        (
            "The call between Kenya and Ghana on 4 May lasted an hour. During the call, "
            "Kenya accused Ghana of theft."
        ),
        "ACCUSE",
    ),
    "another's deed in one sentence": (
        "Ghana closed the border with Togo on 4 May, and Togo accused it of theft.",
        "ACCUSE",
    ),
    "words said on that day": (
        "Norway said on 4 May that it was grateful to Benin.",
        "SUPPORT",
    ),
}


@pytest.mark.parametrize(("text", "event_type"), CONTEXT.values(), ids=CONTEXT)
def test_the_context_dates_what_it_gives_a_reason_for(
    text: str, event_type: str
) -> None:
    """
    Sequence, the same act told again, and words that were said on a day carry that day
    on.
    """
    day, precision, basis = dated(text, event_type)
    assert (day, precision) == ("2025-05-04", "day")
    assert basis in ("narrative", "stated")


OLD = {
    "long": "Norway has long supported Benin.",
    "for years": "Norway has for decades supported Benin.",
    "in the past": "In the past Norway supported Benin.",
    "used to": "Norway used to praise Benin.",
}


@pytest.mark.parametrize("text", OLD.values(), ids=OLD)
def test_what_has_long_been_so_has_no_day(text: str) -> None:
    """Where even the day of publication says too much, there is no date."""
    assert dated(text, "SUPPORT") == NONE


def test_a_year_long_gone_inside_a_noun_does_not_make_the_deed_old() -> None:
    """The year of the pact is not that of its end."""
    assert (
        "historical"
        not in deed(
            "Chile tore up the 1994 trade deal with Bolivia.", "SANCTION"
        ).auxiliary
    )


def test_a_treaty_signed_in_a_year_has_no_deadline() -> None:
    """The year of signing is no day to keep it by."""
    found = read("Sweden and Turkey signed a treaty in 1959.")
    assert [item.due for item in found.commitments] in ([], [None])


def test_a_heading_that_is_a_day_dates_what_stands_under_it() -> None:
    """A chronicle's day holds for the deeds under it."""
    day, _, basis = dated(
        "4 May 2025\n\nBenin attacked Togo.\n\n9 May 2025\n\nKenya recalled its envoy.",
        "ASSAULT",
    )
    assert (day, basis) == ("2025-05-04", "narrative")


def test_dates_do_not_wait_for_a_publication_day() -> None:
    """Without a day of publication a deed without a reason has no date."""
    language, resources = tools()
    text = "Benin seized a Togolese ship on 4 May 2025. Norway has condemned Benin."
    (sentences,) = language.many([text])
    (event,) = [
        one
        for one in annotate(doc(text), sentences, resources).events
        if one.event_type == "ACCUSE"
    ]
    assert event.date is None
    assert datetime.date(2025, 5, 4) in {
        time.begin for time in annotate(doc(text), sentences, resources).times
    }
