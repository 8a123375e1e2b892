"""Where a sentence is cut that is longer than the model's window."""

from __future__ import annotations

from collections.abc import Sequence


def cuts(
    words: Sequence[str], sizes: Sequence[int], window: int
) -> list[tuple[int, int]]:
    """
    Parts `[start, end)` of a long sentence, each of at most `window` pieces.

    They are cut late and where a clause ends.

    >>> cuts(["Rain", "fell", ";", "then", "sun", "came"], [1, 1, 1, 1, 1, 1], 5)
    [(0, 3), (3, 6)]
    """
    found, start, used = [], 0, 0
    for index, size in enumerate(sizes):
        while used + size > window:
            end = _cut(words, start, index)
            found.append((start, end))
            used = sum(sizes[end:index])
            start = end
        used += size
    return [*found, (start, len(words))]


def _cut(words: Sequence[str], start: int, end: int) -> int:
    """Where to cut within `(start, end]`: where a clause ends, else at the end."""
    # No part is cut shorter than a third of what fits; judged, not fitted.
    middle = start + (end - start) // 3
    for marks, offset in (({";", ":"}, 1), ({","}, 1), ({"and", "or", "but"}, 0)):
        for index in range(end - 1, middle, -1):
            if words[index] in marks:
                return index + offset
    return end
