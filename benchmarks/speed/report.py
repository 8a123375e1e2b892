"""
What was measured of speed: records, which are also the JSON, what is asked of them, and
how a terminal tells them. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Kind = Literal["start", "stage", "part", "whole", "peer", "release"]
WHOLE, HELP, DEMO = "the whole road", "facta --help", "facta demo"
# What is asked of two cores, by whether the processor multiplies bytes by itself.
AIM = {False: 5_000, True: 12_000}  # words/s
ONE_CORE = 0.55  # of what all cores do
MEGABYTES = 1_200
SECONDS = {HELP: 0.3, DEMO: 20.0}


class Cost(Struct, frozen=True, kw_only=True):
    """
    What one thing cost on so many cores. Words are those that the language stage counts,
    for peers too; `beside` names the stage that a peer is set beside.
    """

    name: str
    kind: Kind
    does: str
    cores: int
    seconds: float
    megabytes: float
    documents: int = 0
    words: int = 0
    beside: str | None = None

    @property
    def words_a_second(self) -> float:
        """0 for what reads nothing."""
        return self.words / self.seconds

    @property
    def documents_a_second(self) -> float:
        """0 for what reads nothing."""
        return self.documents / self.seconds


class Missing(Struct, frozen=True):
    """A peer that was not measured, and why."""

    name: str
    why: str


class Report(Struct, frozen=True, kw_only=True):
    """One run: where, of what, what it cost, what was not measured."""

    on: str
    processor: str
    vnni: bool
    cores: int
    python: str
    version: str
    command: str
    given: str
    documents: int
    words: int
    costs: tuple[Cost, ...]
    missing: tuple[Missing, ...]

    def of(self, kind: Kind, cores: int | None = None) -> list[Cost]:
        """The costs of a kind, on so many cores where that is said."""
        return [
            one for one in self.costs if one.kind == kind and cores in (None, one.cores)
        ]

    def cost(self, name: str, cores: int = 1) -> Cost | None:
        """That of a name on so many cores, if it was measured."""
        return next(
            (one for one in self.costs if (one.name, one.cores) == (name, cores)), None
        )

    def ratio(self, cost: Cost) -> float | None:
        """How many times as fast the stage is that another program is set beside."""
        ours = self.cost(cost.beside or "", cost.cores)
        if ours is None:
            return None
        return cost.seconds / ours.seconds


class Aim(Struct, frozen=True):
    """What is asked, what was reached, and whether that is enough."""

    what: str
    asked: str
    reached: str
    held: bool


def aims(report: Report) -> Iterator[Aim]:
    """Those of the whole road and of the start, as far as they were measured."""
    every, one = report.cost(WHOLE, report.cores), report.cost(WHOLE)
    if every:
        speed, aim = every.words_a_second, AIM[report.vnni]
        having = "with" if report.vnni else "without"
        yield Aim(
            f"words/s of the whole road, two cores {having} VNNI",
            f"{aim:,}",
            f"{speed:,.0f} on {report.cores}",
            speed >= aim,
        )
        yield Aim(
            "megabytes of the whole road",
            f"at most {MEGABYTES:,}",
            f"{every.megabytes:,.0f}",
            every.megabytes <= MEGABYTES,
        )
    if every and one:
        share = one.words_a_second / every.words_a_second
        yield Aim(
            "one core, of that speed",
            f"at least {ONE_CORE:.0%}".replace("%", " %"),
            f"{share:.0%}".replace("%", " %"),
            share >= ONE_CORE,
        )
    for name, most in SECONDS.items():
        if cost := report.cost(name):
            yield Aim(
                f"seconds of `{name}`",
                f"at most {most:g}",
                f"{cost.seconds:.2f}",
                cost.seconds <= most,
            )


def lines(report: Report) -> Iterator[str]:
    """What was measured, for a terminal."""
    having = "with" if report.vnni else "without"
    yield f"{report.processor} {having} VNNI, {report.cores} cores, Python {report.python}"
    yield f"{report.given}: {report.documents:,} accounts, {report.words:,} words"
    yield f"{'':24} {'cores':>5} {'words/s':>10} {'accounts/s':>10} {'s':>8} {'MB':>7}  ratio"
    for one in report.costs:
        ratio = report.ratio(one)
        beside = f"  {ratio:.2g} to {one.beside}" if ratio else ""
        words = f"{one.words_a_second:10,.0f} {one.documents_a_second:10,.1f}"
        yield (
            f"{one.name:24} {one.cores:5} {words if one.words else ' ' * 21} "
            f"{one.seconds:8.2f} {one.megabytes:7,.0f}{beside}"
        )
    for aim in aims(report):
        held = "" if aim.held else ": missed"
        yield f"{aim.what}: {aim.reached}, asked {aim.asked}{held}"
    for gone in report.missing:
        yield f"not measured: {gone.name}: {gone.why}"
