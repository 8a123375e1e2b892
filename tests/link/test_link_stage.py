"""Linking as a whole: happenings, originators and disputes of several accounts."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.link import Linked, link
from facta.link.amounts import exclude
from facta.records import Annotation, Dispute, Figure, Time
from facta.testing import actor, annotation, doc, figure, place, statement, telling

BLAST = "Drones and missiles struck depots near Odesa overnight and killed 13 people."
RAID = "Air raid kills civilians in the port."


def account(
    source: str,
    passage: str = BLAST,
    *,
    published: str | None = "2025-05-27",
    of: str | None = None,
    **more: Any,
) -> Annotation:
    """
    A document that tells one event; `of` says what the figure 13 or 17 in it counts.
    """
    document = doc(passage, source=source, published=published)
    kind = {
        "event_type": "ASSAULT",
        "actors": "RUS",
        "recipients": "UKR",
        "date": "2025-05-25",
    } | more
    event = telling(document, passage=passage, **kind)
    figures: tuple[Figure, ...] = ()
    if of:
        number = "13" if "13" in passage else "17"
        figures = (figure(document, number, float(number), of=of),)
    return annotation(document, events=(event,), figures=figures)


def disputes(linked: Linked, attribute: str) -> list[Dispute]:
    return [dispute for dispute in linked.disputes if dispute.attribute == attribute]


def test_two_accounts_of_one_attack_are_one_happening_with_two_originators() -> None:
    """
    Accounts in words of their own are two voices on one thing; the score of the later
    one is explained.
    """
    first, later = account("a", published="2025-05-26"), account("b", RAID)
    (happening,) = link([later, first]).happenings
    assert [report.document for report in happening.reports] == [
        first.document.id,
        later.document.id,
    ]
    assert happening.originators == (first.document.id, later.document.id)
    assert set(happening.parts) == {later.events[0].id}


def test_an_event_without_like_is_a_happening_of_its_own() -> None:
    """
    Every event is a report of exactly one happening, unknown actors and dates too.
    """
    lonely = account(
        "c", "Somebody did something somewhere.", actors="", recipients="", date=None
    )
    arrests = account("b", "Police arrested dockers.", event_type="COERCE")
    linked = link([account("a"), arrests, lonely])
    reports = [
        report.event for happening in linked.happenings for report in happening.reports
    ]
    assert len(reports) == len(set(reports)) == 3 == len(linked.happenings)


def test_a_rewritten_wire_report_adds_no_originator() -> None:
    """A near-copy is a report, but not a second source."""
    text = f"{BLAST} " + " ".join(
        f"Detail {at} of the long night was told by people there." for at in range(9)
    )
    first = account("a", text, published="2025-05-26")
    linked = link([first, account("b", text)])
    assert len(linked.happenings[0].reports) == 2
    assert linked.happenings[0].originators == (first.document.id,)
    assert set(linked.originators.values()) == {first.document.id}


def test_two_accounts_that_cite_one_outlet_have_one_originator() -> None:
    """What both take from CNN is CNN's, whoever prints it."""

    def citing(source: str, passage: str) -> Annotation:
        document = doc(f"{passage} CNN said.", source=source)
        event = telling(
            document, "ASSAULT", "RUS", "UKR", passage, date="2025-05-25", reported_in=0
        )
        said = statement(
            document,
            passage,
            speaker="CNN",
            kind="outlet",
            relation="relayed",
            direct=False,
        )
        return annotation(document, events=(event,), statements=(said,))

    (happening,) = link([citing("a", BLAST), citing("b", RAID)]).happenings
    assert happening.originators == ("CNN",)
    assert len(happening.reports) == 2


def test_an_anonymous_source_is_its_account_s_own() -> None:
    """Two unnamed officials are not taken for one."""

    def briefed(source: str, passage: str) -> Annotation:
        document = doc(passage, source=source)
        event = telling(
            document, "ASSAULT", "RUS", "UKR", passage, date="2025-05-25", reported_in=0
        )
        said = statement(document, passage, speaker="official", kind="anonymous")
        return annotation(document, events=(event,), statements=(said,))

    (happening,) = link([briefed("a", BLAST), briefed("b", RAID)]).happenings
    assert len(happening.originators) == 2


