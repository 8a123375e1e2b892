"""What two readers disagree on in a passage, shown so that a third can settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.evaluate.corpus import CodedEvent, Day, Passage
from tools.corpus.sides import Pair, event_sides, sentence


def listed(pair: Pair) -> Iterator[str]:
    """
    Lines for each sentence with an event that one reader alone has; none where all
    agree.

    What both have in that sentence stands there too, for it tells what the rest may be.
    """
    first, second = pair
    sides = event_sides(pair)
    torn = {sentence(first, event.trigger) for event in (*sides.first, *sides.second)}
    if torn:
        yield f"== {first.id} | {first.published} | {first.title}"
    for number in sorted(torn):
        start, end = first.sentences[number - 1]
        yield f"[{number}] {first.text[start:end]}"
        together = [one for one, _ in sides.agreed]
        optional = [event for event in first.events if event.optional]
        others = [event for event in second.events if event.optional]
        yield from _of(first, number, "both", together)
        yield from _of(first, number, first.reader, [*sides.first, *optional])
        yield from _of(second, number, second.reader, [*sides.second, *others])
        yield ""


def _of(
    passage: Passage, number: int, reader: str, events: Iterable[CodedEvent]
) -> Iterator[str]:
    for event in events:
        if sentence(passage, event.trigger) == number:
            yield f"    {reader:8} {shown(passage, event)}"


def shown(passage: Passage, event: CodedEvent) -> str:
    """An event in the notation, with names and countries in the place of ids."""
    number = sentence(passage, event.trigger)
    actors, recipients = (
        ", ".join(_party(passage, name) for name in side) or "-"
        for side in (event.actors, event.recipients)
    )
    mutual = event.actors == event.recipients
    parties = f"= {actors}" if mutual else f"{actors} > {recipients}"
    fields = (
        f"V{'?' * event.optional} {number}`{event.trigger.text}`",
        " ".join(filter(None, (event.event_type, event.mode))),
        parties,
        ", ".join(event.auxiliary) or "-",
        event.scope[0],
        _day(event.day),
    )
    return " | ".join(fields)


def _party(passage: Passage, name: str) -> str:
    codes = "+".join(sorted(passage.countries(name))) or "-"
    return f"{passage.entity(name).name} [{codes}]"


def _day(day: Day) -> str:
    if day.basis == "unresolved":
        return "?"
    sign = {"by": "<", "after": ">"}.get(day.bound or "", "")
    if day.value is None:
        return sign
    return f"{sign}{day.value} {day.basis[0]}"
