"""
Scores Facta on PETRARCH's unit tests: sentences with invented actors and the codings
expected of them.

    python -m benchmarks.petr FOLDER [--errors N] [--category NAME ...]

FOLDER holds PETR.UnitTest.records.xml and the dictionaries beside it. The actors come
in as a user brings them in, by `facta.ontology.petrarch`. Prints the share of parts
(actor, type, recipient) that are right, by category, and the worst errors. What counts
as right, and why types are read by two schemes, stands in docs/petrarch.md.
"""

from __future__ import annotations

import argparse
import datetime
import re
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

from msgspec import Struct

from facta.evaluate import Score
from facta.extract.events.algebra import HELPFUL
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.ontology import Cameo, Countries
from facta.ontology.petrarch import convert, party
from facta.records import Actor, Annotation, Document, Event, content_id

RECORDS = "PETR.UnitTest.records.xml"
ACTORS = "PETR.Validate.actors.txt"
AGENTS = "PETR.Validate.agents.txt"
# McClelland's scheme; by its first two digits, and by three where a category falls
# apart in PLOVER.
WEIS = {
    "01": "CONCEDE", "012": "RETREAT", "02": None, "03": "CONSULT", "04": "SUPPORT",
    "05": "AGREE", "06": "SUPPORT",
    "061": "CONCEDE", "063": "CONCEDE", "065": "CONCEDE", "066": "RETREAT",
    "07": "AID", "08": "AGREE",
    "09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE", "13": "ACCUSE",
    "14": "REJECT", "15": "REQUEST",
    "16": "THREATEN", "17": "THREATEN", "18": "PROTEST", "182": "MOBILIZE",
    "19": "SANCTION", "20": "COERCE",
    "21": "COERCE", "22": "ASSAULT",
}  # fmt: skip
SCHEMES = ("plover", "either", "weis", "cameo")
COMING = re.compile(r"\b(?:about to|will|going to)\b")
PARTS = ("actor", "type", "recipient")


class Coding(Struct, frozen=True):
    """One expected coding as it is written: two actor codes and an event code."""

    source: str
    target: str
    code: str


class Record(Struct, frozen=True):
    """One sentence of the tests; without codings, none is expected."""

    id: str
    category: str
    text: str
    day: datetime.date
    codings: tuple[Coding, ...]


Party = tuple[str | None, str | None]  # country and sector, None where there is none


class Found(Struct, frozen=True):
    """Who did that type of thing to whom, as Facta coded it."""

    actor: Party
    event_type: str
    recipient: Party


class Wanted(Struct, frozen=True):
    """
    A coding as Facta would write it.

    Without `types` its code has no counterpart, and the type is not asked.
    """

    actor: Party
    types: frozenset[str]
    recipient: Party

    def right(self, found: Found) -> Counter[str]:
        """The parts that a triple has right."""
        held = Counter[str]()
        held["actor"] = +fits(self.actor, found.actor)
        held["type"] = +(found.event_type in self.types)
        held["recipient"] = +fits(self.recipient, found.recipient)
        return held

    def asked(self) -> Counter[str]:
        """The parts that are asked for."""
        return Counter(part for part in PARTS if part != "type" or self.types)


class Outcome(Struct, frozen=True):
    """One record with what was found: a triple for each coding, and those left over."""

    record: Record
    wanted: tuple[Wanted, ...]
    aligned: tuple[Found | None, ...]
    extra: tuple[Found, ...]

    @property
    def asked(self) -> Counter[str]:
        """Parts asked for."""
        return sum((one.asked() for one in self.wanted), Counter[str]())

    @property
    def right(self) -> Counter[str]:
        """Parts that are right."""
        pairs = zip(self.wanted, self.aligned, strict=True)
        return sum((one.right(found) for one, found in pairs if found), Counter[str]())


