"""
Whom a filter asks for: a text as a person types it, resolved by the tables and by what
the ledger itself holds.

    RUS, rus, Russia, Russian, Moscow       everything that carries the country
    trump, Donald J. Trump, President Trump that person
    NATO, the White House                   that body
    johnson                                 all of that surname in the ledger, with a note
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.errors import SettingsError
from facta.ledger.recorded import RecordedNames, state
from facta.ledger.rows import plain
from facta.ledger.store import Store
from facta.ontology.countries import BODIES
from facta.ontology.names import SAYS_ALL, Folded, countries, folded, shipped, surname

# Names that an error offers, how alike in 100 they have to be, and how near to the best.
# Judged, not fitted.
NEAREST, NEAR, NOT_FAR = (
    3,
    70,
    10,
)  # names that an error offers, how alike in 100 they are, and how near to the best
# Names that a note lists.
NAMED = 5


class Party(Struct, frozen=True, kw_only=True):
    """
    Whom a filter asks for: every end with one of these codes, and those with one of
    these names.

    `label` is for a reader; `held` tells whether the ledger has anything of them;
    `note` what the reader should know: that several are meant, or that the ledger has
    nothing.
    """

    label: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    held: bool = True
    note: str | None = None

    @property
    def words(self) -> str:
        """The label without its codes."""
        label = self.label
        for code in self.codes:
            label = label.replace(f" ({code})", "")
        return label


Asked = str | Party | Sequence[str | Party]


class Parties:
    """Resolves what is asked of one ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: RecordedNames | None = None

    def party(self, asked: Asked | None) -> Party | None:
        """
        Whom a text means, or any of several; None where nothing is asked.

        Raises:
            SettingsError: a text that neither the tables nor the ledger know; names the
            nearest.
        """
        if asked is None or isinstance(asked, Party):
            return asked
        if isinstance(asked, str):
            return self._resolved(asked)
        each = [
            item if isinstance(item, Party) else self._resolved(item) for item in asked
        ]
        return _either(each) if each else None

    def addressed(self, party: Party) -> tuple[str, ...]:
        """The phrases of who is spoken to, or of, that stand for a party."""
        return tuple(
            phrase for phrase in self._held.addressed if self._stands(phrase, party)
        )

    def speakers(self, party: Party) -> tuple[str, ...]:
        """The phrases of who gives a figure that stand for a party."""
        return tuple(
            phrase for phrase in self._held.speakers if self._stands(phrase, party)
        )

    @property
    def _held(self) -> RecordedNames:
        """What the ledger holds, read anew once it was written to."""
        if self._last is None or self._last.state != state(self._store):
            self._last = RecordedNames(self._store)
        return self._last

    def _resolved(self, text: str) -> Party:
        asked, name = plain(text).strip(), folded(plain(text))
        if not asked:
            raise SettingsError(
                "an empty name in a filter; give a code (RUS), a country, a person or "
                "an organisation"
            )
        found = self._meant(asked, name)
        if not found:
            raise SettingsError(f"{asked!r}: {self._unknown(asked, name)}")
        told = [item for item in found if item.held] or found
        party = _either(told)
        if not party.held:
            return _noted(
                party, f"{party.label} is in no record of this ledger{self._lies(name)}"
            )
        if len(told) > 1:
            return _noted(
                party,
                f"{asked!r} may be {_listed([item.label for item in told])}; all are asked for",
            )
        return party

    def _meant(self, asked: str, name: Folded) -> list[Party]:
        code = asked.upper()
        if code in BODIES or code in countries().table:
            return [self._country(code)]
        if code in self._held.codes:  # a code of one's own may be a name too
            return [self._country(code, name)]
        if states := _distinct(self._countries(name)):
            return _distinct([*states, *self._actors(name)])
        exact = _distinct([*self._actors(name), *self._written(asked, name)])
        found = (
            exact
            if exact and len(name) > 1
            else _distinct([*exact, *self._family(name)])
        )
        if any(item.held for item in found):
            return found
        return self._holding(name) or found or self._places(asked, name)

    def _country(self, code: str, name: Folded | None = None) -> Party:
        """
        A country with all that carries it; names without a country that say it come
        along.
        """
        held, label = self._held, countries().name(code)
        named = (
            [text for text, form in held.names.items() if form == name]
            if name is not None
            else []
        )
        names = [text for text in named if held.countries.get(text, {code}) == {code}]
        # a happening's end of such a kind stands under its own name, not under the code
        if code in BODIES:
            names += [text for text, codes in held.countries.items() if code in codes]
        known = bool(names) or code in held.codes or held.mentions(code)
        return Party(
            label=label if label == code else f"{label} ({code})",
            codes=(code,),
            names=tuple(names),
            held=known,
        )

    def _countries(self, name: Folded) -> Iterator[Party]:
        for sense in shipped().senses(name):
            if sense.kind in SAYS_ALL and sense.country:
                yield self._country(sense.country, name)

    def _actors(self, name: Folded) -> Iterator[Party]:
        """Actors of the tables, under every spelling that the ledger has of them."""
        for sense in shipped().senses(name):
            if sense.kind == "actor":
                yield self._actor(sense.name)

    def _actor(self, canonical: str) -> Party:
        held, tables = self._held, shipped()
        forms = tables.spellings(canonical)
        names = [text for text, form in held.names.items() if form in forms]
        known = names or any(
            tables.actor(text) == canonical
            for text in (*held.addressed, *held.speakers)
        )
        mentioned = known or any(form in forms for form in held.mentioned.values())
        return Party(
            label=canonical,
            codes=(),
            names=tuple(dict.fromkeys([canonical, *names])),
            held=bool(mentioned),
        )

    def _written(self, asked: str, name: Folded) -> Iterator[Party]:
        """Names that the ledger alone knows."""
        low = asked.lower()
        for text, form in self._held.every.items():
            if text.lower() == low or (name and form == name):
                yield self._own(text)

    def _own(self, text: str) -> Party:
        canonical = shipped().actor(text)
        return (
            self._actor(canonical)
            if canonical
            else Party(label=text, codes=(), names=(text,))
        )

    def _family(self, name: Folded) -> Iterator[Party]:
        """Those in the ledger whose name ends so, and those in the tables."""
        last = surname(name)
        for text, form in self._held.every.items():
            if (
                last
                and surname(form) == last
                and len(form) > len(name)
                and set(name) <= set(form)
            ):
                yield self._own(text)
        for entry in shipped().persons(name):
            yield self._actor(entry.name)

    def _holding(self, name: Folded) -> list[Party]:
        """Names of the ledger that hold all words asked for."""
        every = self._held.every.items()
        return _distinct(
            self._own(text) for text, form in every if name and set(name) <= set(form)
        )

    def _places(self, asked: str, name: Folded) -> list[Party]:
        """
        What the tables know as a place or region: an answer, though the ledger has
        nothing under that name.
        """
        senses = [
            sense
            for sense in shipped().senses(name)
            if sense.kind in ("place", "region")
        ]
        return [
            Party(label=sense.name or asked, codes=(), names=(sense.name,), held=False)
            for sense in senses[:1]
        ]

    def _lies(self, name: Folded) -> str:
        """Where a place lies: what may be asked for in its stead."""
        table = countries()
        codes = [
            sense.country
            for sense in shipped().senses(name)
            if sense.kind == "place" and sense.country
        ]
        return (
            f"; ask for {table.name(codes[0])} ({codes[0]}), where it lies"
            if codes
            else ""
        )

    def _stands(self, phrase: str, party: Party) -> bool:
        held, tables = self._held, shipped()
        if phrase in party.names or tables.actor(phrase) in party.names:
            return True
        codes = held.countries.get(phrase) or {tables.country(phrase)}
        return bool(codes & set(party.codes)) or folded(phrase) in {
            folded(name) for name in party.names
        }

    def _unknown(self, asked: str, name: Folded) -> str:
        near = nearest(asked, self._held.every, shipped().written())
        advice = (
            f"did you mean {_listed(near)}?"
            if near
            else "give a code (RUS), a country, a person or an organisation"
        )
        return f"nobody of this name in the ledger or in the tables; {advice}"


