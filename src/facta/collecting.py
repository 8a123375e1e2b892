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

    Reading and linking make millions of small records, none of which holds itself, and
    keep many: to look through these again and again took a seventh of the time of rules
    that read, and a fifth of that of linking.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
