"""
The package as a newcomer gets it: built, installed by plain pip into an empty
environment, used from there.

Nothing of the checkout takes part: no lock, no editable install, no folder of it on the
path. Needs a network, so it
runs when asked for: `make wheel`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from email.message import Message
from email.parser import Parser
from gzip import compress
from pathlib import Path

import pytest

from tests.read.making import pdf, warc

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[2]
LARGEST = 335  # MB that a plain installation may take
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


def output(
    command: Sequence[str | Path], folder: Path, *, given: bytes = b"", status: int = 0
) -> str:
    """
    What a command prints, run in `folder` with nothing of this checkout in its
    environment.
    """
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=own, input=given, capture_output=True
    )
    assert done.returncode == status, done.stderr.decode()
    return (done.stdout + done.stderr if status else done.stdout).decode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """
    The archives: the source's, the wheel built from that, and the wheel built from the
    tree.
    """
    folder = tmp_path_factory.mktemp("built")
    for name, options in (("from-source", []), ("from-tree", ["--wheel"])):
        output(
            [
                sys.executable,
                "-m",
                "uv",
                "build",
                "--quiet",
                *options,
                "-o",
                folder / name,
                ROOT,
            ],
            folder,
        )
    (sdist,), (wheel,) = (
        (folder / "from-source").glob("*.tar.gz"),
        (folder / "from-source").glob("*.whl"),
    )
    (direct,) = (folder / "from-tree").glob("*.whl")
    return {"sdist": sdist, "wheel": wheel, "from tree": direct}


@pytest.fixture(scope="module")
def programs(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The programs of an environment into which plain pip has put the wheel and what it
    asks for.
    """
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    output(
        [
            folder / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--no-input",
            "--quiet",
            built["wheel"],
        ],
        folder,
    )
    return folder / "bin"


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
    assert contents(built["wheel"]) == contents(built["from tree"])
    with tarfile.open(built["sdist"]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "LICENSE",
        "LICENSES/CC-BY-SA-4.0.txt",
        "NOTICE",
        "README.md",
        "pyproject.toml",
    } <= inside


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


def test_a_plain_installation_is_small_and_sound(programs: Path) -> None:
    """
    What `du` counts of its libraries, pip's own among them; no Arrow; nothing that
    contradicts anything.
    """
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    libraries = Path(output([programs / "python", "-I", "-c", code], programs).strip())
    assert not (libraries / "pyarrow").exists()
    assert int(output(["du", "-sm", libraries], programs).split()[0]) <= LARGEST
    assert "No broken requirements" in output(
        [programs / "python", "-m", "pip", "check"], programs
    )


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
