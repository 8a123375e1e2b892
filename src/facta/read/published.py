"""
The day on which a page says it was published, by what the page holds alone: no clock,
no guess, no part made up.

Asked in this order: what its head and its data for machines state, times that its
markup calls those of publication, its address, other times of the article, short lines
that name a day. Footers, side columns and lists of other articles are not asked, nor is
prose: *the treaty of 4 March 2019* tells nothing of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from facta.read.dates import dated, day, days
from facta.read.markup import blocks, class_words, inside
from facta.records import Date

# What `meta` elements of many sites call the day of publication.
_NAMES = frozenset(
    {
        "article.created",
        "article.published",
        "article:post_date",
        "article:publicationdate",
        "article:published",
        "article:published_date",
        "article:published_time",
        "article_date_original",
        "bt:pubdate",
        "citation_date",
        "citation_publication_date",
        "cxenseparse:recs:publishtime",
        "date",
        "date_created",
        "date_published",
        "datecreated",
        "dateposted",
        "datepublished",
        "dc.created",
        "dc.date",
        "dc.date.created",
        "dc.date.issued",
        "dc.date.publication",
        "dc:created",
        "dc:date",
        "dcsext.articlefirstpublished",
        "dcterms.available",
        "dcterms.created",
        "dcterms.date",
        "dcterms.issued",
        "displaydate",
        "og:article:published",
        "og:article:published_time",
        "og:datepublished",
        "og:pubdate",
        "og:publish_date",
        "originalpublicationdate",
        "parsely-pub-date",
        "pdate",
        "ptime",
        "pubdate",
        "publication_date",
        "publicationdate",
        "publish-date",
        "publish_date",
        "publish_time",
        "publishdate",
        "published",
        "published-date",
        "published_date",
        "published_time",
        "publisheddate",
        "rnews:datepublished",
        "sailthru.date",
    }
)
_STATED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{1,60})"')
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Statement)$")
_ADDRESS = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?![0-9])"
)
# Words of classes and ids of what is no part of the article.
_ASIDE = frozenset(
    {
        "colophon",
        "comment",
        "comments",
        "cookie",
        "copyright",
        "disclaimer",
        "footer",
        "imprint",
        "legal",
        "recommended",
        "related",
        "sidebar",
        "teaser",
        "teasers",
        "terms",
    }
)
_ROLES = frozenset({"contentinfo", "complementary", "navigation"})
_FURNITURE = frozenset({"footer", "nav", "aside", "form"})
_PROSE = frozenset({"p", "li", "blockquote"})
_OURS = re.compile(r"publish|pubdate|posted|created|entry-date")
_LATER = re.compile(
    r"updat|modif|edited|aktualisiert|geändert|mis à jour|actualizado", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:published|posted|issued|released|date"
    r"|veröffentlicht|erschienen|publié|publicado)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:[ap]\.?m\b|uhr|at|on|am|utc|gmt|[cew]?e?[dps]t|bst|cest"
    r"|[a-z]{3,6}day|[a-z]{4,10}tag|mittwoch"
    r"|mon|tue|wed|thu|fri|sat|sun)\b|[\W\d_]+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s*(?:by|von|par|por|di)\s", re.IGNORECASE)
# Judged, not fitted.
_LONGEST = 160  # characters of a line that may name the day; what is longer is prose
_BEFORE = 4  # words before the one for it: room for a byline
_REST = 40  # characters of such a line within which the day follows the word for it
_MOST = 100  # times that are looked at


def published_day(tree: Any, url: str | None) -> tuple[Date | None, tuple[str, ...]]:
    """The day, or none; and a note where the page states what is no day."""
    stated = [*_marked(tree), *_structured(tree)]
    named, other = _timed(tree)
    for value in [*stated, *named, *_addressed(tree, url), *other]:
        if found := _understood(value):
            return found, ()
    if written := next(_lettered(tree), None):
        return written, ()
    if not stated:
        return None, ()
    return None, dated(stated[0], "page")[1]


def _understood(value: str) -> Date | None:
    try:
        return day(value)
    except ValueError:
        return None


def _marked(tree: Any) -> Iterator[str]:
    keys = ("property", "name", "itemprop")
    for element in tree.iter("meta"):
        content = element.get("content", "")
        names = (element.get(key, "").lower() for key in keys)
        if content.strip() and any(name in _NAMES for name in names):
            yield content


def _structured(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "json" in script.get("type", "") and script.text:
            yield from _of_article(script.text)


def _of_article(text: str) -> Iterator[str]:
    """The days that data for machines state of the article, not of what it lists."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        yield from (found[1] for found in _STATED.finditer(text))
        return
    things = [
        thing for thing in _things(data) if isinstance(thing.get("datePublished"), str)
    ]
    for wanted in (_is_article, _is_page):
        yield from (thing["datePublished"] for thing in things if wanted(thing))


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """What stands on top of data for machines, or in its graph; not what these hold."""
    for thing in _listed(data):
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (each for each in graph if isinstance(each, dict))


def _listed(data: Any) -> list[Any]:
    """One or several, as JSON-LD writes either."""
    if isinstance(data, list):
        return data
    return [data]


