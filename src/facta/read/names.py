"""
The names under which people, sites and databases give what is known of an account.

One list for front matter, tables and JSON lines. Case, spaces and marks do not count:
*Publication Date*, `publication_date` and `publicationDate` are one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Our names, and theirs in order of precedence.
NAMES = {
    "title": ("title", "headline"),
    "publisher": (
        "publisher",
        "sitename",
        "site",
        "sourcename",
        "outlet",
        "publication",
        "source",
    ),
    "published": (
        "published",
        "date",
        "publishedtime",
        "publishedat",
        "publishedon",
        "publishdate",
        "pubdate",
        "datepublished",
        "publicationdate",
        "publisheddate",
        "datetime",
    ),
    "url": ("url", "sourceurl", "canonicalurl", "originalurl", "link"),
}
# Of an account's text, in tables and JSON lines.
TEXT = ("text", "content", "body", "fulltext", "articletext")
# Of an account's file, in the table beside it.
FILE = ("file", "filename", "path")
# Of where an account's day comes from, in the table beside it.
BASIS = "publishedbasis"
ADDRESSES = ("http://", "https://")


def folded(name: object) -> str:
    """
    A name as it is compared.

    >>> folded("Publication Date"), folded("pubDate")
    ('publicationdate', 'pubdate')
    """
    return "".join(filter(str.isalnum, str(name).lower()))


def known(entries: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """
    What entries, by folded names, say under ours: title, publisher, published and url.

    An address under a name for the publisher is no publisher, but the account's address
    where no other is given.

    >>> dict(known({"source": {"id": 7, "name": "The Wire"}, "date": "2025-05-28"}))
    {'publisher': 'The Wire', 'published': '2025-05-28'}
    """
    addresses = []
    for name, theirs in NAMES.items():
        values = [value for key in theirs if (value := plain(entries.get(key)))]
        if name == "publisher":
            addresses = [value for value in values if _is_address(value)]
            values = [value for value in values if not _is_address(value)]
        elif name == "url":
            values += addresses
        if values:
            yield name, values[0]


def plain(value: object) -> str:
    """A value as text: of a table its name, of a list nothing."""
    if isinstance(value, dict):
        return plain(value.get("name") or value.get("title"))
    if value is None or isinstance(value, bool | list):
        return ""
    return str(value).strip()


def first(entries: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """The first of some folded names that entries have."""
    return next((name for name in names if name in entries), None)


def _is_address(value: str) -> bool:
    return value.lower().startswith(ADDRESSES)