def test_values_of_a_happening_are_those_of_most_originators() -> None:
    """
    A copy does not vote; a stated day goes before a publication day; a mode is kept if
    one names it.
    """
    accounts = [
        account(
            "a",
            "Rockets fell on the harbour and killed civilians.",
            date="2025-05-27",
            basis="published",
        ),
        account("b", RAID, mode="drone"),
        account("c", "Rockets fell on the harbour of Odesa."),
    ]
    (happening,) = link(accounts).happenings
    assert (str(happening.date), happening.date_basis) == ("2025-05-25", "stated")
    assert (happening.mode, happening.actor, happening.recipient) == (
        "drone",
        ("RUS",),
        ("UKR",),
    )


def test_a_happening_keeps_its_id_when_a_later_account_tells_it_again() -> None:
    """Decisions on a happening stay with it as accounts come in."""
    first = account("a", published="2025-05-26")
    (alone,) = link([first]).happenings
    (joined,) = link([first, account("b", RAID)]).happenings
    assert alone.id == joined.id
    assert len(joined.reports) == 2


def test_days_that_exclude_one_another_are_disputed() -> None:
    """One call, two stated days: the claims name both, with the passages."""
    call = (
        "The presidents spoke for two hours by telephone about a truce and prisoners."
    )
    accounts = [
        account(name, call, event_type="CONSULT", actors="USA", date=day)
        for name, day in (("a", "2025-05-15"), ("b", "2025-05-19"))
    ]
    (dispute,) = disputes(link(accounts), "date")
    assert dispute.strength == "direct"
    assert [claim.value for claim in dispute.values] == ["2025-05-15", "2025-05-19"]
    assert [claim.spans[0].text for claim in dispute.values] == [call, call]
    assert [claim.events for claim in dispute.values] == [
        (item.events[0].id,) for item in accounts
    ]


def call(
    source: str, passage: str, day: str, *, length: str = "PT2H", mode: str = "phone"
) -> Annotation:
    """An account of a call between presidents that lasted "two hours"."""
    document = doc(passage, source=source)
    event = telling(
        document,
        "CONSULT",
        "USA,RUS",
        "USA,RUS",
        passage,
        date=day,
        mode=mode,
        quad_code=1,
        score=1.5,
    )
    lasted = Time(
        span=place(passage, "two"), type="DURATION", value=length, basis="unresolved"
    )
    return annotation(document, events=(event,), times=(lasted,))


FIRST_CALL = call("a", "They spoke on the phone for two hours.", "2025-05-15")


def test_a_meeting_of_one_length_within_a_week_is_one_meeting_under_two_dates() -> None:
    """
    Two accounts in words of their own, one length, two days: one happening, its date in
    dispute, most days kept.
    """
    other_words = (
        "The leaders of America and Russia held talks by telephone, which lasted two "
        "hours."
    )
    linked = link(
        [
            FIRST_CALL,
            call("b", "Their call took two hours.", "2025-05-15"),
            call("c", other_words, "2025-05-19"),
        ]
    )
    (happening,) = linked.happenings
    assert str(happening.date) == "2025-05-15"
    assert [claim.value for claim in disputes(linked, "date")[0].values] == [
        "2025-05-15",
        "2025-05-19",
    ]
    assert any(
        part.name == "length same"
        for found in happening.parts.values()
        for part in found
    )


@pytest.mark.parametrize(
    "other",
    [
        call("c", "Talks by telephone lasted two hours.", "2025-05-24"),
        call("c", "Talks by telephone lasted two hours.", "2025-05-19", length="PT20M"),
        call("c", "Talks by telephone lasted two hours.", "2025-05-19", mode="visit"),
    ],
    ids=["another week", "another length", "another kind"],
)
def test_other_meetings_stay_apart(other: Annotation) -> None:
    """A meeting of another week, length or kind is another meeting."""
    assert len(link([FIRST_CALL, other]).happenings) == 2


def test_an_account_that_tells_two_calls_tells_two_happenings() -> None:
    """Nobody who knew of one call would tell it twice under two dates."""
    passages = ("They spoke for two hours in May.", "Another call took two hours.")
    document = doc("\n".join(passages), source="a")
    events = tuple(
        telling(
            document,
            "CONSULT",
            "USA,RUS",
            "USA,RUS",
            passage,
            date=day,
            mode="phone",
            sentence=at,
        )
        for at, (passage, day) in enumerate(
            zip(passages, ("2025-05-15", "2025-05-19"), strict=True)
        )
    )
    lasted = Time(
        span=place(document.text, "two"),
        type="DURATION",
        value="PT2H",
        basis="unresolved",
    )
    assert (
        len(link([annotation(document, events=events, times=(lasted,))]).happenings)
        == 2
    )


