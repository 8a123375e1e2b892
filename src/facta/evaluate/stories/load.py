"""Stories from a file, and what no careful reader can mean by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from facta.errors import SettingsError, SourceError
from facta.evaluate.stories.story import CodedDispute, Story
from facta.ontology import Ontology
from facta.ontology.countries import BODIES, Countries

DAY: Final = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)(/\d{4}(-\d\d(-\d\d)?)?)?|")


def load(path: Path) -> tuple[Story, ...]:
    """
    The stories of a file, in its order.

    Raises:
        SourceError: the file cannot be read.
        SettingsError: a line is no story, or cannot be meant.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as reason:
        raise SourceError(
            str(path), reason.strerror or "cannot be read", "give a file of stories"
        ) from reason
    ontology, countries = Ontology.load(), Countries.load()
    found = []
    for number, line in enumerate(lines, 1):
        try:
            story = msgspec.json.decode(line, type=Story)
        except msgspec.DecodeError as reason:
            raise SettingsError(f"{path} line {number}: no story: {reason}") from reason
        for fault in faults(story, ontology, countries):
            raise SettingsError(f"{path} ({story.id}): {fault}; mend its line")
        found.append(story)
    return tuple(found)


def faults(story: Story, ontology: Ontology, countries: Countries) -> Iterator[str]:
    """What cannot be meant: words that do not stand there, names of nothing."""
    accounts = {account.id for account in story.accounts}
    happenings = {one.id for one in story.happenings}
    yield from _twice("account", (account.id for account in story.accounts))
    yield from _twice("happening", (one.id for one in story.happenings))
    tellers: dict[str, set[str]] = {name: set() for name in happenings}
    for account in story.accounts:
        for told in account.told:
            mark = told.words
            if not mark.text or account.text[mark.start : mark.end] != mark.text:
                yield f"{account.id}: {mark.text!r} does not stand at {mark.start}"
            if told.happening not in happenings:
                yield f"{account.id}: {mark.text!r} tells {told.happening}, not listed"
            else:
                tellers[told.happening].add(account.id)
    for one in story.happenings:
        if not tellers[one.id]:
            yield f"{one.id}: no words tell it"
        if one.event_type not in ontology.types:
            yield f"{one.id}: no type {one.event_type!r}"
        elif one.mode and one.mode not in ontology.types[one.event_type].modes:
            yield f"{one.id}: {one.event_type} has no mode {one.mode!r}"
        for code in (*one.actors, *one.recipients):
            if code not in countries.table and code not in BODIES:
                yield f"{one.id}: no country {code!r}"
        if not DAY.fullmatch(one.day):
            yield f"{one.id}: no day {one.day!r}"
    for origin in story.origins:
        told_by = tellers.get(origin.happening, set())
        listed = [name for group in origin.groups for name in group]
        yield from _twice(f"origins of {origin.happening}: account", listed)
        if set(listed) != told_by:
            yield (
                f"origins of {origin.happening}: lists {' '.join(sorted(listed))}, but "
                f"{' '.join(sorted(told_by))} tell it"
            )
    several = {name for name, told_by in tellers.items() if len(told_by) > 1}
    for name in sorted(several - {origin.happening for origin in story.origins}):
        yield f"{name}: told by several accounts, but its origins are not given"
    for dispute in story.disputes:
        yield from _dispute(dispute, accounts, happenings)
    for agreement in story.agreements:
        if agreement.happening and agreement.happening not in happenings:
            yield f"agree: no happening {agreement.happening}"
        if not set(agreement.accounts) <= accounts:
            yield "agree: names an account that there is not"


def _dispute(
    dispute: CodedDispute, accounts: set[str], happenings: set[str]
) -> Iterator[str]:
    name = f"dispute about {dispute.about!r}"
    if dispute.happening and dispute.happening not in happenings:
        yield f"{name}: no happening {dispute.happening}"
    if len(dispute.values) < 2:
        yield f"{name}: has one value"
    for value in dispute.values:
        if not value.accounts or not set(value.accounts) <= accounts:
            yield f"{name}: {value.value!r} names no account, or one there is not"


def _twice(kind: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{kind} {name} stands {count} times"
