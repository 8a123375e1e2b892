r"""
Letters in a wrong encoding: UTF-8 that was read as Windows-1252 and saved again.

Such text is in an encoding too, a doubled one, and is decoded as such. Only sequences
are mended that no language writes, and only in a text that holds one beyond doubt, so
that *MAÇÃ”* keeps its quotation mark.
"""

from __future__ import annotations

import re

_TIMES = 3  # some pages were mangled twice
# Bytes that Windows-1252 does not know; they stay as they are.
_NOT_KNOWN = b"\x81\x8d\x8f\x90\x9d"


def _character(byte: int) -> str:
    """The character that Windows-1252 makes of a byte."""
    if byte in _NOT_KNOWN:
        return chr(byte)
    return bytes([byte]).decode("cp1252")


_BYTES = {
    **{_character(byte): byte for byte in range(0x80, 0x100)},
    # Some programs made control characters of them, as Latin-1 does.
    **{chr(byte): byte for byte in range(0x80, 0xA0)},
}


def _class(first: int, last: int) -> str:
    """A class of a pattern: the characters of the bytes between two."""
    between = [mark for mark, byte in _BYTES.items() if first <= byte <= last]
    return f"[{''.join(map(re.escape, between))}]"


_NEXT = _class(0x80, 0xBF)
_LETTER = _class(0xA0, 0xBF)
# Punctuation, pictures, marks.
_SIGN = rf"â[€\x80‚\x82„\x84†\x86ˆ\x88]{_NEXT}|ð[Ÿ\x9f]{_NEXT}{{2}}|ï»¿|ï¿½"
_SURE = re.compile(rf"{_SIGN}|[ÂÃ]{_LETTER}|(?:[ÐÑ]{_NEXT}){{3}}")
_ANY = re.compile(rf"{_SIGN}|Â{_LETTER}|Ã{_NEXT}|(?:[ÐÑ]{_NEXT})+")
# The last byte of a closing mark is none of Windows-1252 and often lost.
_CLOSING = re.compile(rf"â€(?!{_NEXT})")


def mended(text: str) -> str:
    """
    The text with such sequences read as they were meant; any other text as it is.

    >>> mended("â€œWe will,â€ he said. Russiaâ€™s call, a cafÃ©")
    '“We will,” he said. Russia’s call, a café'
    """
    for _ in range(_TIMES):
        if text.isascii() or not _SURE.search(text):
            break
        text = _CLOSING.sub("”", _ANY.sub(_meant, text))
    return text


def _meant(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[character] for character in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
