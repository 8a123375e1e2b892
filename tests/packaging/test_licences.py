"""What is installed with Facta may be, and the list of it is whole."""

from __future__ import annotations

import re
import tomllib
from email.parser import Parser
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import facta
from tools import licences
from tools.licences import (
    EXTRAS,
    PAGE,
    Package,
    allowed,
    completed,
    licence,
    packages,
    reached,
)

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
LOCK = dict(
    line.split("==") for line in (ROOT / "requirements.lock").read_text("utf8").split()
)
NAMES = reached("facta").union(*(reached("facta", extra) for extra in EXTRAS))
LOCKED = all(metadata.version(name) == LOCK.get(name) for name in NAMES)
PACKAGES = packages() if LOCKED else []  # older ones may not say what they are under


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_library_is_under_a_licence_that_suits(package: Package) -> None:
    """Apache-2.0 code may ask for it; nothing is under the GPL alone."""
    assert allowed(package.licence), package.licence


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_the_page_has_every_library_of_the_lock(package: Package) -> None:
    """With its version, licence and extra: `python -m tools.licences --write`."""
    assert package.row in PAGE.read_text("utf8").splitlines()


def test_the_page_has_nothing_else() -> None:
    """A library that went is not told of any more."""
    named = re.findall(
        r"^\| ([a-z][\w-]+) \| ([\d.]+) \|", PAGE.read_text("utf8"), re.M
    )
    assert [name for name, version in named if LOCK.get(name) != version] == []


def test_all_that_is_declared_is_looked_at() -> None:
    """The plain installation's, and each extra's that a user may want."""
    declared = [*PROJECT["dependencies"]]
    declared += [
        each for name in EXTRAS for each in PROJECT["optional-dependencies"][name]
    ]
    names = {canonicalize_name(Requirement(each).name) for each in declared}
    assert names <= NAMES
    left = set(PROJECT["optional-dependencies"]) - set(EXTRAS)
    assert left == {"dev", "fuzz", "peers", "release", "site", "training"}


def test_what_an_extra_brings_is_no_part_of_a_plain_installation() -> None:
    """And what libraries ask for themselves is followed."""
    assert "pyarrow" not in reached("facta")
    assert {"pyarrow", "trafilatura", "courlan"} <= reached("facta", "arrow")


SAID = {
    "an expression": ("License-Expression: MIT OR Apache-2.0", "MIT OR Apache-2.0"),
    "a name": ("License: Apache 2.0", "Apache-2.0"),
    "a class": ("Classifier: License :: OSI Approved :: MIT License", "MIT"),
    "a text, then a class": (
        "License: as is\nClassifier: License :: OSI Approved :: MIT License",
        "MIT",
    ),
}


@pytest.mark.parametrize(("told", "expected"), SAID.values(), ids=SAID)
def test_a_licence_is_read_as_metadata_say_it(told: str, expected: str) -> None:
    """An expression, or what older metadata say."""
    assert licence("any", Parser().parsestr(told)) == expected


def test_a_library_that_says_nothing_stops_the_list() -> None:
    """Somebody has to read its text."""
    with pytest.raises(SystemExit, match="any: no licence"):
        licence("any", Parser().parsestr("License: UNKNOWN"))


def test_a_bill_of_materials_is_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the version of Facta and with licences that cyclonedx-py cannot tell."""
    monkeypatch.setitem(licences.READ, "click", "BSD-3-Clause")
    bill = {
        "metadata": {"component": {"name": "facta"}},
        "components": [
            {"name": "Click"},
            {"name": "kept", "licenses": [{"license": {"id": "MIT"}}]},
        ],
    }
    found = completed(bill)
    assert found["metadata"]["component"]["version"] == facta.__version__
    assert found["components"][0]["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert found["components"][1]["licenses"] == [{"license": {"id": "MIT"}}]
