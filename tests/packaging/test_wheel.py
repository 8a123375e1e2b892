"""
The package as a newcomer gets it: built, installed by plain pip into an empty
environment of the newest Python at hand, used and tested from there.

Nothing of the checkout takes part: no lock, no editable install, no folder of it on the
path. Needs a network, so it runs when asked for: `make wheel`.
"""

from __future__ import annotations

import json
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from gzip import compress
from pathlib import Path

import pytest

import facta
from tests.packaging.environments import (
    ROOT,
    Environment,
    build,
    output,
    pythons,
    size,
)
from tests.read.making import pdf, warc

pytestmark = pytest.mark.wheel

LARGEST = 330  # MB that a plain installation may add to an environment
SENTENCE = "Russia attacked Ukraine on Monday, a Pentagon official said."
TITLE = "An attack"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title></head>
<body><nav><a href="/">Front</a></nav>
<article><h1>{TITLE}</h1><p>{SENTENCE}</p><p>Nobody expects the two governments to
speak before the end of the month, she added, and the mediators have gone home.</p>
</article></body></html>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Agency</title>
<item><title>{TITLE}</title><description>{SENTENCE}</description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><entry>
<title>{TITLE}</title><content type="html">{SENTENCE}</content></entry></feed>"""
LINE = json.dumps({"id": "one", "text": SENTENCE}) + "\n"
ARCHIVED = (
    "https://news.example/1",
    "200 OK",
    "text/html; charset=utf-8",
    PAGE.encode(),
)
FILES = {
    "a.txt": SENTENCE.encode(),
    "a.md": f"# {TITLE}\n\n{SENTENCE}\n".encode(),
    "a.html": PAGE.encode(),
    "a.pdf": pdf(SENTENCE),
    "a.rss": RSS.encode(),
    "a.atom": ATOM.encode(),
    "a.warc": warc(ARCHIVED),
    "a.warc.gz": warc(ARCHIVED, gzip=True),
    "a.jsonl": LINE.encode(),
    "a.csv": f'id,text\none,"{SENTENCE}"\n'.encode(),
    "a.txt.gz": compress(SENTENCE.encode()),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """
    The archives: the source's, the wheel built from that, and both built anew from the
    tree.
    """
    folder = tmp_path_factory.mktemp("built")
    build(folder / "one")
    build(folder / "two", ROOT, "--sdist", "--wheel")
    kinds = {"sdist": "*.tar.gz", "wheel": "*.whl"}
    archives = {}
    for kind, glob in kinds.items():
        (archives[kind],) = (folder / "one").glob(glob)
        (archives[f"{kind} again"],) = (folder / "two").glob(glob)
    return archives


@pytest.fixture(scope="module")
def newest(
    built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    """The newest Python with the wheel and the newest of what it asks for."""
    python = list(pythons().values())[-1]
    environment = Environment(python, tmp_path_factory.mktemp("newest") / "env")
    environment.install(built["wheel"])
    return environment


@pytest.fixture(scope="module")
def programs(newest: Environment) -> Path:
    """The folder of its programs."""
    return newest.bin


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel but the list of them."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.endswith("/RECORD")
        }


def countries(actors: list[dict[str, str]]) -> list[str]:
    """Of the parties on one side of an event."""
    return [actor["country"] for actor in actors]


def told(wheel: Path) -> Message:
    """The metadata of a wheel."""
    (name,) = (name for name in contents(wheel) if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(contents(wheel)[name].decode())


def test_the_wheel_holds_the_package_whole_and_nothing_else(
    built: dict[str, Path],
) -> None:
    """
    Model, tables, templates, migrations and demo accounts are in it; tests and training
    are not.
    """
    source = ROOT / "src"
    here = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in (source / "facta").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    inside = {
        name: data
        for name, data in contents(built["wheel"]).items()
        if ".dist-info/" not in name
    }
    assert inside == here
    kinds = {Path(name).suffix for name in inside}
    assert {
        ".onnx",
        ".json",
        ".toml",
        ".csv",
        ".sql",
        ".j2",
        ".css",
        ".js",
        ".typed",
    } <= kinds


def test_the_sources_archive_gives_the_same_wheel(built: dict[str, Path]) -> None:
    """Byte for byte what the tree gives."""
    assert built["wheel"].read_bytes() == built["wheel again"].read_bytes()
    with tarfile.open(built["sdist"]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "LICENSE",
        "LICENSES/CC-BY-SA-4.0.txt",
        "NOTICE",
        "README.md",
        "pyproject.toml",
    } <= inside


def test_the_sources_archive_is_the_same_each_time(built: dict[str, Path]) -> None:
    """Byte for byte, so that anybody can check who built it."""
    assert built["sdist"].read_bytes() == built["sdist again"].read_bytes()


def test_the_wheel_says_all_licences_and_carries_their_texts(
    built: dict[str, Path],
) -> None:
    """The code's, the weights' and that of htmx."""
    wheel = built["wheel"]
    assert told(wheel)["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0 AND 0BSD"
    named = told(wheel).get_all("License-File", [])
    assert sorted(named) == [
        "LICENSE",
        "LICENSES/CC-BY-SA-4.0.txt",
        "LICENSES/htmx.txt",
        "NOTICE",
    ]
    texts = {
        name.partition(".dist-info/licenses/")[2]: data
        for name, data in contents(wheel).items()
    }
    assert all(texts[name] == (ROOT / name).read_bytes() for name in named)


def test_a_plain_installation_is_small_and_sound(newest: Environment) -> None:
    """
    What it adds to the environment; no Arrow; nothing that contradicts anything. No
    compiler was at hand.
    """
    assert not (newest.libraries / "pyarrow").exists()
    assert size(newest.libraries) - newest.empty <= LARGEST
    assert "No broken requirements" in newest.python("-m", "pip", "check")


def test_its_version_is_the_one_that_the_package_says(newest: Environment) -> None:
    """The package index, the program and Python say one."""
    code = "import facta, importlib.metadata as m; print(facta.__version__, m.version('facta'))"
    said, listed = newest.python("-c", code).split()
    assert said == listed == facta.__version__
    assert output([newest.bin / "facta", "--version"], newest.bin).split()[-1] == said


def test_importing_it_loads_nothing_heavy_and_nothing_of_the_checkout(
    programs: Path, tmp_path: Path
) -> None:
    """The package comes from the environment."""
    code = "import sys, facta; print(facta.__file__); print(*sys.modules)"
    place, modules = output(
        [programs / "python", "-I", "-c", code], tmp_path
    ).splitlines()
    assert Path(place).is_relative_to(programs.parent)
    assert not {"numpy", "onnxruntime", "trafilatura", "pyarrow", "lxml"} & set(
        modules.split()
    )


def test_help_and_doctor_are_fine(programs: Path, tmp_path: Path) -> None:
    """The list of commands, and every check passed, with Arrow told as optional."""
    assert "facta demo" in output([programs / "facta", "--help"], tmp_path)
    lines = output([programs / "facta", "doctor"], tmp_path).splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert any(
        line.startswith("ok      pyarrow: optional, not installed") for line in lines
    )


@pytest.mark.parametrize("name", [*FILES, "-"])
def test_a_file_of_every_format_is_read(
    name: str, programs: Path, tmp_path: Path
) -> None:
    """The attack that each tells is found in each; `-` is standard input."""
    if name != "-":
        (tmp_path / name).write_bytes(FILES[name])
    lines = output(
        [programs / "facta", "annotate", name], tmp_path, given=LINE.encode()
    ).splitlines()
    (found,) = (json.loads(line) for line in lines)
    told = [
        (event["event_type"], *map(countries, (event["actor"], event["recipient"])))
        for event in found["events"]
    ]
    assert ("ASSAULT", ["RUS"], ["UKR"]) in told


def test_the_demo_writes_its_page(programs: Path, tmp_path: Path) -> None:
    """From reading to the brief, with the accounts that are bundled."""
    output([programs / "facta", "demo", "-q", "-o", "brief.html"], tmp_path)
    assert "demo/01-agency-call.txt" in (tmp_path / "brief.html").read_text("utf8")


def test_parquet_names_the_extra_that_it_needs(programs: Path, tmp_path: Path) -> None:
    """A plain installation has no Arrow."""
    output([programs / "facta", "demo", "-q", "-o", "brief.html"], tmp_path)
    command: list[str | Path] = [
        programs / "facta",
        "export",
        "--ledger",
        "brief.db",
        "--format",
        "parquet",
        "-o",
        "out",
    ]
    assert 'pip install "facta[arrow]"' in output(command, tmp_path, status=2)


TESTS = (
    *("contract", "demo", "python", "read/test_read_formats.py"),
    *(
        "cli/test_door.py",
        "cli/test_ledger_commands.py",
        "exchange/test_round_trips.py",
    ),
)


def test_the_tests_pass_against_the_installed_wheel(
    built: dict[str, Path], tmp_path: Path
) -> None:
    """
    Every reader, format, measure and forecaster, with the newest of every library, extras
    among them. (`make lowest` runs all tests against the wheel with the oldest ones.)
    """
    uv = [sys.executable, "-m", "uv"]
    python = tmp_path / "env" / "bin" / "python"
    chosen = list(pythons().values())[-1]
    output([*uv, "venv", "--quiet", "-p", chosen, tmp_path / "env"], tmp_path)
    asked = f"facta[dev] @ {built['wheel'].as_uri()}"
    output([*uv, "pip", "install", "--quiet", "-p", python, asked], tmp_path)
    code = "import facta; print(facta.__file__)"
    assert "site-packages" in output([python, "-I", "-c", code], tmp_path)
    tests = [f"tests/{name}" for name in TESTS]
    quick = ["-m", "not wheel and not gold and not browser and not slow"]
    options = ["-p", "no:cacheprovider", *quick]
    output([python, "-m", "pytest", *options, *tests], ROOT)
