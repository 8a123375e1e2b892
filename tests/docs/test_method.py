"""The page of equations has the constants of the code and names files that are there."""

from __future__ import annotations

import re

from facta.measure import changes, index, reciprocity, scores
from facta.measure.trust import HALF_LIFE_WEEKS
from facta.model import mixture
from tools.docs import ROOT

PAGE = (ROOT / "docs" / "method.md").read_text("utf8")


def test_each_constant_is_that_of_the_code() -> None:
    """Whoever changes one changes the page."""
    for told in (
        rf"$\nu_0 = {scores.PRIOR_FREEDOM:g}$",
        rf"$\sigma_0 = {scores.PRIOR_SPREAD:g}$",
        f"$h = {HALF_LIFE_WEEKS:g}$ weeks",
        f"half after {index.HALF_LIFE_WEEKS:g} weeks",
        rf"$\ell = {changes.SHORTEST}$",
        rf"$\pi = 1/{changes.EVERY:g}$",
        f"within {changes.WITHIN} periods",
        rf"\sum_{{k=1}}^{{{reciprocity.OWN}}} b_k",
        rf"\sum_{{k=1}}^{{{reciprocity.LAGS}}} c_k",
        "halve every {:g}, {:g} and {:g} periods".format(*mixture.HALF_LIVES),
        "halve in {:g} and in {:g}".format(*mixture.VOLATILITIES),
    ):
        assert told in PAGE, told
    assert (mixture.EQUAL, mixture.MEMBERS) == (0.5, 5)


def test_each_file_that_is_named_is_there() -> None:
    """At least one a measure."""
    named = re.findall(r"`(src/[\w/]+\.py)`", PAGE)
    assert len(named) > 6
    assert [name for name in named if not (ROOT / name).is_file()] == []
