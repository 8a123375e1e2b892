"""What the page on exchange says of formats is so."""

from __future__ import annotations

import re

from facta.exchange.programs import PROGRAMS
from tools.docs import ROOT

LEFT_OUT = re.compile(r"^- ((?:`\w+`(?:, | and )?)+) have a row", re.MULTILINE)


def test_formats_without_room_for_plans_are_named() -> None:
    """They leave happenings out, which whoever chooses a format has to know."""
    (named,) = LEFT_OUT.findall((ROOT / "docs" / "exchange.md").read_text("utf-8"))
    assert set(re.findall(r"\w+", named)) - {"and"} == {
        name for name, program in PROGRAMS.items() if program.done
    }
