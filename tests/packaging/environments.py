"""The package built, and empty environments of every Python at hand to put it into."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLDEST = (3, 11)
CHOSEN = "FACTA_PYTHONS"  # programs to take instead of all that are found, by spaces
ASKED = "import sys; print(*sys.version_info[:2], sys.implementation.name)"


def output(
    command: Sequence[str | Path],
    folder: Path,
    *,
    given: bytes = b"",
    status: int = 0,
    also: Mapping[str, str] | None = None,
) -> str:
    """
    What a command prints, run in `folder` with nothing of this checkout in its
    environment but what is in `also`.
    """
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COVERAGE"))
    }
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**own, **(also or {})},
        input=given,
        capture_output=True,
    )
    told = done.stdout + done.stderr
    assert done.returncode == status, told.decode()
    return (told if status else done.stdout).decode()


def build(target: Path, source: Path = ROOT, *options: str) -> None:
    """Builds into `target`: the source archive and from that the wheel, or as told."""
    uv = [sys.executable, "-m", "uv", "build", "--quiet"]
    output([*uv, *options, "-o", target, source], target.parent)


def pythons(environment: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """
    The CPythons at hand from the oldest allowed on, by version (`3.11`), the oldest
    first: those that FACTA_PYTHONS names, else this one and what PATH and pyenv have.
    """
    found: dict[tuple[int, int], Path] = {}
    for program in _programs(environment):
        version = _version(program)
        if version and version >= OLDEST:
            found.setdefault(version, program)
    return {f"{major}.{minor}": found[major, minor] for major, minor in sorted(found)}


def _programs(environment: Mapping[str, str]) -> Iterable[Path]:
    if chosen := environment.get(CHOSEN, "").split():
        return map(Path, chosen)
    kept = Path(environment.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders = [
        *map(Path, environment.get("PATH", "").split(os.pathsep)),
        *sorted(kept.glob("versions/*/bin")),
    ]
    beside = (path for folder in folders for path in sorted(folder.glob("python3.*")))
    named = (path for path in beside if re.fullmatch(r"python3\.\d+", path.name))
    return [Path(sys._base_executable), *named]  # type: ignore[attr-defined]


def _version(program: Path) -> tuple[int, int] | None:
    """Of a CPython that runs; None: pyenv names it and has not chosen it, or another."""
    asked = [str(program), "-I", "-c", ASKED]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    major, minor, name = done.stdout.split()
    return (int(major), int(minor)) if name == "cpython" else None


def size(folder: Path) -> int:
    """What `du` counts of a folder, in MB."""
    return int(output(["du", "-sm", folder], folder).split()[0])


class Environment:
    """An empty environment of a Python, made by it alone."""

    def __init__(self, python: Path, folder: Path) -> None:
        output([python, "-m", "venv", folder], folder.parent)
        self.bin = folder / "bin"
        code = "import sysconfig; print(sysconfig.get_path('purelib'))"
        self.libraries = Path(self.python("-c", code).strip())
        self.empty = size(self.libraries)

    def python(self, *arguments: str | Path) -> str:
        """What its Python prints."""
        return output([self.bin / "python", "-I", *arguments], self.bin)

    def install(self, archive: Path, *options: str) -> None:
        """
        By plain pip, which finds no compiler and may build nothing but the package
        itself.
        """
        pip = [str(self.bin / "python"), "-I", "-m", "pip", "install", "--no-input"]
        alone = {"PATH": str(self.bin), "CC": "no-compiler", "CXX": "no-compiler"}
        binary = ["--only-binary", ":all:", "--no-binary", "facta"]
        if archive.suffix == ".whl":
            binary = binary[:2]
        output([*pip, "--quiet", *binary, *options, archive], self.bin, also=alone)
