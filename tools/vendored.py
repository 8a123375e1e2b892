"""
What the desk and the tests take from others as it is: fetched by npm, checked, and kept
in the repository, so that whoever installs, serves or tests Facta needs no network for it.

    python -m tools.vendored            tells whether what is kept is what was published
    python -m tools.vendored --write    fetches it anew

A newer version is a line in `VENDORED`: its number, and the integrity that npm publishes.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src" / "facta" / "web" / "static"
TESTS = ROOT / "tests" / "browser"
LICENSES = ROOT / "LICENSES"
# A wheel takes the texts that stand in LICENSES itself, for what is in the wheel.
OF_TESTS = LICENSES / "tests"


class Vendored(Struct, frozen=True, kw_only=True):
    """
    A package of npm: its version, the integrity of its archive as npm publishes it, the
    file that is kept with its sha256, and its licences, each with where it is kept.
    """

    package: str
    version: str
    integrity: str
    inside: str
    kept: Path
    sha256: str
    licenses: tuple[tuple[str, Path], ...]


VENDORED = (
    Vendored(
        package="htmx.org",
        version="2.0.11",
        integrity=(
            "sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFv"
            "BTqjnIMCgELTNt636dtamA=="
        ),
        inside="package/dist/htmx.min.js",
        kept=STATIC / "htmx.min.js",
        sha256="d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
        licenses=(("package/LICENSE", LICENSES / "htmx.txt"),),
    ),
    Vendored(
        package="axe-core",
        version="4.14.1",
        integrity=(
            "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASy"
            "FNNtuFooJpZe37OgudVGtQ=="
        ),
        inside="package/axe.min.js",
        kept=TESTS / "axe.min.js",
        sha256="29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
        licenses=(
            ("package/LICENSE", OF_TESTS / "axe-core.txt"),
            ("package/LICENSE-3RD-PARTY.txt", OF_TESTS / "axe-core-parts.txt"),
        ),
    ),
)


def fault(item: Vendored) -> str | None:
    """What is wrong with what is kept; None where it is what was published."""
    if not item.kept.is_file():
        return f"{item.kept.name}: missing; run python -m tools.vendored --write"
    if hashlib.sha256(item.kept.read_bytes()).hexdigest() != item.sha256:
        return f"{item.kept.name}: is not {item.package} {item.version}"
    for _, text in item.licenses:
        if not text.is_file():
            return f"{text.name}: the licence of {item.package} is missing"
    return None


def fetch(item: Vendored) -> None:
    """
    Put a package's file and licences in their places.

    Raises:
        ValueError: what npm gave is not what it published.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{item.package}@{item.version}"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if f"sha512-{base64.b64encode(digest).decode()}" != item.integrity:
            raise ValueError(f"{item.package} {item.version}: not what npm published")
        with tarfile.open(archive) as files:
            item.kept.write_bytes(_read(files, item.inside))
            for name, kept in item.licenses:
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(_read(files, name))


def _read(files: tarfile.TarFile, name: str) -> bytes:
    found = files.extractfile(name)
    if found is None:
        raise ValueError(f"{name}: not in the archive")
    return found.read()


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what is wrong; 1 where something is."""
    parser = argparse.ArgumentParser(description="What is taken from others as it is.")
    parser.add_argument("--write", action="store_true")
    if parser.parse_args(arguments).write:
        for item in VENDORED:
            fetch(item)
    faults = list(filter(None, map(fault, VENDORED)))
    for told in faults:
        print(told, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
