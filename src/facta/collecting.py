"""How often Python looks for garbage that holds itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New records before the youngest are looked through, and how many such looks before the
# older ones are, and before all are; judged.
SELDOM = (100_000, 50, 1000)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """
    Garbage that holds itself is looked for seldom inside.

    Linking makes millions of small records, none of which holds itself, and keeps many:
    to look through these again and again took a fifth of its time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
