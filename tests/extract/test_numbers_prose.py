"""
Times and figures that prose writes in many ways, read with the package's own model.
"""

from __future__ import annotations

import functools

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import Annotation
from facta.testing import doc

pytestmark = pytest.mark.gold
PUBLISHED = "2025-05-28"  # a Wednesday


@functools.cache
def tools() -> tuple[Language, Resources]:
    """The model and the lexicons, loaded once."""
    return Language.load(), Resources.load()


def read(text: str) -> Annotation:
    """One account, read through all stages."""
    language, resources = tools()
    (sentences,) = language.many([text])
    return annotate(doc(text, published=PUBLISHED), sentences, resources)


TIMES = [
    # a day by its number and place
    ("On Friday, the 16th, Peru recalled its envoy.", "2025-05-16"),
    ("On Wednesday the 7th India struck Pakistan.", "2025-05-07"),
    ("Chile closed its port on Monday the 12th.", "2025-05-12"),
    (
        "Israel struck on Sunday, as it had the previous Sunday.",
        "2025-05-25 2025-05-18",
    ),
    ("The port is closed, and since Saturday trucks have gone by Iran.", "2025-05-24"),
    (
        "Last Friday they quarrelled, and this Sunday Moldova votes.",
        "2025-05-23 2025-06-01",
    ),
    ("Peru recalled its envoy on the 19th of last month.", "2025-04-19"),
    ("Kenya will vote on the 5th of next month.", "2025-06-05"),
    ("The ban was lifted in the third month of 2022.", "2022-03"),
    ("The cable is dated 7-Feb-2019 and was sent from Doha.", "2019-02-07"),
    ("The talks will resume the week after next.", "2025-W24"),
    ("Kenya will host the summit the month after next.", "2025-07"),
    # a year or week beside the day
    ("Peru recalled its envoy on 3 May last year.", "2024-05-03"),
    ("On May 3 last year Peru recalled its envoy.", "2024-05-03"),
    ("The ministry sued in July of last year.", "2024-07"),
    ("Egypt left in the spring of last year.", "2024-SP"),
    ("Exports fell in the first quarter last year.", "2024-Q1"),
    (
        "In May last year Peru left. It returned in July of that year.",
        "2024-05 2024-07",
    ),
    (
        "On 5 March 2019 Chile left, and on 3 June of the same year it came back.",
        "2019-03-05 2019-06-03",
    ),
    ("The two will meet on Friday next week.", "2025-06-06"),
    ("The two met on Monday last week.", "2025-05-19"),
    ("The two will meet on Friday this week.", "2025-05-30"),
    # parts and lengths
    ("The two signed a decade-long agreement.", "P10Y"),
    ("Iran ended its century-long feud with Oman.", "P100Y"),
    ("Exports fell in the last half of 2024.", "2024-H2"),
    ("Exports rose in the latter half of 2023.", "2023-H2"),
    ("Exports rose in the final quarter of 2023.", "2023-Q4"),
    ("They quarrelled last quarter.", "2025-Q1"),
    ("Growth returned in 2016/2017.", "2016/2017"),
    # when quoted words were said
    ("“We will withdraw within two years,” he said three years ago.", "2024 2022"),
    ("“In six months we will leave,” she said in January 2023.", "2023-07 2023-01"),
    ("“We will strike tomorrow,” he said on Monday.", "2025-05-27 2025-05-26"),
    ("On 4 May he said: “We struck Kyiv yesterday.”", "2025-05-04 2025-05-03"),
    ("He said “no” on Monday, and yesterday he left.", "2025-05-26 2025-05-27"),
    # what is dated only later
    (
        "Two days before the vote Serbia closed the border. The vote was on 4 May.",
        "2025-05-02 2025-05-04",
    ),
    (
        "Kenya left a week after the summit. The summit took place on 3 March 2024.",
        "2024-W10 2024-03-03",
    ),
    ("Two days before the vote Serbia closed the border.", "P2D"),
    # before our era
    ("The temple was built in the 4th century BC.", "BC03XX"),
    ("The city fell in 44 BC.", "BC0044"),
    # hours with a stop, and prices
    ("The document numbered 448812 was sent at 9.45.", "2025-05-28T09:45"),
    ("The envoy left at 18.30, the ministry said.", "2025-05-28T18:30"),
    ("The rand traded at 9.45 to the dollar.", ""),
    # names and codes
    ("The Good Friday Agreement holds.", ""),
    ("They flew to the start of the Winter Games.", ""),
    ("He attended the opening of the 2008 Summer Olympics in Beijing.", ""),
    ("They condemned the 2022 Russian invasion.", "2022"),
    ("It falls under 50 U.S.C. 1701-1706.", ""),
    # fractions
    ("Three quarters of the troops have left.", ""),
    ("Sales fell in three quarters of the year.", "P9M"),
    ("Three quarters of growth ended the slump.", "P9M"),
]