def test_a_month_and_a_day_in_it_are_no_dispute() -> None:
    """Less precise is not different."""
    accounts = [account("a"), account("b", date="2025-05-01", precision="month")]
    assert link(accounts).disputes == ()


def test_numbers_that_exclude_one_another_are_disputed() -> None:
    """13 and 17 killed in one attack cannot both be; each claim names its account."""
    accounts = [
        account("a", of="killed"),
        account("b", BLAST.replace("13", "17"), of="killed"),
    ]
    (dispute,) = disputes(link(accounts), "number")
    assert [(claim.value, claim.spans[0].text) for claim in dispute.values] == [
        ("13", "13"),
        ("17", "17"),
    ]


def test_numbers_of_two_things_are_not_compared() -> None:
    """13 killed and 17 wounded go together."""
    accounts = [
        account("a", of="killed"),
        account("b", BLAST.replace("13", "17"), of="wounded"),
    ]
    assert disputes(link(accounts), "number") == []


NUMBERS = doc("a number of 13")


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ({"value": 13.0}, {"value": 13.0}, False),
        ({"value": 13.0}, {"value": 14.0}, True),
        ({"value": 13.0, "low": 13.0}, {"value": 17.0}, False),
        ({"value": 13.0, "low": 13.0}, {"value": 12.0}, True),
        (
            {"value": 13.0, "low": 10.0, "high": 15.0},
            {"value": 17.0, "low": 16.0},
            True,
        ),
        ({"value": 350e9}, {"value": 347e9}, False),
        ({"value": 350e9}, {"value": 120e9}, True),
    ],
    ids=str,
)
def test_figures_exclude_one_another_by_their_bounds(
    one: dict[str, Any], other: dict[str, Any], excluded: bool
) -> None:
    """A bound leaves room, rounding of large numbers too."""
    first, second = (figure(NUMBERS, "13", **values) for values in (one, other))
    assert exclude(first, second) is exclude(second, first) is excluded


def test_a_toll_at_two_dates_is_in_tension() -> None:
    """Tolls rise: counts that are dated differently hardly go together, but may."""
    later = account("b", BLAST.replace("13", "17"), of="killed")
    dated = [
        msgspec.structs.replace(
            item,
            figures=(
                msgspec.structs.replace(
                    item.figures[0], date=datetime.date(2025, 5, day)
                ),
            ),
        )
        for item, day in ((account("a", of="killed"), 25), (later, 26))
    ]
    assert [dispute.strength for dispute in disputes(link(dated), "number")] == [
        "tension"
    ]


def test_lengths_are_compared_across_units() -> None:
    """Two hours and 22 minutes exclude one another; 120 minutes are two hours."""
    hours, minutes, same = (
        figure(NUMBERS, "13", value, unit=unit, of="call")
        for value, unit in ((2.0, "h"), (22.0, "min"), (120.0, "min"))
    )
    assert exclude(hours, minutes)
    assert not exclude(hours, same)


def rate(
    source: str,
    value: float,
    of: str,
    *,
    published: str = "2025-07-01",
    unit: str | None = "%",
) -> Annotation:
    """An account that gives a rate between two countries, outside of any event."""
    document = doc(
        f"This is {value:g} for the year.", source=source, published=published
    )
    parties = (actor("USA", country="USA"), actor("RUS", country="RUS"))
    return annotation(
        document,
        actors=parties,
        figures=(figure(document, f"{value:g}", value, unit=unit, of=of),),
    )


@pytest.mark.parametrize(
    ("other", "strengths"),
    [
        (
            rate("b", 21.0, "Russian military activity", published="2025-07-20"),
            ["direct"],
        ),
        (rate("b", 21.0, "Russian military activity", published="2026-07-20"), []),
        (rate("b", 17.0, "Russian military activity"), []),
        (rate("b", 21.0, "Russian exports"), []),
        (rate("b", 21.0, "change in the Russian military activity"), ["direct"]),
    ],
    ids=["same month", "another year", "same rate", "of another thing", "as a change"],
)
def test_rates_of_one_thing_in_accounts_of_one_time_are_compared(
    other: Annotation, strengths: list[str]
) -> None:
    """
    The same words for what is counted, about the same time, and two rates: they exclude
    one another.
    """
    linked = link([rate("a", 17.0, "Russian military activity"), other])
    assert [dispute.strength for dispute in disputes(linked, "number")] == strengths


