"""What the package asks for, and what it says where that is missing."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from facta import extras
from facta.cli.installation import Library, libraries, modules, modules_of
from facta.cli.main import CANNOT, COMMANDS, DONE, run
from facta.errors import InstallationError
from facta.extras import MODULES
from facta.ledger import Ledger

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
LIBRARIES = {library.name: library for library in libraries()}
KNOWN = modules()
HEAVY = (
    "feedparser",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "pyarrow",
    "pypdfium2",
    "simplemma",
    "starlette",
    "tokenizers",
    "trafilatura",
    "uvicorn",
    "warcio",
)


def broken(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What `doctor` finds broken, each with what it says of it."""
    assert run(arguments) == CANNOT
    lines = [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("broken")
    ]
    return dict(line.removeprefix("broken  ").split(": ", 1) for line in lines)


def loaded(code: str) -> set[str]:
    """The heavy modules that a fresh interpreter has loaded after running this code."""
    show = (
        f"\nimport sys; print([name for name in {HEAVY} if name in sys.modules], "
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + show], capture_output=True, text=True, check=True
    )
    return set(eval(done.stderr.splitlines()[-1]))


def test_doctor_looks_at_every_library_that_the_package_asks_for() -> None:
    """The list is the metadata's, developers' tools left out."""
    extras = PROJECT["optional-dependencies"]
    declared = PROJECT["dependencies"] + [
        each
        for extra in ("arrow", "dask", "desk", "docx", "png", "xlsx")
        for each in extras[extra]
    ]
    assert {
        str(library.requirement.name).replace("-", "_") for library in libraries()
    } == {Requirement(each).name.replace("-", "_") for each in declared}
    optional = [library.name for library in libraries() if library.extra]
    assert optional == [
        "pyarrow",
        "distributed",
        "python-multipart",
        "starlette",
        "uvicorn",
        "python-docx",
        "resvg-py",
        "xlsxwriter",
    ]


def test_doctor_loads_the_modules_that_are_used() -> None:
    """Not a library's top alone, which may load where what is used of it does not."""
    assert "trafilatura.metadata" in modules_of(LIBRARIES["trafilatura"], KNOWN)
    assert "pyarrow.parquet" in modules_of(LIBRARIES["pyarrow"], KNOWN)
    assert all(modules_of(library, KNOWN) for library in LIBRARIES.values())


