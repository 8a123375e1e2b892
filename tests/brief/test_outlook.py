"""The sentences of the outlook, and where they stand in the brief."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.brief import compose, render
from facta.brief import outlook as told
from facta.brief.material import Material
from facta.brief.records import Brief
from facta.ledger import Ledger
from facta.link import link
from facta.measure.base_rates import RATED, Rate
from facta.measure.likelihood import WORDS
from facta.measure.pending import BINDING, PENDING, Open, Standing
from facta.measure.scores import Absent
from facta.measure.trust import believed
from facta.model.outlook import Outlook, Projection, Unprojected
from facta.ontology import Countries
from facta.records import CommitmentKind, Pledge, Status
from facta.testing import annotation, commitment, doc, place
from tests.measure.pledged import TODAY, pledge

NAMES = {"KEN": "Kenya", "PER": "Peru"}
PROMISE = doc(
    "Kenya will send ten launchers to Peru.", published="2025-05-20", source="one.txt"
)
THREAT = doc(
    "Kenya will close the port to Peru <b>soon</b>.",
    published="2025-05-28",
    source="two.txt",
)
MADE = commitment(THREAT, "close the port", "KEN", kind="threat", recipient="PER")
# how sure something is told: never in a sentence with how likely something is
SURE = re.compile(
    r"\b(confiden\w*|certainty|grade\w*|confirmed|sure\w*|doubt\w*|alleged\w*)\b"
)
LIKELY = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


def opened(
    days: int | None,
    status: Status = "open",
    kind: CommitmentKind = "threat",
    accounts: int = 1,
) -> Open:
    """Kenya's threat to Peru, due so many days from now."""
    due = None if days is None else TODAY + datetime.timedelta(days=days)
    item = pledge("one", None, status, kind=kind)
    reports = tuple((f"d{at}", MADE.id) for at in range(accounts))
    item = replace(item, due=due, reports=reports)
    standing: Standing = (
        "undated" if days is None else "due" if days >= 0 else "overdue"
    )
    return Open(pledge=item, standing=standing, days=days, told=TODAY)


def made(item: Pledge) -> told.Made:
    """Its reports, each by Kenya to Peru."""
    return dict.fromkeys(item.reports, MADE)


def rate(
    kept: int, broken: int, untold: int = 0, kind: CommitmentKind = "threat"
) -> Rate:
    """Of Kenya's to Peru."""
    ids = [
        tuple(f"{name}{at}" for at in range(count))
        for name, count in (("k", kept), ("b", broken), ("u", untold))
    ]
    return Rate(
        kind=kind,
        pool="dyad",
        maker="KEN",
        recipient="PER",
        kept=ids[0],
        broken=ids[1],
        untold=ids[2],
        chance=believed(kept, broken) if kept + broken >= 5 else None,
    )


PROJECTION = Projection(
    actor="KEN",
    recipient="PER",
    begin=TODAY,
    horizon=4,
    low=-20.5,
    median=3.0,
    high=31.0,
    usual=8.0,
    recent=13,
    lower=0.7,
    weeks=80,
)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            opened(4),
            "KEN threatened to close the port (due 1 Jun 2025, in 4 days)",
        ),
        (
            opened(0),
            "KEN threatened to close the port (due 28 May 2025, that very day)",
        ),
        (
            opened(-27),
            (
                "KEN threatened to close the port (was due 1 May 2025; nothing is told of "
                "what came of it)"
            ),
        ),
        (
            opened(-27, "stalled"),
            "KEN threatened to close the port (was due 1 May 2025; last told as stalled)",
        ),
        (opened(None), "KEN threatened to close the port"),
        (
            opened(None, "in_the_works", "demand", 3),
            (
                "KEN urged PER to close the port (last told as in the works; told by 3 accounts)"
            ),
        ),
    ],
    ids=["due", "that day", "overdue", "stalled", "undated", "a demand"],
)
def test_a_line_says_who_is_bound_to_what_and_by_when(item: Open, said: str) -> None:
    """By its own word, and what is past its day apart."""
    found = told.open_sentence(item, made(item.pledge), "said that it will ")
    assert found == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (
            rate(2, 5),
            (
                "Of 7 threats by Kenya to Peru that came due, 2 were carried out. "
                "That the next one is carried out is unlikely (0.33). "
                "With 90 in 100 chances this number lies between 0.11 and 0.60."
            ),
        ),
        (
            rate(1, 0, 1, "promise"),
            (
                "Of 2 promises by Kenya to Peru that came due, 1 was kept, and of 1 it is "
                "not told. 1 is too few to say how the next one goes; 5 are wanted."
            ),
        ),
        (
            rate(0, 2, 1, "offer"),
            (
                "Of 3 offers by Kenya to Peru that came due, none was kept, 2 were not, and of 1 "
                "it is not told. 2 are too few to say how the next one goes; 5 are wanted."
            ),
        ),
        (
            rate(0, 0, 2, "demand"),
            "Of 2 demands by Kenya on Peru that came due it is not told what came of them.",
        ),
        (rate(0, 0), "No threat by Kenya to Peru came due yet."),
        (
            replace(rate(0, 6), pool="maker", recipient=None),
            (
                "Of 6 threats by Kenya to anybody that came due, none was carried out. "
                "That the next one is carried out is very unlikely (0.12). "
                "With 90 in 100 chances this number lies between 0.01 and 0.35."
            ),
        ),
        (
            replace(rate(1, 1), pool="everybody", maker=None, recipient=None),
            (
                "Of 2 threats by anybody that came due, 1 was carried out. "
                "2 are too few to say how the next one goes; 5 are wanted."
            ),
        ),
    ],
    ids=[
        "enough",
        "few",
        "few of an offer",
        "untold",
        "none",
        "of a maker",
        "of everybody",
    ],
)
def test_a_base_rate_says_how_many_then_how_likely(counted: Rate, said: str) -> None:
    """The pool is named; of too few there is no likelihood."""
    assert " ".join(told.rate_sentences(counted, NAMES)) == said


