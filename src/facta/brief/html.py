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
from facta.brief.acts import act
from facta.brief.chart import extent, svg
from facta.brief.clauses import capital
from facta.brief.outlook import FORECASTS, HEADS, NOTHING_OPEN, RATES
from facta.brief.records import (
    Brief,
    CommitmentLine,
    DyadPanel,
    HappeningLine,
    WatchLine,
)
from facta.brief.words import AUXILIARY, NAMELESS, agreed, counted, day, weight
from facta.link.grades import WORDS
from facta.link.sentences import joined
from facta.read.reasons import sampled

# Inputs of one reason that are named; the rest is counted.
NOT_READ = 20
FEW = (
    "No chart: {own} of {all} happenings have a day of their own, too few or too close "
    "together for one to show anything."
)
# what a page folds, by place
FOLDS = (
    ("passing", "Told in passing"),
    ("domestic", "Within one country"),
    ("possible", "Planned or possible"),
    (
        "background",
        "Background: told as past, or more than a year before the first account",
    ),
)
# Lines of a part that are shown before the rest is folded; judged.
ROOM = 15
DENIED = frozenset({"refusal", "denial"})


def html(brief: Brief) -> str:
    """The page; the same brief gives the same bytes."""
    skipped, more_skipped = sampled(brief.skipped, each=NOT_READ)
    charted = [panel for panel in brief.dyads if panel.charted]
    days = extent(charted)
    lines = [line for line in brief.happenings if line.told_with is None]
    beside: dict[str, list[HappeningLine]] = {line.id: [] for line in lines}
    for line in brief.happenings:
        if line.told_with is not None:
            beside[line.told_with].append(line)
    return rendered(
        "brief.html.j2",
        brief=brief,
        accounts={account.number: account for account in brief.accounts},
        actors=sorted({name for line in lines for name in line.actor}),
        auxiliary=AUXILIARY,
        beside=beside,
        denied=[line for line in brief.commitments if line.kind in DENIED],
        few=_few(brief),
        folds=[(place, name, _grouped(_placed(lines, place))) for place, name in FOLDS],
        given=sorted(
            (line for line in brief.commitments if line.kind not in DENIED),
            key=_telling,
        ),
        room=ROOM,
        grades=WORDS,
        nameless=NAMELESS,
        panels=[(panel, svg(panel, days, _caption(panel))) for panel in charted],
        parts=list(parts(brief)),
        periods=_grouped(_placed(lines, "key")),
        recipients=sorted({name for line in lines for name in line.recipient}),
        shown={line.id: line for line in brief.happenings},
        types=sorted({line.event_type for line in lines}),
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
        "act": act,
        "agreed": agreed,
        "counted": counted,
        "capital": capital,
        "day": day,
        "joined": joined,
        "oneline": oneline,
        "trimmed": trimmed,
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


def oneline(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def trimmed(text: str) -> str:
    """What somebody said, on one line, without the comma that a cue leaves behind it."""
    return oneline(text).rstrip(",")


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


def parts(brief: Brief) -> Iterator[tuple[str, str]]:
    """Anchors and names of the parts that the brief has, in the order of its pages."""
    names = {
        "matters": ("What matters", True),
        "relations": ("The relationship", brief.dyads),
        "timeline": ("Key events", True),
        "positions": ("Positions", brief.positions),
        "statements": ("Who said what", brief.speakers),
        "commitments": ("Promises, threats, demands", brief.commitments),
        "disputes": ("In dispute", brief.disputes),
        "figures": ("Figures", brief.figures),
        "watch": ("What to watch", brief.accounts),
        "accounts": ("Sources", True),
        "method": ("Method and limits", True),
        "skipped": ("Not read", brief.skipped),
    }
    yield from ((anchor, name) for anchor, (name, present) in names.items() if present)


def _telling(line: CommitmentLine) -> tuple[bool, int]:
    """What was settled or has a day first, then what most accounts tell."""
    return (not (line.state or line.due), -len(line.passages))


def _few(brief: Brief) -> str:
    ids = {dot.happening for panel in brief.dyads for dot in panel.dots if dot.told}
    every = {name for panel in brief.dyads for name in (*panel.spoken, *panel.done)}
    return FEW.format(own=len(ids), all=len(every))


def _placed(lines: Iterable[HappeningLine], place: str) -> Iterator[HappeningLine]:
    return (line for line in lines if line.place == place)