def _is_article(thing: dict[str, Any]) -> bool:
    return any(_ARTICLE.search(name) for name in _types(thing))


def _is_page(thing: dict[str, Any]) -> bool:
    return not _types(thing) or any(name.endswith("WebPage") for name in _types(thing))


def _types(thing: dict[str, Any]) -> list[str]:
    names = _listed(thing.get("@type", []))
    return [name for name in names if isinstance(name, str)]


def _addressed(tree: Any, url: str | None) -> Iterator[str]:
    links = [link for link in tree.iter("link") if link.get("rel") == "canonical"]
    for address in (url or "", *(link.get("href", "") for link in links)):
        if found := _ADDRESS.search(address):
            yield "-".join(found.groups())


def _timed(tree: Any) -> tuple[list[str], list[str]]:
    """The times of the article that its markup calls those of publication; others."""
    spine, body = _spine(tree), _body(tree)
    named: list[str] = []
    other: list[str] = []
    for element in islice(filter(_is_time, tree.iter()), _MOST):
        within = body is None or body in (element, *element.iterancestors())
        if not within or not _alone(element) or _elsewhere(element, spine):
            continue
        value = _machine_value(element) or element.text_content()
        if _ours(element):
            named.append(value)
        else:
            other.append(value)
    return named, other


def _machine_value(element: Any) -> str:
    return element.get("datetime") or element.get("content") or ""


def _is_time(element: Any) -> bool:
    if element.tag == "time":
        return True
    return element.tag != "meta" and bool(_machine_value(element)) and _ours(element)


def _ours(element: Any) -> bool:
    names = " ".join(element.get(key, "") for key in ("class", "id", "itemprop"))
    return "pubdate" in element.attrib or bool(_OURS.search(names.lower()))


def _alone(element: Any) -> bool:
    """Whether a time stands by itself: not amid prose, of a later change or of a link."""
    own = " ".join(element.get(key, "") for key in ("class", "itemprop"))
    if _LATER.search(f"{own} {_text_before(element)}"):
        return False
    return not _amid_prose(element) and not inside(element, "a", "li")


def _text_before(element: Any) -> str:
    before = element.getprevious()
    if before is None:
        return element.getparent().text or ""
    return before.tail or ""


def _amid_prose(element: Any) -> bool:
    around = element.getparent()
    if around.tag not in _PROSE:
        return False
    words = _opening(around)
    return len(words) > _LONGEST or words.endswith((".", "!", "?"))


def _opening(element: Any) -> str:
    """The text of the first that an element holds: enough to tell a line from prose."""
    parts = [element.text or ""]
    for one in islice(element.iterdescendants(), _MOST):
        parts += [one.text or "", one.tail or ""]
    return "".join(parts).rstrip()


def _spine(tree: Any) -> frozenset[Any]:
    """The heading of the article and all it lies in, which no class makes an aside."""
    return frozenset(_around_heading(tree))


def _body(tree: Any) -> Any:
    """The innermost article or main part that the heading lies in or is, if any."""
    around = _around_heading(tree)
    return next((one for one in around if one.tag in {"article", "main"}), None)


def _around_heading(tree: Any) -> tuple[Any, ...]:
    """The heading of the article and, from it up, all it lies in."""
    heading = next(tree.iter("h1", "main", "article"), None)
    if heading is None:
        return ()
    return (heading, *heading.iterancestors())


def _elsewhere(element: Any, spine: frozenset[Any]) -> bool:
    """Whether an element is outside of the article, whose own footer is part of it."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"article", "main"}:
            return any(above.tag in _FURNITURE for above in one.iterancestors())
        if _aside(one, spine) and not (one.tag == "footer" and inside(one, "article")):
            return True
    return False


def _aside(element: Any, spine: frozenset[Any]) -> bool:
    if element in spine:
        return False
    named = any(word in _ASIDE for words in class_words(element) for word in words)
    return element.tag in _FURNITURE or element.get("role") in _ROLES or named


def _lettered(tree: Any) -> Iterator[Date]:
    spine = _spine(tree)
    text = blocks(tree, without=lambda element: _aside(element, spine))
    for line in text.split("\n"):
        if len(line) <= _LONGEST and (found := _named(line.removeprefix("- "))):
            yield found


def _named(line: str) -> Date | None:
    """
    The day that a line names: with a word for it, or with a clock and an author alone.

    >>> _named("Published 27 May 2025"), _named("By A. Author | 27 May 2025, 10:00")
    (datetime.date(2025, 5, 27), datetime.date(2025, 5, 27))
    """
    found = list(days(line))
    if not found or line.rstrip().endswith((".", "?", "!")):
        return None
    if said := _SAID.search(line):
        if len(re.findall(r"\w+", line[: said.start()])) > _BEFORE:
            return None
        near = range(said.end(), said.end() + _REST + 1)
        return next((when for when, start, _ in found if start in near), None)
    if len(found) > 1 or _LATER.search(line):
        return None
    when, start, end = found[0]
    rest = _CLOCK.sub("", line[:start] + " " + line[end:])
    if rest and not _BYLINE.match(line):
        return None
    return when
