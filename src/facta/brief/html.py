"""
A brief as one HTML file that makes no request.

Styles and script stand in the page and are allowed by their hashes alone, so that
nothing an account holds can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from facta import __version__
from facta.brief.chart import extent, svg
from facta.brief.outlook import FORECASTS, HEADS, NOTHING_OPEN, RATES
from facta.brief.records import Brief, DyadPanel, HappeningLine, Passage, WatchLine
from facta.brief.words import AUXILIARY, NAMELESS, agreed, counted, day, weight
from facta.link.grades import WORDS
from facta.read.reasons import sampled

# Characters of a passage in a line that can be opened; judged by eye.
EXCERPT = 220
# Inputs of one reason that are named; the rest is counted.
NOT_READ = 20


def html(brief: Brief) -> str:
    """The page; the same brief gives the same bytes."""
    days = extent(brief.dyads)
    skipped, more_skipped = sampled(brief.skipped, each=NOT_READ)
    return rendered(
        "brief.html.j2",
        brief=brief,
        accounts={account.number: account for account in brief.accounts},
        auxiliary=AUXILIARY,
        grades=WORDS,
        nameless=NAMELESS,
        panels=[(panel, svg(panel, days, _caption(panel))) for panel in brief.dyads],
        parts=list(_parts(brief)),
        periods=_grouped(line for line in brief.happenings if not line.background),
        background=_grouped(line for line in brief.happenings if line.background),
        heads={"rates": RATES, "forecasts": FORECASTS, "none": NOTHING_OPEN},
        watched=[(head, list(_standing(brief, name))) for name, head in HEADS.items()],
        skipped=skipped,
        more_skipped=more_skipped,
    )


def rendered(template: str, **given: object) -> str:
    """A page of this package, with its styles and the script of the brief."""
    environment = Environment(
        loader=PackageLoader("facta.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters |= {
        "agreed": agreed,
        "counted": counted,
        "excerpt": excerpt,
        "day": day,
        "weight": weight,
    }
    style, script = _asset("brief.css"), _asset("brief.js")
    return environment.get_template(template).render(
        version=__version__,
        style=Markup(style),  # noqa: S704 - the package's own file
        script=Markup(script),  # noqa: S704 - the package's own file
        style_hash=_hash(style),
        script_hash=_hash(script),
        **given,
    )


def excerpt(passage: Passage) -> str:
    """The passage on one line, cut at a word."""
    text = " ".join("".join(passage.pieces).split())
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _asset(name: str) -> str:
    return files("facta.brief").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _caption(panel: DyadPanel) -> str:
    deeds = sum(dot.deed for dot in panel.dots)
    return (
        f"{panel.actor} to {panel.recipient}: {len(panel.dots) - deeds} words and "
        f"{deeds} deeds over time"
    )


def _standing(brief: Brief, name: str) -> Iterator[WatchLine]:
    return (line for line in brief.watch.open if line.standing == name)


def _grouped(lines: Iterable[HappeningLine]) -> list[tuple[str, list[HappeningLine]]]:
    """
    Lines under the month that their date tells, or the year where it tells no more.
    """
    return [(period, list(group)) for period, group in groupby(lines, _period)]


def _period(line: HappeningLine) -> str:
    if line.date is None:
        return "Undated"
    if line.precision in {"day", "month"}:
        return f"{line.date:%B %Y}"
    return str(line.date.year)


def _parts(brief: Brief) -> Iterator[tuple[str, str]]:
    """Anchors and names of the parts that the brief has."""
    names = {
        "relations": ("Words and deeds", brief.dyads),
        "disputes": ("In dispute", brief.disputes),
        "timeline": ("What happened", True),
        "statements": ("Who said what", brief.speakers),
        "commitments": ("Promises and threats", brief.commitments),
        "watch": ("What to watch", brief.accounts),
        "figures": ("Figures", brief.figures),
        "accounts": ("Accounts", True),
        "skipped": ("Not read", brief.skipped),
    }
    yield from ((anchor, name) for anchor, (name, present) in names.items() if present)