def test_a_rate_of_few_words_is_compared_only_where_the_countries_agree() -> None:
    """
    Trade between two named countries is one matter, in tension; plain counts are
    compared in happenings only.
    """
    one, other = rate("a", 17.0, "trade"), rate("b", 21.0, "trade")
    assert [dispute.strength for dispute in disputes(link([one, other]), "number")] == [
        "tension"
    ]
    assert (
        disputes(link([one, msgspec.structs.replace(other, actors=())]), "number") == []
    )
    assert (
        disputes(
            link(
                [rate("a", 17.0, "dead", unit=None), rate("b", 21.0, "dead", unit=None)]
            ),
            "number",
        )
        == []
    )


def test_what_one_tells_and_another_denies_is_disputed() -> None:
    """A negated telling is never a report of the happening, but stands against it."""
    linked = link([account("a"), account("b", auxiliary=("negation",))])
    assert len(linked.happenings) == 2
    (dispute,) = disputes(linked, "occurrence")
    assert [claim.value for claim in dispute.values] == ["did not happen", "happened"]


def test_a_statement_and_its_denial_are_a_dispute() -> None:
    """Who claims and who denies are the two sides."""
    document = doc("Ann said: the dam was blown up. Bob said: that is a lie.")
    said = statement(document, "the dam was blown up", speaker="Ann")
    denial = statement(document, "that is a lie", speaker="Bob", denies=0)
    (dispute,) = link([annotation(document, statements=(said, denial))]).disputes
    assert [claim.value for claim in dispute.values] == [
        "claimed by Ann",
        "denied by Bob",
    ]
    assert dispute.strength == "direct"


def test_what_is_told_at_its_time_is_no_background() -> None:
    """However many accounts look back at it; what all look back at is."""
    late = [
        account(name, published=day, auxiliary=("historical",))
        for name, day in (("b", "2026-05-27"), ("c", "2026-06-27"))
    ]
    (seen,) = link([account("a"), *late]).happenings
    assert seen.auxiliary == ()
    assert {each.auxiliary for each in link(late).happenings} == {("historical",)}


def test_an_act_told_with_its_sides_exchanged_is_a_dispute_of_roles() -> None:
    """
    The same words with actor and recipient exchanged cannot be passed over; an answer
    in other words can.
    """
    mirrored = account("b", actors="UKR", recipients="RUS")
    assert [
        dispute.strength for dispute in disputes(link([account("a"), mirrored]), "role")
    ] == ["tension"]
    answer = account(
        "c", "Shells fell on a Belgorod suburb.", actors="UKR", recipients="RUS"
    )
    assert disputes(link([account("a"), answer]), "role") == []


def test_what_an_account_tells_both_ways_is_no_dispute_of_roles() -> None:
    """
    Of an accord each is for the other: another account that tells it the one way round
    says nothing else, whichever way that is.
    """
    words = "Kenya and Peru entered into an accord on wheat."
    accounts = []
    for number in range(3):
        document = doc(
            words, source=f"{number}.txt", published=f"2025-05-0{number + 1}"
        )
        both = (("KEN", "PER"), ("PER", "KEN"))
        events = tuple(
            telling(document, "SUPPORT", *ends, words, date="2025-05-01")
            for ends in (both if number else both[:1])
        )
        accounts.append(annotation(document, events=events))
    assert disputes(link(accounts), "role") == []


def test_two_acts_told_in_the_same_words_are_one_dispute() -> None:
    """No dispute has the id of another, however many events its passage tells."""
    one, other = (
        doc("Kenya attacked Peru.", source=name, published=day)
        for name, day in (("a.txt", "2025-05-01"), ("b.txt", "2025-05-02"))
    )
    told = tuple(
        telling(one, "ASSAULT", "KEN", "PER", words, date="2025-05-01")
        for words in ("Kenya attacked", "Kenya attacked Peru.")
    )
    mirrored = telling(
        other, "ASSAULT", "PER", "KEN", "Kenya attacked Peru.", date="2025-05-01"
    )
    linked = link([annotation(one, events=told), annotation(other, events=(mirrored,))])
    assert disputes(linked, "role")
    ids = [dispute.id for dispute in linked.disputes]
    assert len(ids) == len(set(ids))