def test_a_library_that_warns_as_it_loads_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """urllib3 warns of a proxy's library that nothing here needs, whoever loads it first."""
    (tmp_path / "warns_as_it_loads.py").write_text(
        "import warnings; warnings.warn('old')"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert LIBRARIES["trafilatura"].checked(["warns_as_it_loads"])


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_that_does_not_load_is_named_with_the_command_that_mends_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever it is."""
    wanted = modules_of(LIBRARIES[name], KNOWN)
    for module in wanted:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InstallationError, match="does not load") as told:
        LIBRARIES[name].checked(wanted)
    assert f'pip install --force-reinstall "{name}>=' in told.value.advice


@pytest.mark.parametrize(
    ("requirement", "reason"),
    [
        ("no-such-library>=1", "not installed"),
        ("click>=999", "is installed, >=999 is needed"),
    ],
    ids=["missing", "too old"],
)
def test_what_is_missing_or_too_old_is_told(requirement: str, reason: str) -> None:
    """The message ends with the command that installs what is asked for."""
    with pytest.raises(InstallationError, match=reason) as told:
        Library(Requirement(requirement)).checked([])
    assert str(told.value).endswith(f'-m pip install --force-reinstall "{requirement}"')


def test_a_page_that_cannot_be_read_is_found_end_to_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without what cleans pages no page is read, and the last check shows it."""
    for name in [
        name
        for name in sys.modules
        if name.partition(".")[0] in {"trafilatura", "justext"}
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml_html_clean", None)
    monkeypatch.setitem(sys.modules, "lxml.html.clean", None)
    assert {"lxml-html-clean", "trafilatura", "end to end"} <= broken(
        ["doctor"], capsys
    ).keys()


def test_doctor_finds_nothing_wrong_here(capsys: pytest.CaptureFixture[str]) -> None:
    """A sound installation has one line a library, then what was found in a page."""
    assert run(["doctor"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert lines[-1].endswith("gives ASSAULT 'attacked'")


def test_an_extra_that_is_not_there_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told as optional, with the command that brings it."""
    monkeypatch.setattr(
        Library, "present", property(lambda library: library.extra is None)
    )
    assert run(["doctor"]) == DONE
    told = [line for line in capsys.readouterr().out.splitlines() if "pyarrow" in line]
    assert "optional, not installed" in told[0]
    assert told[0].endswith(extras.advice("arrow"))


@pytest.mark.parametrize(("module", "extra"), MODULES.items())
def test_what_brings_a_module_is_declared(module: str, extra: str) -> None:
    """The extra that is named asks for the library that has it."""
    (library,) = metadata.packages_distributions()[module]
    declared = map(Requirement, PROJECT["optional-dependencies"][extra])
    names = {canonicalize_name(each.name) for each in declared}
    assert canonicalize_name(library) in names


@pytest.mark.parametrize(
    ("name", "form", "extra"),
    [
        ("pyarrow", "parquet", "arrow"),
        ("pyarrow.parquet", "parquet", "arrow"),
        ("xlsxwriter", "xlsx", "xlsx"),
    ],
)
def test_a_format_without_its_library_names_the_extra(
    name: str,
    form: str,
    extra: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line, exit status 2, and the command that brings it."""
    Ledger.open(tmp_path / "facta.db").close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, name, None)
    assert run(["export", "--format", form, "-o", "out"]) == CANNOT
    said = capsys.readouterr().err
    assert said.startswith(f"facta: {name.partition('.')[0]}: ")
    assert said.endswith(f"; {extras.advice(extra)}\n")
    assert said.count("\n") == 1


def test_a_picture_without_its_library_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As formats do; a drawing as SVG needs none."""
    (tmp_path / "few.csv").write_text("date,A>B\n2025-05-19,1\n2025-05-26,2\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert run(["series", "few.csv", "--plot", "few.svg"]) == DONE
    capsys.readouterr()
    assert run(["series", "few.csv", "--plot", "few.png"]) == CANNOT
    said = capsys.readouterr().err
    assert said.startswith("facta: resvg_py: ")
    assert said.endswith(f"; {extras.advice('png')}\n")
    assert said.count("\n") == 1


def test_the_other_formats_need_no_arrow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CSV is written without it."""
    Ledger.open(tmp_path / "facta.db").close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["export", "--format", "csv", "-o", "out"]) == DONE


@pytest.mark.parametrize("name", ["click", "msgspec"])
def test_what_the_command_line_itself_needs_is_named_too(name: str) -> None:
    """One line and exit status 2, even where no command can run."""
    code = f"import sys; sys.modules[{name!r}] = None; from facta.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == CANNOT
    assert done.stderr.startswith(f"facta: {name}: ")
    assert done.stderr.endswith(f"-m pip install --force-reinstall {name}\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["numpy", "onnxruntime", "rapidfuzz", "simplemma"])
def test_a_stage_whose_library_is_missing_ends_in_one_line(
    name: str, tmp_path: Path
) -> None:
    """No traceback: the library, and where to ask what mends it."""
    (tmp_path / "one.txt").write_text("Russia attacked Ukraine.", "utf8")
    code = (
        f"import sys; sys.modules[{name!r}] = None; from facta.cli.main import run; "
        "sys.exit(run(['one.txt']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == CANNOT
    assert f"facta: {name}" in done.stderr
    assert "run facta doctor" in done.stderr
    assert done.stderr.count("\n") == 1


def test_importing_the_package_loads_nothing_heavy() -> None:
    """A notebook waits for a library when it uses it, not before."""
    assert loaded("import facta") == set()


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_loads_nothing_heavy(name: str) -> None:
    """The help of each command answers at once."""
    assert (
        loaded(
            f"from facta.cli.main import run; run({[name, '--help'] if name else ['--help']})"
        )
        == set()
    )


def test_both_licences_are_declared_and_told() -> None:
    """
    The code's and the weights', each with its text; README and NOTICE say which is
    whose.
    """
    assert PROJECT["license"] == "Apache-2.0 AND CC-BY-SA-4.0 AND 0BSD"
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf8")
    assert "Attribution-ShareAlike 4.0 International" in (
        ROOT / "LICENSES" / "CC-BY-SA-4.0.txt"
    ).read_text("utf8")
    for name in ("README.md", "NOTICE"):
        text = " ".join((ROOT / name).read_text("utf8").split())
        assert "Apache-2.0" in text
        assert "LICENSES/CC-BY-SA-4.0.txt" in text
