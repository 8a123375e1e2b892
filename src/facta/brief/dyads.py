"""
The main dyads as panels of a chart.

Takes the records of a brief; gives for each of the busiest directed dyads its dots and its monthly
means. What was only planned, feared, denied or told as background is no deed and no
word of its period, and is left out.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from facta.brief import words
from facta.brief.acts import act
from facta.brief.bound import TOLD
from facta.brief.material import Material
from facta.brief.records import Dot, DyadPanel, Mean, TurnedLine
from facta.brief.relationship import turned
from facta.link.grades import before, worded
from facta.measure import (
    Dyad,
    Point,
    directed,
    is_real,
    main_dyads,
    mean,
    scores,
    series,
)
from facta.measure.coverage import covered
from facta.measure.relationship import of_happenings
from facta.measure.scores import WORDS, Estimate
from facta.measure.series import Rule
from facta.measure.trust import HALF_LIFE_WEEKS, WORD_GIVEN, outcomes, trust
from facta.records import Event, Happening

# the rule of an event that the language model alone has found
ALONE = "model"
# and the chance of being right from which that counts between two; judged
SURE = 0.7
# Panels; judged: more are not looked at.
SHOWN = 6
PLOTTED = {"day", "month"}
# Happenings with a day of their own, and months of them, below which a chart shows
# nothing; and below which turning points cannot be told; judged.
CHARTED, MONTHS, TURNS = 6, 3, 30
# Scores by which words and deeds are apart, and kinds of acts that are named; judged.
APART, MOST = 0.5, 3
# Words, and deeds, below which the two are not set against each other; judged.
FEWEST = 3


def panels(material: Material) -> tuple[DyadPanel, ...]:
    """
    The busiest dyads between different actors, the busiest first; charts begin a year
    before the first account or with the first dot.
    """
    real = [
        item
        for item in material.towards()
        if is_real(item)
        and not (material.since and item.date and item.date < material.since)
    ]
    dyads = main_dyads(real, SHOWN)
    spoken, done = (
        _monthly(real, rule, dyads) for rule in (scores.words, scores.deeds)
    )
    told = {
        dyad: list(_once([item for item in real if dyad in directed(item)], material))
        for dyad in dyads
    }
    return tuple(
        _panel(
            dyad,
            told[dyad],
            material,
            words_by_month=spoken.get(dyad, ()),
            deeds_by_month=done.get(dyad, ()),
        )
        for dyad in dyads
        if told[dyad]
    )


def _once(told: Sequence[Happening], material: Material) -> Iterator[Happening]:
    """
    What is told between two, each sentence once in words and once in deeds, the surest
    first: "voiced frustration" and "criticism" of one sentence are one.
    """
    taken: set[tuple[str, int, bool]] = set()
    kept = set[str]()
    for item in sorted(told, key=lambda item: (-_sure(item, material), item.id)):
        in_words = item.quad_code in WORDS
        if _unsure(item, material) or (not in_words and _only_named(item, material)):
            continue
        own = {(*place, in_words) for place in _places(item, material)}
        if not own <= taken:
            kept.add(item.id)
        taken |= own
    yield from (item for item in told if item.id in kept)


def _unsure(item: Happening, material: Material) -> bool:
    """Whether no rule has found it, and the language model is none too sure."""
    return all(
        event.rule == ALONE and event.confidence < SURE
        for event in _events(item, material)
    )


def _only_named(item: Happening, material: Material) -> bool:
    """Whether a deed is only spoken of: "his stance on sanctions" imposes none."""
    return all(
        event.rule == ALONE
        and not (
            material.of[event.document].tag(event.trigger.start) or "VB"
        ).startswith("VB")
        for event in _events(item, material)
    )


def _sure(item: Happening, material: Material) -> float:
    return max(event.confidence for event in _events(item, material))


def _places(item: Happening, material: Material) -> Iterator[tuple[str, int]]:
    """The sentences that tell it."""
    for event in _events(item, material):
        yield event.document, event.sentence


def _events(item: Happening, material: Material) -> Iterator[Event]:
    for report in item.reports:
        yield from map(material.events.__getitem__, report.events)


def _panel(
    dyad: Dyad,
    told: Sequence[Happening],
    material: Material,
    *,
    words_by_month: Sequence[Point],
    deeds_by_month: Sequence[Point],
) -> DyadPanel:
    in_words = [item for item in told if item.quad_code in WORDS]
    in_deeds = [item for item in told if item.quad_code not in WORDS]
    spoken = mean([item.score for item in in_words])
    done = mean([item.score for item in in_deeds])
    dots = tuple(
        _dot(item) for item in told if item.date and item.date_precision in PLOTTED
    )
    own = [dot for dot in dots if dot.told]
    return DyadPanel(
        actor=words.end(dyad[0], material.countries),
        recipient=words.end(dyad[1], material.countries),
        dots=dots,
        words=tuple(_means(words_by_month)),
        deeds=tuple(_means(deeds_by_month)),
        words_mean=spoken.mean if spoken else None,
        deeds_mean=done.mean if done else None,
        outside=sum(
            item.date is None or item.date_precision not in PLOTTED for item in told
        ),
        sentences=tuple(_sentences(dyad, told, spoken, done, material)),
        turns=tuple(_turns(dyad, len(own), material)),
        spoken=tuple(item.id for item in in_words),
        done=tuple(item.id for item in in_deeds),
        own=len(own),
        charted=len(own) >= CHARTED and len({dot.day // 30 for dot in own}) >= MONTHS,
    )


def _sentences(
    dyad: Dyad,
    told: Sequence[Happening],
    spoken: Estimate | None,
    done: Estimate | None,
    material: Material,
) -> Iterator[str]:
    """How words and deeds stand to each other, and how far a word is kept."""
    kinds = Counter(map(act, told))
    # what is told once is named only where nothing is told more often
    often = {kind: count for kind, count in kinds.items() if count > 1} or kinds
    most = sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    yield f"Told most: {', '.join(f'{kind} {count}' for kind, count in most)}."
    if spoken and done and min(spoken.count, done.count) >= FEWEST:
        apart = spoken.mean - done.mean
        worse = "worse" if apart > 0 else "better"
        if abs(apart) < APART:
            yield "Deeds are much like words."
        else:
            yield f"Deeds are {worse} than words by {abs(apart):.1f}."
    mine = [p for p in material.board if (p.maker, p.recipient) == dyad]
    given = [p for p in material.board if p.maker == dyad[0] and p.recipient is None]
    came = Counter(
        pledge.status for pledge in (*mine, *given) if pledge.kind in WORD_GIVEN
    )
    if came:
        counts = ", ".join(
            f"{count} {TOLD.get(status, status)}"
            for status, count in sorted(came.items())
        )
        yield f"Of its promises, to it or to nobody named: {counts}."
    due = outcomes(mine)
    if due:
        trusted = trust(due, half_life_weeks=HALF_LIFE_WEEKS)
        yield (
            f"That the next promise due is kept has a chance of {trusted.mean:.2f} "
            f"({trusted.low:.2f} to {trusted.high:.2f}), going by those that came due."
        )


def _turns(dyad: Dyad, own: int, material: Material) -> Iterator[TurnedLine]:
    """Where its level turned, where enough is dated to tell."""
    if own < TURNS:
        return
    days = (account.document.published for account in material.accounts)
    seen = covered(days, "month")
    found = of_happenings(
        material.towards(), material.board, *dyad, covered=seen or None
    )
    for turn in found.directions[0].turns:
        yield TurnedLine(
            sentence=turned(turn, "month"),
            happenings=tuple(mover.happening for mover in turn.movers),
        )


def _dot(item: Happening) -> Dot:
    assert item.date is not None
    act = ", ".join(filter(None, (item.event_type.lower(), item.mode)))
    label = f"{words.when(item)}: {before(item)}{act} ({worded(item.grade)})"
    whole_month = item.date_precision == "month"
    day = (
        item.date.replace(day=15) if whole_month else item.date
    )  # a month's mark stands in its midst
    deed, told = (
        item.quad_code not in WORDS,
        not whole_month and item.date_basis != "published",
    )
    return Dot(
        happening=item.id,
        day=day.toordinal(),
        score=item.score,
        deed=deed,
        label=label,
        told=told,
    )


def _monthly(
    happenings: Sequence[Happening], rule: Rule[Happening], dyads: Sequence[Dyad]
) -> dict[Dyad, tuple[Point, ...]]:
    found = series(happenings, rule, period="month", dyads=dyads)
    return {(item.actor, item.recipient or ""): item.points for item in found}


def _means(points: Iterable[Point]) -> Iterator[Mean]:
    """The months that have a mean, as stretches of days."""
    for point in points:
        begin, found = point.begin, point.value
        if found is not None:
            last = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
            yield Mean(
                first=begin.toordinal(),
                last=last.toordinal(),
                mean=found.mean,
                low=found.low,
                high=found.high,
                count=found.count,
            )