def holder(
    source: str, words: str, claim: str | None, published: str | None
) -> Annotation:
    """A document that names a president."""
    document = doc(f"{words} spoke.", source=source, published=published)
    who = actor("Ann Lee", country="USA", office="President")
    return annotation(
        document,
        actors=(
            msgspec.structs.replace(who, span=place(document.text, words), claim=claim),
        ),
    )


@pytest.mark.parametrize(
    ("published", "strengths"),
    [
        ("2025-05-20", ["direct"]),
        ("2025-08-20", []),
        ("2026-05-20", []),
        (None, []),
    ],
    ids=["same month", "same season", "another year", "undated"],
)
def test_a_president_and_a_former_president_at_one_time_are_a_dispute(
    published: str | None, strengths: list[str]
) -> None:
    """
    Accounts of a month that put a person whom no table knows in and out of office
    differ; after it, offices change.
    """
    linked = link(
        [
            holder("a", "President Ann Lee", None, "2025-05-10"),
            holder("b", "former President Ann Lee", "former", published),
        ]
    )
    assert [dispute.strength for dispute in disputes(linked, "status")] == strengths


def test_a_bare_name_says_nothing_of_an_office() -> None:
    """An office the account does not write is no claim."""
    linked = link(
        [
            holder("a", "Ann Lee", None, "2025-05-10"),
            holder("b", "former President Ann Lee", "former", "2025-05-10"),
        ]
    )
    assert linked.disputes == ()


ACCOUNTS = [
    account("a", published="2025-05-26", of="killed"),
    account("b", BLAST.replace("13", "17"), of="killed", mode="drone"),
    account("c", RAID, date="2025-05-26"),
    account("d", BLAST, auxiliary=("negation",), published=None),
    account("e", RAID, date="2025-05-01", precision="month"),
    account("f", BLAST, actors="UKR", recipients="RUS"),
    account("g", "Raids went on.", recipients="", date=None),
    holder("h", "President Ann Lee", None, "2025-05-10"),
    holder("i", "former President Ann Lee", "former", "2025-05-10"),
]


@given(st.permutations(ACCOUNTS))
@settings(max_examples=30, deadline=None)
def test_linking_does_not_depend_on_the_order_of_documents(
    shuffled: list[Annotation],
) -> None:
    """The same accounts in any order give the same bytes."""
    assert msgspec.json.encode(link(shuffled)) == msgspec.json.encode(link(ACCOUNTS))


def test_a_document_given_twice_counts_once() -> None:
    """The same document id twice is one account."""
    assert link([*ACCOUNTS, *ACCOUNTS]) == link(ACCOUNTS)


def test_no_accounts_give_nothing() -> None:
    """Linking nothing is no error."""
    assert link([]) == Linked()


def test_vague_events_do_not_glue_happenings_together() -> None:
    """Attacks on twenty days stay twenty, whatever a year's summary says of them."""
    passages = itertools.cycle(
        [
            "Drones hit {} again.",
            "Rockets fell on {} at night.",
            "Shelling of {} went on.",
        ]
    )
    daily = [
        account(str(day), next(passages).format(f"Town{day}"), date=f"2025-03-{day:02}")
        for day in range(1, 28, 2)
    ]
    summary = account(
        "sum", "All year attacks went on.", date="2025-01-01", precision="year"
    )
    assert len(link([*daily, summary]).happenings) >= len(daily)


def test_a_happening_is_between_parties_not_people() -> None:
    """Shells upon a market of one country that killed men there were shells upon it."""
    document = doc("Shells hit the market of Reni, killing two men.")
    told = tuple(
        telling(
            document,
            "ASSAULT",
            "RUS",
            recipient,
            "Shells hit the market of Reni, killing two men",
            date="2025-05-25",
        )
        for recipient in ("men", "UKR")
    )
    (happening,) = link([annotation(document, events=told)]).happenings
    assert happening.recipient == ("UKR",)