def test_a_forecast_is_a_range_and_how_likely_less_is() -> None:
    """In two sentences."""
    assert list(told.projection_sentences(PROJECTION, NAMES)) == [
        (
            "In the 4 weeks from 28 May 2025 the sum of scores of Kenya → Peru lies with 90 in "
            "100 chances between -20.5 and +31.0 (median +3.0); in the 13 weeks before it was "
            "+2.0 a week."
        ),
        "That it is lower than at that pace (+8.0) is likely (0.70).",
    ]


def test_why_there_is_no_forecast_is_said() -> None:
    """Of all dyads, or of one."""
    few = Unprojected(
        actor="KEN", recipient="PER", reason="something is told in 3 of 80 weeks"
    )
    said = "No forecast of Kenya → Peru: something is told in 3 of 80 weeks."
    assert told.unprojected_sentence(few, NAMES) == said
    found = outlook_of(absent=Absent("27 weeks of accounts; a forecast wants 60"))
    assert (
        told.absent_sentence(found)
        == "No forecast: 27 weeks of accounts; a forecast wants 60."
    )


def outlook_of(*items: Open, absent: Absent | None = None) -> Outlook:
    """An outlook of these commitments alone."""
    return Outlook(
        today=TODAY,
        last=TODAY,
        open=items,
        rates=(),
        projections=(),
        unprojected=(),
        absent=absent,
    )


def test_a_day_beyond_the_last_account_is_told_as_such() -> None:
    """Nobody tells of the days between."""
    found = outlook_of()
    assert told.seen_from(found) == "As told by 28 May 2025."
    early = replace(found, last=datetime.date(2025, 5, 1))
    assert (
        told.seen_from(early)
        == "As seen from 28 May 2025; the last account by then is of 1 May 2025."
    )


def sentences(
    days: int | None,
    status: Status,
    kind: CommitmentKind,
    counts: tuple[int, int, int],
    lower: float,
) -> Iterator[str]:
    """All that the outlook says of such things."""
    item = opened(days, status, kind)
    rated: CommitmentKind = kind if kind in RATED else "threat"
    found = outlook_of(item, replace(item, standing="faded"), absent=Absent("none"))
    yield told.seen_from(found)
    yield told.seen_from(replace(found, today=None))
    yield told.open_sentence(item, made(item.pledge))
    yield from filter(None, (told.faded(found), told.absent_sentence(found)))
    yield from told.rate_sentences(rate(*counts, kind=rated), NAMES)
    yield from told.projection_sentences(replace(PROJECTION, lower=lower), NAMES)
    yield from (*told.HEADS.values(), told.RATES, told.FORECASTS, told.NOTHING_OPEN)


COUNT = st.integers(0, 9)


@given(
    st.none() | st.integers(-500, 500),
    st.sampled_from(sorted(PENDING)),
    st.sampled_from(sorted(BINDING)),
    st.tuples(COUNT, COUNT, COUNT),
    st.floats(0, 1, exclude_min=True, exclude_max=True),
)
def test_no_sentence_has_a_likelihood_and_how_sure_something_is_told(
    days: int | None,
    status: Status,
    kind: CommitmentKind,
    counts: tuple[int, int, int],
    lower: float,
) -> None:
    """And every word of likelihood has its number behind it."""
    for text in sentences(days, status, kind, counts, lower):
        likely = LIKELY.search(text)
        if likely:
            assert not SURE.search(text.replace(likely[0], ""))
            assert re.match(r" \((?:under |over )?0\.\d\d\)", text[likely.end() :])


