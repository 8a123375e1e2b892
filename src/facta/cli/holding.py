"""The option of a command line that holds a series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from facta.errors import SettingsError

if TYPE_CHECKING:
    from facta.model import Condition

FORM = 'write a name and numbers, as "RUS>UKR=-20:12", or a range, as "RUS>UKR=-30..-10:12"'
NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
HELD = re.compile(
    rf"\s*(?P<low>{NUMBER})(?:\s*\.\.\s*(?P<high>{NUMBER}))?"
    r"\s*(?::\s*(?P<steps>[0-9]{1,9})\s*)?"
)


class Hold(click.ParamType["Condition"]):
    """A series and what it is held at, as RUS>UKR=-20:12 or RUS>UKR=-30..-10:12."""

    name = "hold"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Condition:
        """The condition, or a usage error that shows the form."""
        from facta.model import Condition

        if isinstance(value, Condition):
            return value
        # a name may hold anything; what it is held at has no such sign
        name, _, held = str(value).rpartition("=")
        found = HELD.fullmatch(held)
        if found is None or not name.strip():
            self.fail(f"{value!r} holds no series; {FORM}", param, ctx)
        low, high, steps = found.group("low", "high", "steps")
        try:
            return Condition(
                name.strip(),
                float(low),
                float(low if high is None else high),
                None if steps is None else int(steps),
            )
        except SettingsError as error:
            self.fail(str(error), param, ctx)


hold = click.option(
    "--hold",
    "conditions",
    type=Hold(),
    multiple=True,
    required=True,
    metavar="NAME=VALUE:STEPS",
    help="A series and the value it is held at, or LOW..HIGH, from the first step on; for "
    "all steps where none are given. Once for each series.",
)
