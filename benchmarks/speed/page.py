"""What was measured of speed, as a page of the documentation and as a drawing. Pure."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from benchmarks.speed.report import Cost, Kind, Report, aims

WIDTH, LINE, LEFT, EDGE = 640, 22, 190, 40  # of the drawing
COLOURS: dict[Kind, str] = {
    "stage": "#06c",
    "part": "#69c",
    "whole": "#080",
    "peer": "#b40",
    "release": "#777",
}


OPENING = """\
# Speed

One command measures what each stage and the whole cost, and other programs on the
same input beside them; what it measured last is in [speed.json](speed.json):

    {command}

On {on}, {processor} {having} VNNI, {cores} cores, Python {python}, Facta
{version}: {given}, {documents:,} accounts of {words:,} words. Each stage runs in a process
of its own on what the stage before it makes, on all cores as many times at once as there
are cores; the quickest round counts. Words are those that the language stage counts, for
other programs too. Megabytes are the most that one process held; of the whole road, all
its processes together.

![Words a second on one core](pictures/speed.svg)"""
BESIDE = """\
On one core, where nothing else is said. A ratio above 1 says how many times as fast Facta
is; where a program does less, or something else, that is no race."""


def page(report: Report) -> str:
    """The page of the documentation."""
    facts = msgspec.structs.asdict(report)
    missing = "\n".join(f"- {one.name}: {one.why}." for one in report.missing)
    parts = [
        OPENING.format(**facts, having="with" if report.vnni else "without"),
        "## What is asked",
        table(("what", "asked", "reached", ""), _aims(report)),
        "## Stages",
        table(("", "what", *_heads(report)), _stages(report)),
        "## Extractors",
        "Of *extraction* above, on one core.",
        table(("", "words/s"), _parts(report)),
        "## Start",
        table(("command", "seconds", "MB"), _start(report)),
        "## Beside others",
        BESIDE,
        table(("program", "words/s", "MB", "beside", "ratio", "what"), _others(report)),
        "## Not measured",
        missing or "Nothing is missing.",
    ]
    return "\n\n".join(parts) + "\n"


def _aims(report: Report) -> Iterator[Sequence[str]]:
    for aim in aims(report):
        yield aim.what, aim.asked, aim.reached, "" if aim.held else "**missed**"


def _parts(report: Report) -> Iterator[Sequence[str]]:
    for one in report.of("part"):
        yield one.name, f"{one.words_a_second:,.0f}"


def _start(report: Report) -> Iterator[Sequence[str]]:
    for one in report.of("start"):
        yield f"`{one.name}`", f"{one.seconds:.2f}", f"{one.megabytes:,.0f}"


def _heads(report: Report) -> Iterator[str]:
    """Heads of one core and, where there are several, of all."""
    for cores in _numbers(report):
        on = "one core" if cores == 1 else f"all {cores}"
        yield from (f"{head}, {on}" for head in ("words/s", "accounts/s", "MB"))


def _numbers(report: Report) -> list[int]:
    return sorted({1, report.cores})


def _stages(report: Report) -> Iterator[Sequence[str]]:
    for kind in ("stage", "whole"):
        for one in report.of(kind, 1):
            costs = [report.cost(one.name, cores) for cores in _numbers(report)]
            cells = [cell for cost in costs for cell in _cells(cost)]
            yield one.name, one.does, *cells


def _cells(cost: Cost | None) -> list[str]:
    if cost is None:
        return ["", "", ""]
    return [
        f"{cost.words_a_second:,.0f}",
        f"{cost.documents_a_second:,.1f}",
        f"{cost.megabytes:,.0f}",
    ]


def _others(report: Report) -> Iterator[Sequence[str]]:
    for one in (*report.of("peer"), *report.of("release")):
        ratio = report.ratio(one)
        cores = f" on {one.cores} cores" if one.cores > 1 else ""
        yield (
            one.name,
            f"{one.words_a_second:,.0f}{cores}",
            f"{one.megabytes:,.0f}",
            one.beside or "",
            f"{ratio:.2g}" if ratio else "",
            one.does,
        )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plot(report: Report) -> str:
    """Words a second on one core, by a logarithmic scale, as one SVG."""
    drawn = [
        one
        for one in report.costs
        if one.cores == 1 and one.kind in COLOURS and one.words
    ]
    if not drawn:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>\n'
    speeds = [math.log10(one.words_a_second) for one in drawn]
    low, high = math.floor(min(speeds)), math.ceil(max(speeds))

    def at(power: float) -> float:
        return LEFT + (WIDTH - LEFT - EDGE) * (power - low) / ((high - low) or 1)

    height = 2 * EDGE + LINE * len(drawn)
    marks = []
    for power in range(low, high + 1):
        x = at(power)
        marks.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{EDGE}" y2="{height - EDGE}" '
            f'stroke="#ddd"/><text x="{x:.1f}" y="{height - EDGE + 16}" '
            f'text-anchor="middle">{10**power:,}</text>'
        )
    for number, (one, speed) in enumerate(zip(drawn, speeds, strict=True)):
        y = EDGE + LINE * number
        marks.append(
            f'<rect x="{LEFT}" y="{y + 3}" width="{at(speed) - LEFT:.1f}" '
            f'height="{LINE - 6}" fill="{COLOURS[one.kind]}"/>'
            f'<text x="{LEFT - 6}" y="{y + 15}" text-anchor="end">{html.escape(one.name)}'
            f'</text><text x="{at(speed) + 5:.1f}" y="{y + 15}">'
            f"{one.words_a_second:,.0f}</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" '
        f'fill="#fff"/>{"".join(marks)}<text x="{LEFT}" y="20">Words a second on one core: '
        "stages blue, the whole green, others brown</text></svg>\n"
    )