def main() -> None:
    """Reads the tests, codes them, prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=30)
    parser.add_argument(
        "--category", nargs="*", help="print only errors of these categories"
    )
    options = parser.parse_args()
    records = list(read(options.folder / RECORDS))
    annotations = coded(records, options.folder)
    cameo = Cameo.load()
    print(
        f"{len(records)} sentences dated {min(r.day for r in records)} to "
        f"{max(r.day for r in records)}"
    )
    for scheme in SCHEMES:
        outcomes = [
            outcome(*pair, scheme, cameo)
            for pair in zip(records, annotations, strict=True)
        ]
        report(scheme, outcomes, whole=scheme != SCHEMES[0])
        if scheme == SCHEMES[0]:
            shown = outcomes
    chosen = [
        one
        for one in shown
        if not options.category or one.record.category in options.category
    ]
    for line in errors(chosen)[: options.errors]:
        print(line)


def read(file: Path) -> Iterator[Record]:
    """The records that the file itself runs: switched on, of categories it includes."""
    tree = ElementTree.fromstring(file.read_text("utf8"))
    included = (tree.findtext("Environment/Include") or "").split()
    for element in tree.iter("Sentence"):
        if element.get("sentence") == "true" and element.get("category") in included:
            codings = [
                Coding(
                    one.attrib["sourcecode"],
                    one.attrib["targetcode"],
                    one.attrib["eventcode"],
                )
                for one in element.findall("EventCoding")
                if "eventcode" in one.attrib
            ]
            text = " ".join((element.findtext("Text") or "").split()).replace("_", " ")
            day = datetime.datetime.strptime(element.attrib["date"], "%Y%m%d").date()
            yield Record(
                id=element.attrib["id"],
                category=category(element),
                text=text,
                day=day,
                codings=tuple(codings),
            )


def category(element: ElementTree.Element) -> str:
    """The category of a record."""
    name = element.attrib["category"]
    # MODIFY holds passives and clauses between commas; the stem of the id tells which.
    if name == "MODIFY":
        return element.attrib["id"].split("-")[0]
    return name


def coded(records: Sequence[Record], folder: Path) -> list[Annotation]:
    """What Facta finds in each record, with the folder's actors brought over."""
    texts = [(folder / name).read_text("utf8") for name in (ACTORS, AGENTS)]
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "petrarch.toml"
        known = frozenset(Countries.load().table)
        file.write_text(convert(*texts, known=known), "utf8")
        resources = Resources.load(actor_files=[file])
    parsed = Language.load().many([record.text for record in records])
    accounts = [
        Document(
            id=content_id(r.id, r.text),
            source=r.id,
            text=r.text,
            published=r.day,
            published_basis="given",
        )
        for r in records
    ]
    return [
        annotate(account, found, resources)
        for account, found in zip(accounts, parsed, strict=True)
    ]


def outcome(
    record: Record, annotation: Annotation, scheme: str, cameo: Cameo
) -> Outcome:
    """A record's codings, each aligned with the triple that has most of it right."""
    readable = _readable(record)
    wanted = [
        Wanted(
            party(one.source),
            types(one.code, record.text, scheme, cameo),
            party(one.target),
        )
        for one in readable
    ]
    left = sorted(
        {triple for event in annotation.events for triple in triples(event)}, key=str
    )
    aligned: list[Found | None] = [None] * len(wanted)
    fit = {
        (at, found): wanted[at].right(found).total()
        for at, found in product(range(len(wanted)), left)
    }
    # The best pairs first; of equal ones the first coding, then the order of triples.
    for at, found in sorted(fit, key=lambda pair: -fit[pair]):
        if fit[at, found] and aligned[at] is None and found in left:
            aligned[at] = found
            left.remove(found)
    return Outcome(
        record=record, wanted=tuple(wanted), aligned=tuple(aligned), extra=tuple(left)
    )


def _readable(record: Record) -> list[Coding]:
    """The codings but for 01 and 02, which PLOVER dropped."""
    return [one for one in record.codings if not one.code.startswith(("01", "02"))]


def types(code: str, text: str, scheme: str, cameo: Cameo) -> frozenset[str]:
    """
    The PLOVER types of an event code; none where the scheme has no such code.

    The scheme *plover* takes what either scheme says and, as PLOVER's manual does, a
    cooperative act that is still to come for an AGREE.
    """
    found = set()
    if scheme != "weis" and code in cameo.codes:
        found.add(cameo.codes[code].event_type)
    if scheme != "cameo" and len(code) == 3 and code.isdigit():
        found.add(WEIS.get(code) or WEIS.get(code[:2]) or "")
    if scheme == "plover" and found & HELPFUL and COMING.search(text):
        found = (found - HELPFUL) | {"AGREE"}
    return frozenset(found - {""})


def triples(event: Event) -> set[Found]:
    """Each pair of an event's parties; a reciprocal event both ways."""
    actors, recipients = sides(event.actor), sides(event.recipient)
    mutual = len(set(actors)) > 1 and set(actors) == set(recipients)
    pairs = product(actors, recipients)
    return {
        Found(one, event.event_type, other)
        for one, other in pairs
        if not mutual or one != other
    }