@pytest.mark.parametrize(("text", "values"), TIMES, ids=[row[0] for row in TIMES])
def test_a_time_has_its_value_however_it_is_written(text: str, values: str) -> None:
    """Each expression of the account, in order."""
    wanted = values.split()
    assert [time.value for time in read(text).times] == wanted


# value, unit and, where it has any, bounds
FIGURES = [
    # digits in groups, and points that are commas
    ("Canada gave $2 400 000 to Haiti.", [(2.4e6, "USD")]),
    ("Germany lent €12 500 million to Greece.", [(12.5e9, "EUR")]),
    ("Norway gave 3'400'000 euros to Malawi.", [(3.4e6, "EUR")]),
    ("The canton paid CHF 25’000 to the town.", [(25_000, "CHF")]),
    ("France gave €2,7 bn to Ukraine.", [(2.7e9, "EUR")]),
    ("The rate moved by 2,5 % in May.", [(2.5, "%")]),
    ("Italy paid 1.250.000 euros to Libya.", [(1.25e6, "EUR")]),
    ("Exports rose by .8 percent.", [(0.8, "%")]),
    ("Articles 3,4 and 5 apply.", []),
    # scales and currencies
    ("The EU gave 75 MEUR to Jordan.", [(75e6, "EUR")]),
    ("The deal is worth 75 M€.", [(75e6, "EUR")]),
    ("Japan gave $5MM to Fiji.", [(5e6, "USD")]),
    ("The hole is 5 mm wide.", [(5, "mm")]),
    ("Seoul pledged 5 trillion won to Ukraine.", [(5e12, "KRW")]),
    ("The two million won the right to vote.", [(2e6, None)]),
    ("India gave 300 crore rupees to Nepal.", [(3e9, "INR")]),
    ("Some 20 lakh people fled.", [(2e6, None)]),
    ("Nigeria paid 2tn naira to banks.", [(2e12, "NGN")]),
    # parts
    (
        "Three quarters of the troops have left, and a quarter will stay.",
        [(75, "%"), (25, "%")],
    ),
    ("Two thirds of the men fled, a third stayed.", [(66.7, "%"), (33.3, "%")]),
    ("The plant created one and a half million jobs.", [(1.5e6, None)]),
    ("A million and a half people fled.", [(1.5e6, None)]),
    ("Exports fell by two and a half percent.", [(2.5, "%")]),
    ("Nine out of ten voters backed it.", [(90, "%")]),
    ("One in every five abstained.", [(20, "%")]),
    ("One in ten Syrians needs help.", [(10, "%")]),
    ("More than one in three Lebanese need help.", [(33.3, "%", 33.3, None)]),
    ("The tariff is a 5-percentage-point burden on importers.", [(5, "pp")]),
    # wholes in words
    ("Some four thousand, two hundred men were held.", [(4200, None)]),
    ("Of four thousand, two hundred were wounded.", [(200, None)]),
    # from one level to another, and ranges
    ("The death toll climbed from 31 to 44.", [(31, None), (44, None)]),
    ("The fleet shrank from 20 to 12 ships.", [(20, None), (12, None)]),
    ("Unemployment rose from 2 to 5 percent.", [(2, "%"), (5, "%")]),
    ("From 5 to 7 million people fled.", [(6e6, None, 5e6, 7e6)]),
    ("Growth will be between 2% and 3%.", [(2.5, "%", 2, 3)]),
    ("Spain gave between €2bn and €3bn to Peru.", [(2.5e9, "EUR", 2e9, 3e9)]),
    # names and numbers of things
    ("The document numbered 448812 was sent at 9.45.", []),
    ("He issued Executive Orders 13661, 13662 and 13685.", []),
    ("It sent Resolution 2202 and 300 tanks.", [(300, None)]),
    ("The army ordered 500 drones.", [(500, None)]),
    ("They backed the Five Point Consensus.", []),
    ("Call the line on 08457 800 900.", []),
    ("Ties between our two nations are strong.", []),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES, ids=[row[0] for row in FIGURES])
def test_a_figure_has_its_value_however_it_is_written(
    text: str, wanted: list[tuple[float | str | None, ...]]
) -> None:
    """Each figure of the account, in order."""
    found = [
        (figure.value, figure.unit, figure.low, figure.high)
        for figure in read(text).figures
    ]
    assert found == [pytest.approx((*row, None, None)[:4]) for row in wanted]


def test_what_a_change_led_from_and_to_are_of_one_thing() -> None:
    """A level is no change: both numbers are of the toll itself."""
    told = read("The death toll climbed from 31 to 44.").figures
    assert [figure.of for figure in told] == ["death toll", "death toll"]
