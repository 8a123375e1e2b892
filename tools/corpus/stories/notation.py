"""
The notation in which stories are written and coded, to records.

    story: kharkiv-and-odesa
    about: two strikes on one day, a copy, a corrected count
    account: a1 | The Harbour Courier | 2024-03-05 | Two dead in Kharkiv
    Russia [[struck|h1]] Kharkiv on Monday, its mayor said. It [[did not hit|h2!]] Odesa.
    happening: h1 | ASSAULT aerial | RUS > UKR | 2024-03-04 | strike on Kharkiv
    origins: h1 | a1 a3 | a2
    dispute: number | direct | h1 | the dead | 2: a1 a3 | 5: a2
    agree: h1 | 2 fits at least 2 | a1 a2

Behind the name of a happening `!` says that the words deny it, `?` that they may be
left out. Both sides of `=` stand on both sides; `-` is nobody or nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from facta.evaluate.corpus import Mark
from facta.evaluate.stories import (
    Agreement,
    CodedDispute,
    CodedHappening,
    Origins,
    Stance,
    Story,
    StoryAccount,
    Told,
)
from facta.records import Attribute, Auxiliary, Strength
from tools.corpus.acts.notation import AUXILIARY

KEYS: Final = ("about", "account", "happening", "origins", "dispute", "agree")
NOTHING: Final = "-"
_MARK = re.compile(r"\[\[(?P<words>[^|\[\]]+)\|(?P<happening>\w+)(?P<flags>[!?]*)\]\]")
_LINE = re.compile(rf"(?P<key>{'|'.join(KEYS)}): *(?P<rest>.*)")
ATTRIBUTES: Final[Mapping[str, Attribute]] = {
    name: name for name in get_args(Attribute)
}
STRENGTHS: Final[Mapping[str, Strength]] = {name: name for name in get_args(Strength)}


class UnreadError(ValueError):
    """A line that cannot be meant."""


def stories(text: str, writer: str) -> Iterator[Story]:
    """
    The stories of a file.

    Raises:
        UnreadError: a line cannot be meant.
    """
    for block in re.split(r"(?m)^story: *", text)[1:]:
        name, _, body = block.partition("\n")
        yield _story(name.strip(), writer, body)


def _story(name: str, writer: str, body: str) -> Story:
    parts: dict[str, list[list[str]]] = {key: [] for key in KEYS}
    accounts: list[tuple[list[str], list[str]]] = []
    for line in map(str.strip, body.split("\n")):
        found = _LINE.fullmatch(line)
        if found is None:
            if line and not accounts:
                raise UnreadError(f"{name}: no account before {line!r}")
            if line and any(parts[key] for key in KEYS[2:]):
                raise UnreadError(f"{name}: text behind the codings: {line!r}")
            if line:
                accounts[-1][1].append(line)
            continue
        fields = [field.strip() for field in found["rest"].split("|")]
        if found["key"] == "account":
            accounts.append((fields, []))
        else:
            parts[found["key"]].append(fields)
    return Story(
        id=name,
        about=" | ".join(parts["about"][0]) if parts["about"] else "",
        writer=writer,
        accounts=tuple(_account(name, *account) for account in accounts),
        happenings=tuple(_happening(name, fields) for fields in parts["happening"]),
        origins=tuple(
            Origins(happening=first, groups=tuple(tuple(one.split()) for one in groups))
            for first, *groups in parts["origins"]
        ),
        disputes=tuple(_dispute(name, fields) for fields in parts["dispute"]),
        agreements=tuple(_agreement(name, fields) for fields in parts["agree"]),
    )


def _account(name: str, fields: Sequence[str], lines: Sequence[str]) -> StoryAccount:
    _ask(name, fields, 4, "account: a1 | publisher | 2024-03-05 | title")
    ident, publisher, day, title = fields
    text, told = _marked("\n\n".join(lines))
    if "[[" in text or "]]" in text:
        raise UnreadError(f"{name} {ident}: a mark that cannot be read")
    try:
        published = datetime.date.fromisoformat(day)
    except ValueError as reason:
        raise UnreadError(f"{name} {ident}: {reason}") from reason
    return StoryAccount(
        id=ident,
        publisher=publisher,
        published=published,
        title=title,
        text=text,
        told=tuple(told),
    )


def _marked(text: str) -> tuple[str, list[Told]]:
    """The text without marks, and what they say."""
    plain, told, end = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[end : mark.start()]
        start, end = len(plain), mark.end()
        plain += mark["words"]
        told.append(
            Told(
                words=Mark(start, len(plain), mark["words"]),
                happening=mark["happening"],
                denied="!" in mark["flags"],
                optional="?" in mark["flags"],
            )
        )
    return plain + text[end:], told


def _happening(name: str, fields: Sequence[str]) -> CodedHappening:
    _ask(name, fields, 5, "happening: h1 | TYPE mode flags | RUS > UKR | day | what")
    ident, act, parties, day, what = fields
    event_type, *rest = act.split() or [""]
    auxiliary: list[Auxiliary] = [AUXILIARY[word] for word in rest if word in AUXILIARY]
    modes = [word for word in rest if word not in AUXILIARY]
    mutual = "=" in parties
    if not mutual and ">" not in parties:
        raise UnreadError(
            f"{name} {ident}: parties stand as `RUS > UKR` or `RUS = USA`"
        )
    first, second = map(_codes, re.split("[=>]", parties, maxsplit=1))
    both = tuple(dict.fromkeys(first + second))
    return CodedHappening(
        id=ident,
        event_type=event_type,
        mode=" ".join(modes) or None,
        auxiliary=tuple(auxiliary),
        actors=both if mutual else first,
        recipients=both if mutual else second,
        day="" if day == NOTHING else day,
        what=what,
    )


def _codes(side: str) -> tuple[str, ...]:
    return tuple(code for code in side.split() if code != NOTHING)


def _dispute(name: str, fields: Sequence[str]) -> CodedDispute:
    if len(fields) < 6:
        raise UnreadError(
            f"{name}: a dispute stands as "
            "`dispute: number | direct | h1 | the dead | 2: a1 | 5: a2`"
        )
    attribute, strength, happening, about, *values = fields
    if attribute not in ATTRIBUTES or strength not in STRENGTHS:
        raise UnreadError(
            f"{name}: {attribute} | {strength}: one of {', '.join(ATTRIBUTES)}, and "
            f"{' or '.join(STRENGTHS)}"
        )
    return CodedDispute(
        attribute=ATTRIBUTES[attribute],
        strength=STRENGTHS[strength],
        happening=None if happening == NOTHING else happening,
        about=about,
        values=tuple(_stance(name, value) for value in values),
    )


def _stance(name: str, text: str) -> Stance:
    value, colon, accounts = text.rpartition(":")
    if not colon:
        raise UnreadError(f"{name}: {text!r}: a value and its accounts: `2: a1 a3`")
    return Stance(value=value.strip(), accounts=tuple(accounts.split()))


def _agreement(name: str, fields: Sequence[str]) -> Agreement:
    _ask(name, fields, 3, "agree: h1 | why | a1 a2")
    happening, why, accounts = fields
    return Agreement(
        happening=None if happening == NOTHING else happening,
        why=why,
        accounts=tuple(accounts.split()),
    )


def _ask(name: str, fields: Sequence[str], count: int, form: str) -> None:
    if len(fields) != count:
        raise UnreadError(f"{name}: {' | '.join(fields)}: stands as `{form}`")