def sides(actors: Iterable[Actor]) -> list[Party]:
    """Country and sector of one side's actors."""
    return [(actor.country, actor.sector) for actor in actors] or [(None, None)]


def fits(wanted: Party, found: Party) -> bool:
    """Whether a party is the one asked for; the sector only where the coding has one."""
    return wanted[0] == found[0] and wanted[1] in (None, found[1])


def report(scheme: str, outcomes: Sequence[Outcome], *, whole: bool) -> None:
    """Prints the parts for one reading of the types, by category if not `whole`."""
    heads = ("", "sentences", "all parts", *PARTS, "missed", "extra", "quiet")
    print(f"\ntypes read as {scheme}\n" + row(heads))
    names = [""]
    if not whole:
        names = [*sorted({one.record.category for one in outcomes}), ""]
    for name in names:
        held = [one for one in outcomes if name in ("", one.record.category)]
        asked = sum((one.asked for one in held), Counter[str]())
        right = sum((one.right for one in held), Counter[str]())
        quiet = [one for one in held if not one.record.codings]
        shares = [share(right[part], asked[part]) for part in PARTS]
        extra = sum(len(one.extra) for one in held if one.record.codings)
        missed = sum(one.aligned.count(None) for one in held)
        total = share(right.total(), asked.total())
        unbroken = share(sum(map(silent, quiet)), len(quiet))
        head = (name or "all", len(held), total)
        print(row((*head, *shares, missed, extra, unbroken)))


def parts(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """How many parts are right, and how many were asked for."""
    right = sum((one.right for one in outcomes), Counter[str]())
    return right.total(), sum((one.asked for one in outcomes), Counter[str]()).total()


def by_record(outcomes: Sequence[Outcome]) -> list[Score]:
    """The parts of each sentence."""
    counted = [parts([one]) for one in outcomes]
    return [Score(right, asked, asked) for right, asked in counted]


def markdown(outcomes: Sequence[Outcome]) -> str:
    """The parts by category as a table for the documentation, the best first."""
    held: dict[str, list[Outcome]] = {}
    for one in outcomes:
        held.setdefault(one.record.category, []).append(one)
    by_share = sorted(
        held,
        key=lambda name: (-parts(held[name])[0] / max(parts(held[name])[1], 1), name),
    )
    lines = [
        "| category | parts | actor | type | recipient | missed codings |",
        "|---|---|---|---|---|---|",
    ]
    for name in by_share:
        right = sum((one.right for one in held[name]), Counter[str]())
        asked = sum((one.asked for one in held[name]), Counter[str]())
        if asked:
            cells = [f"{right[part]}/{asked[part]}" for part in PARTS]
            percent = f"{right.total() / asked.total():.1%}".replace("%", " %")
            total = f"{right.total()}/{asked.total()}, {percent}"
            missed = sum(one.aligned.count(None) for one in held[name])
            lines.append(f"| {' | '.join([name, total, *cells, str(missed)])} |")
    return "\n".join(lines)


def row(cells: Sequence[object]) -> str:
    """One line of a table."""
    return f"{cells[0]:<10}" + "".join(f"{cell!s:>14}" for cell in cells[1:])


def share(right: int, asked: int) -> str:
    """A share with its counts."""
    return f"{right}/{asked} {right / asked:.1%}" if asked else "-"


def silent(one: Outcome) -> bool:
    """Whether nothing with both sides was coded."""
    return not any(found.actor[0] and found.recipient[0] for found in one.extra)


def errors(outcomes: Iterable[Outcome]) -> list[str]:
    """Records in words, those with most parts wrong first."""
    wrong = [one for one in outcomes if one.right != one.asked]
    wrong.sort(key=lambda one: one.right.total() - one.asked.total())
    return [told(one) for one in wrong]


def told(one: Outcome) -> str:
    """A record with errors in lines."""
    lines = [f"{one.record.id} ({one.record.day}): {one.record.text}"]
    codings = _readable(one.record)
    for coding, wanted, found in zip(codings, one.wanted, one.aligned, strict=True):
        lines.append(
            f"    {coding.source} {coding.code} {'/'.join(sorted(wanted.types))} "
            f"{coding.target} | {line(found)}"
        )
    return "\n".join(lines + [f"    extra {line(found)}" for found in one.extra])


def line(found: Found | None) -> str:
    """A triple in words."""
    if found is None:
        return "nothing"
    actor = "".join(code or "-" for code in found.actor)
    recipient = "".join(code or "-" for code in found.recipient)
    return f"{actor} {found.event_type} {recipient}"


if __name__ == "__main__":
    main()