def nearest(asked: str, *groups: Iterable[str]) -> list[str]:
    """
    Up to three names that are written alike, those of an earlier group before those of
    a later one.

    >>> nearest("Elisabeth Benet", ["Elizabeth Bennet", "Donald Trump"], ["Elizabeth Bennett"])
    ['Elizabeth Bennet', 'Elizabeth Bennett']
    """
    from rapidfuzz import fuzz, process

    wanted, found = " ".join(folded(asked)), dict[str, float]()
    for group in groups:
        forms = {name: " ".join(folded(name)) for name in group}
        near = process.extract(
            wanted, forms, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=NEAR
        )
        found |= {name: score for _, score, name in near if name not in found}
    best = max(found.values(), default=0)
    return [name for name, score in found.items() if score > best - NOT_FAR][:NEAREST]


def _either(parties: Sequence[Party]) -> Party:
    """Any of several as one."""
    if len(parties) == 1:
        return parties[0]
    return Party(
        label=_listed([item.label for item in parties]),
        codes=tuple(dict.fromkeys(code for item in parties for code in item.codes)),
        names=tuple(dict.fromkeys(name for item in parties for name in item.names)),
        held=any(item.held for item in parties),
        note="; ".join(item.note for item in parties if item.note) or None,
    )


def _noted(party: Party, note: str) -> Party:
    return Party(
        label=party.label,
        codes=party.codes,
        names=party.names,
        held=party.held,
        note=note,
    )


def _distinct(parties: Iterable[Party]) -> list[Party]:
    return list({item.label: item for item in parties}.values())


def _listed(names: Sequence[str]) -> str:
    """
    Alternatives as prose writes them.

    >>> _listed(["a"]), _listed(["a", "b"]), _listed(["a", "b", "c"])
    ('a', 'a or b', 'a, b or c')
    """
    shown = (
        [*names[:NAMED], f"{len(names) - NAMED} more"]
        if len(names) > NAMED + 1
        else list(names)
    )
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]
