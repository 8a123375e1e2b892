"""
Where the paragraphs of a text begin and end.

Takes a text, gives offsets; needs no parser.
"""

from __future__ import annotations

# characters of a line that was broken for its length: shorter ones are headings or verse,
# longer ones paragraphs; judged, not fitted
WRAPPED_LINE = range(50, 101)


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    r"""
    The offsets of the paragraphs of a text, without the white space around them.

    A blank line ends a paragraph. So does the end of a line, unless the line is long
    and stops in mid-sentence.

    >>> paragraphs("One.\nTwo.\n\nThree.")
    ((0, 4), (5, 9), (11, 17))
    """
    spaced = "\n\n" in text
    found: list[tuple[int, int]] = []
    start, end, at = -1, 0, 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            first = at + line.index(body[0])
            end = first + len(body)
        if body and start < 0:
            start = first
        if start >= 0 and not (body and _runs_on(body, spaced=spaced)):
            found.append((start, end))
            start = -1
        at += len(line)
    if start >= 0:
        found.append((start, end))
    return tuple(found)


def _runs_on(line: str, *, spaced: bool) -> bool:
    """
    Whether a line was broken for its length; only a text that sets paragraphs apart by
    blank lines is wrapped.
    """
    if len(line) not in WRAPPED_LINE:
        return False
    return line[-1] == "," or (spaced and line[-1].isalnum())
