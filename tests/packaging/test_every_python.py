"""
The source archive in an empty environment of every Python at hand, with the oldest
libraries allowed on the oldest and the newest elsewhere.

Which Pythons: `make wheel` takes those that it finds, or `make wheel PYTHONS="python3.12
/opt/python3.14"`. Needs a network.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.packaging.environments import (
    CHOSEN,
    OLDEST,
    ROOT,
    Environment,
    build,
    output,
    pythons,
)

pytestmark = pytest.mark.wheel

NEWEST_KNOWN = 14  # of Python 3, when this was written
FOUND = pythons()
KNOWN = [f"3.{minor}" for minor in range(OLDEST[1], NEWEST_KNOWN + 1)]
VERSIONS = KNOWN + [version for version in FOUND if version not in KNOWN]
SENTENCE = b"Russia attacked Ukraine on Monday, a Pentagon official said."


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, all that a user of it has."""
    folder = tmp_path_factory.mktemp("sources")
    build(folder / "dist", ROOT, "--sdist")
    (archive,) = (folder / "dist").glob("*.tar.gz")
    return archive


def oldest_libraries(folder: Path) -> Path:
    """The lower bounds that pyproject.toml states, as constraints."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "--quiet"]
    told = ["--python-version", ".".join(map(str, OLDEST)), "--no-annotate"]
    rest = ["--resolution", "lowest-direct", "-o", str(folder / "oldest.txt")]
    output([*uv, *told, *rest, ROOT / "pyproject.toml"], folder)
    return folder / "oldest.txt"


@pytest.mark.parametrize("version", VERSIONS)
def test_the_sources_install_and_work(
    version: str, sources: Path, tmp_path: Path
) -> None:
    """Plain pip, no compiler, nothing broken; an account is read and the demo written."""
    if version not in FOUND:
        pytest.skip(f"no Python {version} at hand; {CHOSEN}=/path/to/it takes one")
    environment = Environment(FOUND[version], tmp_path / "env")
    options: list[str] = []
    if version == next(iter(FOUND)):
        # the oldest feedparser needs a module of Python that came without a wheel
        options = ["--no-binary", "sgmllib3k"]
        options += ["--constraint", str(oldest_libraries(tmp_path))]
    environment.install(sources, *options)
    assert "No broken requirements" in environment.python("-m", "pip", "check")
    facta = environment.bin / "facta"
    lines = output([facta, "doctor"], tmp_path).splitlines()
    assert all(line.startswith("ok ") for line in lines)
    (tmp_path / "one.txt").write_bytes(SENTENCE)
    found = json.loads(output([facta, "annotate", "one.txt"], tmp_path))
    assert found["events"][0]["event_type"] == "ASSAULT"
    output([facta, "demo", "-q", "-o", "brief.html"], tmp_path)
    assert (tmp_path / "brief.html").stat().st_size > 100_000
