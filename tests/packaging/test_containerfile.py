"""What the recipe of the image says can be done, as far as no container is needed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from msgspec import Struct

from tests.packaging.environments import build

ROOT = Path(__file__).parents[2]
RECIPE = (ROOT / "Containerfile").read_text("utf8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]


class Instruction(Struct, frozen=True):
    """A line of the recipe, with those that go on with it."""

    word: str
    rest: str


def instructions(recipe: str) -> list[Instruction]:
    """All of them, comments left out."""
    lines = [line for line in recipe.splitlines() if not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    parts = [line.partition(" ") for line in whole.splitlines() if line.strip()]
    return [Instruction(word, rest.strip()) for word, _, rest in parts]


ALL = instructions(RECIPE)
LAST = ALL[max(at for at, one in enumerate(ALL) if one.word == "FROM") :]


def told(word: str, among: list[Instruction] = ALL) -> list[str]:
    """What follows a word, in order."""
    return [one.rest for one in among if one.word == word]


def copied() -> list[str]:
    """What the recipe takes from this folder."""
    taken = [rest.split()[:-1] for rest in told("COPY") if "--from" not in rest]
    return [source for sources in taken for source in sources]


@pytest.mark.parametrize("source", copied())
def test_what_is_copied_is_there_and_let_through(source: str) -> None:
    """`.dockerignore` keeps back all that it does not name."""
    assert (ROOT / source).exists()
    kept = (ROOT / ".dockerignore").read_text("utf8").splitlines()
    assert f"!{source}" in kept


def test_all_that_the_package_is_built_from_is_copied() -> None:
    """Its readme and the texts of its licences are part of it."""
    texts = {Path(glob).parts[0] for glob in PROJECT["license-files"]}
    assert {"pyproject.toml", "src", PROJECT["readme"], *texts} <= set(copied())


def test_the_base_is_pinned_and_new_enough() -> None:
    """By version of Python and of Debian; both stages stand on the same."""
    bases = {rest.partition(" AS ")[0] for rest in told("FROM")}
    (base,) = bases
    found = re.fullmatch(r"python:3\.(\d+)-slim-[a-z]+", base)
    assert found, base
    assert int(found[1]) >= int(PROJECT["requires-python"].rpartition(".")[2])


def test_it_runs_the_program_as_nobody_in_particular() -> None:
    """The last user is a number, which Kubernetes can see is not root's."""
    assert json.loads(told("ENTRYPOINT", LAST)[-1]) == list(PROJECT["scripts"])
    assert int(told("USER", LAST)[-1]) > 0
    assert told("VOLUME", LAST) == told("WORKDIR", LAST) == ["/data"]


def test_nothing_is_fetched_but_libraries_and_nothing_is_kept_of_it() -> None:
    """No package of Debian, no compiler, no cache, no `ADD` from anywhere."""
    run = " ".join(told("RUN"))
    assert not re.search(r"apt|curl|wget|sudo", run)
    assert "--only-binary :all:" in run
    assert run.count("--no-cache-dir") == len(re.findall(r"pip (?:wheel|install)", run))
    assert not told("ADD")


def test_the_libraries_are_those_of_the_lock() -> None:
    """With which the tests ran."""
    assert "--constraint /wheels/requirements.lock" in " ".join(told("RUN", LAST))


@pytest.mark.parametrize("page", ["container.md", "scale.md"])
def test_extras_that_a_page_names_are_there(page: str) -> None:
    """In a line that builds the image."""
    text = (ROOT / "docs" / page).read_text("utf8")
    named = re.findall(r"EXTRAS=([\w,]+)", text)
    assert named
    known = set(PROJECT["optional-dependencies"])
    assert {extra for list_ in named for extra in list_.split(",")} <= known


@pytest.mark.wheel
def test_the_image_reads_without_a_network(tmp_path: Path) -> None:
    """Where an engine runs and may fetch the base."""
    engines = filter(shutil.which, ("docker", "podman"))
    running = [
        engine
        for engine in engines
        if not subprocess.run([engine, "info"], capture_output=True).returncode
    ]
    if not running:
        pytest.skip("no docker or podman that runs")
    build = [running[0], "build", "-q", "-f", "Containerfile", "-t", "facta:try", "."]
    subprocess.run(build, cwd=ROOT, check=True)
    run = [running[0], "run", "--rm", "-i", "--network", "none", "facta:try"]
    line = b'{"id": "one", "text": "Russia attacked Ukraine on Monday."}\n'
    done = subprocess.run([*run, "annotate", "-"], input=line, capture_output=True)
    assert b"ASSAULT" in done.stdout, done.stderr


@pytest.mark.wheel
def test_what_is_copied_is_enough_to_build_the_wheel(tmp_path: Path) -> None:
    """The same as from the whole tree."""
    source = tmp_path / "source"
    source.mkdir()
    for name in copied():
        put = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        put(ROOT / name, source / name)
    build(tmp_path / "image", source, "--wheel")
    build(tmp_path / "tree", ROOT, "--wheel")
    (image,), (tree,) = ((tmp_path / each).glob("*.whl") for each in ("image", "tree"))
    assert image.read_bytes() == tree.read_bytes()