# in the brief


def brief(folder: Path, *statuses: Status) -> Brief:
    """Two accounts with a promise, past its day, and a threat, due next."""
    first, second = statuses or ("open", "open")
    promise = commitment(
        PROMISE,
        "send ten launchers",
        "KEN",
        recipient="PER",
        due="2025-05-25",
        status=first,
    )
    if first != "open":
        promise = replace(promise, evidence=(place(PROMISE.text, "launchers"),))
    threat = replace(MADE, due=datetime.date(2025, 6, 1), status=second)
    with Ledger.open(folder / "facta.db") as ledger:
        ledger.add(annotation(PROMISE, commitments=(promise,)))
        ledger.add(annotation(THREAT, commitments=(threat,)))
        ledger.link(link(list(ledger.annotations())))
        return compose(ledger, Countries.load())


def test_the_brief_has_what_is_open_with_its_passage(tmp_path: Path) -> None:
    """Seen from the last publication; each line leads to its passage on the page."""
    page = render(found := brief(tmp_path), ".html")
    watch = found.watch
    assert watch.sentence == "As told by 28 May 2025."
    assert [(line.standing, line.stands) for line in watch.open] == [
        ("due", "due 1 Jun 2025, in 4 days"),
        ("overdue", "was due 25 May 2025; nothing is told of what came of it"),
    ]
    (section,) = re.findall(r'<section id="watch">.*?</section>', page, flags=re.DOTALL)
    items = re.findall(r'<li class="[\w-]+">.*?</li>', section, flags=re.DOTALL)
    assert len(items) == 2
    for item in items:
        (link_to,) = re.findall(r'href="#(\w+)"', item)
        (row,) = re.findall(rf'<tr id="{link_to}">.*?</tr>', page, flags=re.DOTALL)
        assert "in context" in row
    assert "No forecast: no whole week of accounts" in section or "1 week" in section


def test_what_is_only_alleged_and_denied_is_not_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a threat that nobody owns to, nothing is to come."""
    monkeypatch.setattr(Material, "caveats", lambda *_: ("alleged", "disputed"))
    assert brief(tmp_path).watch.open == ()


def test_a_settled_commitment_is_experience_and_no_longer_watched(
    tmp_path: Path,
) -> None:
    """Its line among the commitments is what the base rate leads to."""
    found = brief(tmp_path, "broken", "open")
    assert [line.standing for line in found.watch.open] == ["due"]
    (settled,) = [item.id for item in found.commitments if item.status == "broken"]
    rates = [rate for rate in found.watch.rates if settled in rate.commitments]
    assert [rate.sentences[0] for rate in rates] == [
        "Of 1 promise by Kenya to Peru that came due, none was kept."
    ]


def test_what_has_no_room_is_counted(tmp_path: Path) -> None:
    """Of very many open commitments the first stand there, and how many more there are."""
    words = [f"{one}{other}" for one in "abcdef" for other in "uvwxy"]
    text = "\n".join(f"Kenya will {word}." for word in words)
    many = doc(text, published="2025-05-28", source="many.txt")
    board = tuple(
        replace(commitment(many, word, "KEN"), sentence=at, id=f"c{at:02}")
        for at, word in enumerate(words)
    )
    with Ledger.open(tmp_path / "facta.db") as ledger:
        ledger.add(annotation(many, commitments=board))
        ledger.link(link(list(ledger.annotations())))
        watch = compose(ledger, Countries.load()).watch
    assert len(watch.open) + 5 == len(words)
    assert watch.more == ("5 more are open.",)


@pytest.mark.parametrize("form", [".html", ".md", ".json"])
def test_each_form_has_it_and_keeps_text_text(form: str, tmp_path: Path) -> None:
    """The same in all, and nothing an account holds is markup."""
    page = render(brief(tmp_path), form)
    assert "due 1 Jun 2025, in 4 days" in page
    assert form == ".json" or "What to watch" in page
    if form == ".html":
        assert "<b>soon" not in page


def test_a_ledger_without_commitments_says_so(tmp_path: Path) -> None:
    """No empty heading stands alone."""
    with Ledger.open(tmp_path / "facta.db") as ledger:
        ledger.add(annotation(PROMISE))
        ledger.link(link(list(ledger.annotations())))
        page = render(compose(ledger, Countries.load()), ".html")
    assert told.NOTHING_OPEN in page
    assert told.RATES not in page
