r"""
Letters that went through the wrong encoding: UTF-8 read as Windows-1252 and saved
again.

Such text is in an encoding too, a doubled one, and is decoded as such. Only sequences
are mended that no language writes, and only in a text that holds one beyond doubt, so
that *MAÇÃ”* keeps its quotation mark.
"""

from __future__ import annotations

import re

_TIMES = 3  # some pages were mangled twice


def _read(byte: int) -> str:
    """
    The character that Windows-1252 makes of a byte; the five it does not know stay as
    they are.
    """
    raw = bytes([byte])
    return (
        raw.decode("cp1252")
        if byte not in b"\x81\x8d\x8f\x90\x9d"
        else raw.decode("latin-1")
    )


_BYTES = {_read(byte): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}


def _class(first: int, last: int) -> str:
    characters = (
        character for character, byte in _BYTES.items() if first <= byte <= last
    )
    return f"[{''.join(map(re.escape, characters))}]"


_NEXT, _LETTER = _class(0x80, 0xBF), _class(0xA0, 0xBF)
# punctuation, pictures, marks
_SIGN = rf"â[€\x80‚\x82„\x84†\x86ˆ\x88]{_NEXT}|ð[Ÿ\x9f]{_NEXT}{{2}}|ï»¿|ï¿½"
_SURE = re.compile(rf"{_SIGN}|[ÂÃ]{_LETTER}|(?:[ÐÑ]{_NEXT}){{3}}")
_ANY = re.compile(rf"{_SIGN}|Â{_LETTER}|Ã{_NEXT}|(?:[ÐÑ]{_NEXT})+")
_CLOSING = re.compile(
    rf"â€(?!{_NEXT})"
)  # the last byte of a closing mark is none of Windows-1252 and often lost


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
