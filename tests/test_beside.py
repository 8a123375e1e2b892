"""Files are begun beside their place, and what a killed run left there goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from facta.beside import LEFT, beside


def test_a_name_is_hidden_and_new(tmp_path: Path) -> None:
    """In the folder of what it will be."""
    target = tmp_path / "a.html"
    names = {beside(target) for _ in range(20)}
    assert len(names) == 20
    assert {name.parent for name in names} == {tmp_path}
    assert all(name.name.startswith(".a.html.") for name in names)
    assert not any(tmp_path.iterdir())


def test_what_was_left_for_the_same_target_goes(tmp_path: Path) -> None:
    """After an hour; what others write to, and all other files, stay."""
    target, other = tmp_path / "a[1].html", tmp_path / "b.html"
    left, fresh, theirs = beside(target), beside(target), beside(other)
    journal = Path(f"{left}-journal")
    old = time.time() - LEFT - 1
    for path in (left, journal, fresh, theirs, target):
        path.write_text("begun")
        if path is not fresh:
            os.utime(path, (old, old))
    beside(target)
    assert set(tmp_path.iterdir()) == {fresh, theirs, target}
