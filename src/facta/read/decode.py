"""
Bytes to text, one way for all formats.

UTF-8, UTF-16 and UTF-32 by their marks, UTF-8 by its form, then what is likeliest. A
byte order mark is dropped; nothing else is, so offsets into the text are offsets into
the file's content. Lone surrogates, which no file can hold, become U+FFFD one for one.
UTF-8 that was read as Windows-1252 and saved again is a doubled encoding and is undone
here, as part of decoding, so that offsets are those of what was written.
"""

from __future__ import annotations

import codecs
import re

from facta.errors import SourceError
from facta.read.boundary import guarded, needs
from facta.read.mojibake import mended

# The mark of UTF-32 opens with that of UTF-16, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN = re.compile("\ufffd+")
_WIDE = re.compile("[^\x00-\x7f\ufffd]")
# What English has in Windows-1252.
_CURLY = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xae\xb0"
# What the web was written in; the detector takes short texts for old Mac encodings.
_LIKELY = [
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "koi8_r",
    "iso8859_2",
    "iso8859_5",
    "shift_jis",
    "euc_jp",
    "iso2022_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
# Encodings that Python knows and no page is in, or that are slow.
_NOT_OF_PAGES = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
_SAMPLE = 65_536  # guessing an encoding reads no more than this


def decoded(
    data: bytes, source: str, charset: str | None = None, *, mend: bool = True
) -> str:
    """
    The text of `data`: by its mark, by a declared `charset` that fits, or by its form.

    `mend` undoes a doubled encoding; not for text that was given as such, in JSON,
    whose offsets are its own.

    Raises:
        SourceError: the data are not text.
    """
    text = whole_characters(_text(data, source, charset))
    if mend:
        return mended(text)
    return text


def declared_in(data: bytes, declaration: re.Pattern[bytes]) -> str | None:
    """The encoding that the first group of a declaration within `data` names."""
    found = declaration.search(data)
    if found is None:
        return None
    return found[1].decode("ascii")


def _text(data: bytes, source: str, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = _declared(data, charset) or _guess(data, source)
    return data.decode(encoding, "replace")


def whole_characters(text: str) -> str:
    """`text` as UTF-8 can hold it: lone surrogates replaced, no offset moved."""
    return _SURROGATE.sub("\ufffd", text)


def is_binary(data: bytes) -> bool:
    """
    Whether more than one byte in twenty is a control character, which no text in a
    one-byte encoding has.
    """
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 20


def _declared(data: bytes, charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        if codecs.lookup(charset).name.replace("_", "-") in _NOT_OF_PAGES:
            return None
        data.decode(charset)
    # Unknown, no text encoding, or not what the data are in.
    except (LookupError, ValueError):
        return None
    return charset


def _guess(data: bytes, source: str) -> str:
    if wide := _wide(data):
        return wide
    if is_binary(data):
        advice = "convert it to text, HTML or PDF, or leave it out"
        raise SourceError(source, "binary data, not text", advice)
    if _nearly_utf8(data):
        return "utf-8"
    return _one_byte(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in European text every other byte is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    # Shares of zeros; judged, not fitted.
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> bool:
    """
    Valid UTF-8, or at least as many whole sequences in it as broken ones; other
    encodings hardly ever form one.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        read = data.decode("utf-8", "replace")
        return len(_BROKEN.findall(read)) <= len(_WIDE.findall(read))
    return True


def _one_byte(data: bytes) -> str:
    """
    Windows-1252 where high bytes are rare, as in English with curly quotes; else the
    detector's best guess.
    """
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte > 0x7F]
    # One byte in twenty; judged, not fitted.
    rare = len(high) * 20 <= len(sample)
    if (rare or not set(high) - set(_CURLY)) and _declared(data, "cp1252"):
        return "cp1252"
    needs("charset_normalizer")
    with guarded():
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=_LIKELY).best()
    return (best and _declared(data, best.encoding)) or "cp1252"
