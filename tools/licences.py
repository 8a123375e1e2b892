"""
What Facta's installations hold of others: each package with its version and licence.

    python -m tools.licences              tells whether docs/licences.md is as it should be
    python -m tools.licences --write      writes it, from what is installed here
    python -m tools.licences --sbom FILE  completes a CycloneDX list that cyclonedx-py made:
                                          Facta's version, the licences that it did not find

Which packages, the metadata of the installed distributions say, from Facta's own on; the
versions are those of requirements.lock.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path
from typing import Any

from msgspec import Struct
from packaging.licenses import (
    InvalidLicenseExpression,
    canonicalize_license_expression,
)
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import facta

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
EXTRAS = ("arrow", "dask", "desk", "docx", "png", "xlsx")
PLAIN = "always"
# Licences under which an Apache-2.0 program may ask for a library. MPL is a file's own:
# whoever changes such a library shares that change, and nothing of Facta's.
ALLOWED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python"}
    | {"MIT", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib"}
)
# What metadata that know no SPDX call a licence.
CALLED = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
}
# Whose metadata do not say it, read in the texts that they ship.
READ = {
    "jinja2": "BSD-3-Clause",
    "partd": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "resvg-py": "MIT",
    "zict": "BSD-3-Clause",
}
TABLE = "| package | version | licence | comes |\n|---|---|---|---|\n"


class Package(Struct, frozen=True, kw_only=True):
    """A distribution, and the extras that bring it; none: every installation does."""

    name: str
    version: str
    licence: str
    extras: tuple[str, ...]

    @property
    def row(self) -> str:
        """Its line of the page."""
        brought = ", ".join(f"`[{extra}]`" for extra in self.extras) or PLAIN
        return f"| {self.name} | {self.version} | {self.licence} | {brought} |"


def packages() -> list[Package]:
    """All that Facta and its extras bring, as installed here, by name."""
    plain = reached("facta")
    brought = {extra: reached("facta", extra) - plain for extra in EXTRAS}
    names = plain.union(*brought.values())
    return [
        Package(
            name=name,
            version=metadata.version(name),
            licence=licence(name, _told(name)),
            extras=tuple(extra for extra in EXTRAS if name in brought[extra]),
        )
        for name in sorted(names)
    ]


def reached(name: str, extra: str = "") -> set[str]:
    """What a distribution asks for here, and what that asks for; itself left out."""
    found: set[tuple[str, str]] = set()
    waiting: list[tuple[str, str]] = [
        (canonicalize_name(name), each) for each in {"", extra}
    ]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _asked(*one)
    return {each for each, _ in found} - {canonicalize_name(name)}


def _asked(name: str, extra: str) -> Iterator[tuple[str, str]]:
    for line in metadata.requires(name) or ():
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate({"extra": extra}):
            for each in ("", *asked.extras):
                yield canonicalize_name(asked.name), each


def licence(name: str, told: Message) -> str:
    """
    As an SPDX expression.

    Raises:
        SystemExit: neither the metadata nor this module say it.
    """
    if name in READ:
        return READ[name]
    said = [told.get(key) or "" for key in ("License-Expression", "License")]
    classified = [line for line in told.get_all("Classifier", []) if "License" in line]
    said += [line.rpartition(" :: ")[2] for line in classified]
    for text in said:
        try:
            return canonicalize_license_expression(CALLED.get(text, text))
        except InvalidLicenseExpression:
            continue
    sys.exit(f"{name}: no licence in its metadata; read its text and add it to READ")


def _told(name: str) -> Message:
    """The metadata of an installed distribution."""
    return Parser().parsestr(metadata.distribution(name).read_text("METADATA") or "")


def allowed(expression: str) -> bool:
    """
    Whether a library under this may be asked for.

    >>> allowed("MPL-1.1 OR GPL-2.0-only"), allowed("MIT AND GPL-3.0-only")
    (True, False)
    """
    choices = expression.split(" OR ")
    return any(set(choice.split(" AND ")) <= ALLOWED for choice in choices)


def page(before: str) -> str:
    """The page with the table of all packages."""
    head, _, _ = before.partition(TABLE)
    return head + TABLE + "".join(f"{package.row}\n" for package in packages())


def completed(bill: dict[str, Any]) -> dict[str, Any]:
    """A CycloneDX list with Facta's version and the licences that it lacks."""
    bill["metadata"]["component"]["version"] = facta.__version__
    for component in bill["components"]:
        name = canonicalize_name(component["name"])
        if name in READ or not component.get("licenses"):
            found = licence(name, _told(name))
            component["licenses"] = [{"expression": found}]
    return bill


def main() -> int:
    """Tells, writes or completes."""
    parser = argparse.ArgumentParser(description="Licences of what is installed.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sbom", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    for path in options.sbom or ():
        bill = completed(json.loads(path.read_text("utf8")))
        path.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", "utf8")
    if options.sbom:
        return 0
    before = PAGE.read_text("utf8")
    after = page(before)
    if options.write:
        PAGE.write_text(after, "utf8")
        return 0
    if before != after:
        print("docs/licences.md is out of date; run: python -m tools.licences --write")
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main())
