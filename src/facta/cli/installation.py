"""
Whether the libraries that Facta was installed with are there and load.

Which they are is read from the metadata of the installed package, which modules of them
from Facta's own source, so that no second list can fall behind.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from msgspec import Struct
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import facta
from facta.errors import InstallationError
from facta.read.boundary import guarded

# extras that no reader of accounts needs
DEVELOPERS = {"dev", "fuzz", "peers", "release", "site", "training"}


class Library(Struct, frozen=True):
    """
    One distribution that Facta asks for; `extra` is the one that brings it, None for
    what every installation has.
    """

    requirement: Requirement
    extra: str | None = None

    @property
    def name(self) -> str:
        """Its name in the package index."""
        return self.requirement.name

    @property
    def present(self) -> bool:
        """Whether any version of it is installed."""
        return _version(self.name) is not None

    def checked(self, modules: Sequence[str]) -> str:
        """
        Its version, once it satisfies what is asked for and every one of `modules` has
        loaded.

        Raises:
            InstallationError: it is missing, too old, or does not load; the message
            names the command that mends it.
        """
        version = _version(self.name)
        if version is None:
            raise self._broken("not installed")
        if not self.requirement.specifier.contains(version, prereleases=True):
            raise self._broken(
                f"{version} is installed, {self.requirement.specifier} is needed"
            )
        for module in modules:
            try:
                # as the readers load it: what a sound library warns of is no fault
                with guarded():
                    importlib.import_module(module)
            except Exception as error:  # a broken library raises whatever it likes
                raise self._broken(
                    f"{version} is installed, but {module} does not load ({error})"
                ) from error
        return version

    def _broken(self, reason: str) -> InstallationError:
        what = f'"{self.name}{self.requirement.specifier}"'
        advice = f"run: {sys.executable} -m pip install --force-reinstall {what}"
        return InstallationError(self.name, reason, advice=advice)


def libraries() -> list[Library]:
    """
    What the installed package asks for, as its metadata tells: what is always needed,
    then what extras bring.

    Raises:
        InstallationError: Facta runs from a folder of source that was never installed.
    """
    try:
        told = metadata.metadata("facta")
    except metadata.PackageNotFoundError as error:
        advice = f"in its folder run: {sys.executable} -m pip install ."
        raise InstallationError(
            "facta", "runs from source and is not installed", advice=advice
        ) from error
    requirements = [Requirement(line) for line in told.get_all("Requires-Dist", [])]
    extras = [
        extra for extra in told.get_all("Provides-Extra", []) if extra not in DEVELOPERS
    ]
    needed = [Library(each) for each in requirements if _wanted(each, "")]
    optional = [
        Library(each, extra)
        for extra in extras
        for each in requirements
        if _wanted(each, extra)
    ]
    return needed + optional


def modules() -> Mapping[str, list[str]]:
    """
    The modules to load of each installed distribution: those that Facta imports, else
    all at its top.
    """
    named = sorted(set(_imports(Path(facta.__file__).parent)))
    found: dict[str, list[str]] = {}
    for top, distributions in sorted(metadata.packages_distributions().items()):
        if top.isidentifier() and not top.startswith("_"):
            used = [name for name in named if name.partition(".")[0] == top]
            for distribution in set(distributions):
                found.setdefault(canonicalize_name(distribution), []).extend(
                    used or [top]
                )
    return found


def modules_of(library: Library, known: Mapping[str, list[str]]) -> list[str]:
    """Those of `known` that are this library's."""
    return known.get(canonicalize_name(library.name), [])


def _wanted(requirement: Requirement, extra: str) -> bool:
    """
    Whether an installation with this extra, or with none where it is empty, has this
    requirement.
    """
    if requirement.marker is None:
        return not extra
    plain, with_extra = (
        requirement.marker.evaluate({"extra": each}) for each in ("", extra)
    )
    return with_extra and (not extra or not plain)


def _imports(root: Path) -> Iterator[str]:
    """
    The modules that the files below `root` import, as far as they are not relative.
    """
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
