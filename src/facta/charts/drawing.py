"""
Charts one below the other, as a drawing that stands by itself. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from facta.charts.frame import Frame

# Colours with a contrast of 4.5 to 1 on paper, also to eyes that tell no red from green.
STYLE = """
svg { background: #fffdf9; font-family: system-ui, "DejaVu Sans", sans-serif; }
.title { font-size: 14px; font-weight: 600; fill: #1d1b18; }
.note { font-size: 12px; fill: #6b665e; }
.tick { font-size: 11px; fill: #6b665e; }
.grid { stroke: #ded8cd; stroke-width: 0.7; }
.zero { stroke: #6b665e; stroke-width: 1; }
.band { fill: #1f6f8b; fill-opacity: 0.18; stroke: none; }
.bar { fill: #1f6f8b; fill-opacity: 0.55; }
.middle { fill: none; stroke: #1f6f8b; stroke-width: 2.2; }
.past { fill: none; stroke: #1d1b18; stroke-width: 1.2; }
.other { fill: none; stroke: #6b665e; stroke-width: 1.3; stroke-dasharray: 4 3; }
.words { fill: #1f6f8b; stroke: #1f6f8b; }
.deeds { fill: #b4431c; stroke: #b4431c; }
.words.band, .deeds.band { fill-opacity: 0.13; stroke: none; }
.words.mean, .deeds.mean { fill: none; stroke-width: 2.2; }
.gap { fill: #6b665e; fill-opacity: 0.1; }
.turn { stroke: #1d1b18; stroke-width: 1.2; stroke-dasharray: 2 3; }
.held { fill: none; stroke: #b4431c; stroke-width: 2.6; stroke-linecap: round; }
.within { fill: #b4431c; fill-opacity: 0.13; stroke: #b4431c; stroke-width: 1; }
"""
LINE, GAP = 18, 10  # of notes, and between charts


class Chart(Struct, frozen=True):
    """A chart as markup, as wide and as high as it is."""

    markup: Markup
    width: float
    height: float


def titled(name: str, frame: Frame, parts: Sequence[str], *, told: str) -> Chart:
    """One chart under its title; `told` is it in words."""
    inside = "".join(parts)
    # what leads elsewhere is no part of a picture to who hears the page
    role = "group" if "<a " in inside else "img"
    markup = Markup(  # noqa: S704 - every text inside went through escape
        f'<svg class="chart" width="{frame.width:g}" height="{frame.height:g}" '
        f'viewBox="0 0 {frame.width:g} {frame.height:g}" role="{role}" '
        f'aria-label="{escape(told)}">'
        f'<text class="title" x="{frame.left:g}" y="18">{escape(name)}</text>'
        f"{inside}</svg>"
    )
    return Chart(markup, frame.width, frame.height)


def drawing(charts: Iterable[Chart], *, notes: Sequence[str] = ()) -> str:
    """
    Charts and the notes below them as one SVG.

    >>> frame = Frame(first=0, last=1, low=0, high=1)
    >>> drawing([titled("one", frame, [], told="nothing")], notes=["from a to b"])[:56]
    '<svg xmlns="http://www.w3.org/2000/svg" width="720" heig'
    """
    parts, top, width = [], 0.0, 0.0
    for chart in charts:
        parts.append(f'<g transform="translate(0 {top:g})">{chart.markup}</g>')
        top, width = top + chart.height + GAP, max(width, chart.width)
    for note in notes:
        top += LINE
        parts.append(f'<text class="note" x="14" y="{top:g}">{escape(note)}</text>')
    size = f'width="{width:g}" height="{top + LINE:g}" viewBox="0 0 {width:g} {top + LINE:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f"<style>{STYLE}</style>{''.join(parts)}</svg>\n"
    )
