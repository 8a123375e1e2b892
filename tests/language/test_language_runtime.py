"""The model's run time keeps to itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import facta

pytestmark = pytest.mark.gold
SWITCH = "ORT_DISABLE_TELEMETRY"
READING = """
from facta.language import Language
Language.load().sentences("Peru recalled its envoy.")
"""
SWITCHED = """
import os
from facta.language.runtime import runtime
runtime()
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""


def ran(code: str, **variables: str) -> str:
    """What a program prints in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != SWITCH}
    source = {"PYTHONPATH": str(Path(facta.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | source | variables,
        check=True,
        timeout=120,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def test_reading_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    """
    No device's id, no queue of rows to send: what the library would gather of its use
    is switched off.
    """
    home = str(tmp_path)
    ran(READING, HOME=home, USERPROFILE=home, XDG_CACHE_HOME=f"{home}/cache")
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("given", "seen"), [({}, "1"), ({SWITCH: "0"}, "0")], ids=["not set", "set"]
)
def test_nobody_is_overruled_who_sets_the_switch_himself(
    given: dict[str, str], seen: str
) -> None:
    """The variable is set only where it is not."""
    assert ran(SWITCHED, **given) == seen
