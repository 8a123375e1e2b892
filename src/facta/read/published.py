"""
The day on which a page says it was published, by what the page holds alone: no clock,
no guess, no part made up.

Asked in this order: what its head and its data for machines state, times that its
markup calls those of publication, its address, other times of the article, short lines
that name a day. Footers, side columns and lists of other
articles are not asked, nor is prose: *the treaty of 4 March 2019* tells nothing of the
page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from facta.read.dates import dated, day, days
from facta.read.markup import blocks, inside, kinds
from facta.records import Date

_NAMES = frozenset(
    {
        "article.created",
        "article.published",
        "article:post_date",
        "article:publicationdate",
    }
    | {"article:published", "article:published_date", "article:published_time"}
    | {
        "article_date_original",
        "bt:pubdate",
        "citation_date",
        "citation_publication_date",
    }
    | {
        "cxenseparse:recs:publishtime",
        "date",
        "date_created",
        "date_published",
        "datecreated",
    }
    | {"dateposted", "datepublished", "dc.created", "dc.date", "dc.date.created"}
    | {"dc.date.issued", "dc.date.publication", "dc:created", "dc:date"}
    | {
        "dcsext.articlefirstpublished",
        "dcterms.available",
        "dcterms.created",
        "dcterms.date",
    }
    | {
        "dcterms.issued",
        "displaydate",
        "og:article:published",
        "og:article:published_time",
    }
    | {"og:datepublished", "og:pubdate", "og:publish_date", "originalpublicationdate"}
    | {
        "parsely-pub-date",
        "pdate",
        "ptime",
        "pubdate",
        "publication_date",
        "publicationdate",
    }
    | {"publish-date", "publish_date", "publish_time", "publishdate", "published"}
    | {"published-date", "published_date", "published_time", "publisheddate"}
    | {"rnews:datepublished", "sailthru.date"}
)
_STATED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{1,60})"')
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Statement)$")
_ADDRESS = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?![0-9])"
)
_ASIDE = frozenset(
    {"colophon", "comment", "comments", "cookie", "copyright", "disclaimer", "footer"}
    | {
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
    r"\b(?:published|posted|issued|released|date|veröffentlicht|erschienen|publié|publicado)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:[ap]\.?m\b|uhr|at|on|am|utc|gmt|[cew]?e?[dps]t|bst|cest|[a-z]{3,6}day|[a-z]{4,10}tag|mittwoch"
    r"|mon|tue|wed|thu|fri|sat|sun)\b|[\W\d_]+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s*(?:by|von|par|por|di)\s", re.IGNORECASE)
_LONGEST = 160  # characters of a line that may name the day; what is longer is prose
_REST = 40  # characters of such a line within which the day follows the word for it
_MOST = 100  # times that are looked at


def published_day(tree: Any, url: str | None) -> tuple[Date | None, tuple[str, ...]]:
    """
    The day, or none; and a note where the page states one that cannot be understood.
    """
    stated = [*_marked(tree), *_structured(tree)]
    named, other = _timed(tree)
    for value in [*stated, *named, *_addressed(tree, url), *other]:
        if found := _understood(value):
            return found, ()
    if written := next(_lettered(tree), None):
        return written, ()
    return None, dated(stated[0], "page")[1] if stated else ()


def _understood(value: str) -> Date | None:
    try:
        return day(value)
    except ValueError:
        return None


def _marked(tree: Any) -> Iterator[str]:
    for element in tree.iter("meta"):
        names = (
            element.get(key, "").lower() for key in ("property", "name", "itemprop")
        )
        if any(name in _NAMES for name in names) and element.get("content", "").strip():
            yield element.get("content")


def _structured(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "json" in script.get("type", "") and script.text:
            yield from _of_article(script.text)


def _of_article(text: str) -> Iterator[str]:
    """
    The days that data for machines state of the article, not of its pictures or of
    other articles in a list.
    """
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
    """
    What stands on top of data for machines, or in its graph; what these hold are other
    things.
    """
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (
                (each for each in graph if isinstance(each, dict))
                if isinstance(graph, list)
                else ()
            )


def _is_article(thing: dict[str, Any]) -> bool:
    return any(_ARTICLE.search(name) for name in _types(thing))


def _is_page(thing: dict[str, Any]) -> bool:
    return not _types(thing) or any(name.endswith("WebPage") for name in _types(thing))


def _types(thing: dict[str, Any]) -> list[str]:
    named = thing.get("@type", [])
    return [
        name
        for name in (named if isinstance(named, list) else [named])
        if isinstance(name, str)
    ]


def _addressed(tree: Any, url: str | None) -> Iterator[str]:
    links = (
        link.get("href", "")
        for link in tree.iter("link")
        if link.get("rel") == "canonical"
    )
    for address in (url or "", *links):
        if found := _ADDRESS.search(address):
            yield "-".join(found.groups())


def _timed(tree: Any) -> tuple[list[str], list[str]]:
    """
    The times of the article: those that its markup calls times of publication, and the
    others.
    """
    spine, body = _spine(tree), _body(tree)
    named: list[str] = []
    other: list[str] = []
    for element in islice(filter(_is_time, tree.iter()), _MOST):
        fits = _ours(element)
        within = body is None or body in (element, *element.iterancestors())
        if within and _alone(element) and not _elsewhere(element, spine):
            value = (
                element.get("datetime")
                or element.get("content")
                or element.text_content()
            )
            (named if fits else other).append(value)
    return named, other


def _is_time(element: Any) -> bool:
    return element.tag == "time" or (
        bool(element.get("datetime") or element.get("content"))
        and element.tag != "meta"
        and _ours(element)
    )


def _ours(element: Any) -> bool:
    names = " ".join(
        [element.get("class", ""), element.get("id", ""), element.get("itemprop", "")]
    )
    return "pubdate" in element.attrib or bool(_OURS.search(names.lower()))


def _alone(element: Any) -> bool:
    """
    Whether a time stands by itself: not amid prose, nor as that of another article or
    of a later change.
    """
    around, before = element.getparent(), element.getprevious()
    said = (around.text if before is None else before.tail) or ""
    own = " ".join([element.get("class", ""), element.get("itemprop", "")])
    words = _opening(around) if around.tag in _PROSE else ""
    prose = len(words) > _LONGEST or words.endswith((".", "!", "?"))
    return (
        not prose
        and not _LATER.search(f"{own} {said}")
        and not inside(element, "a", "li")
    )


def _opening(element: Any) -> str:
    """
    The text of the first of what an element holds: enough to tell a line from prose.
    """
    parts = [element.text or ""]
    for one in islice(element.iterdescendants(), _MOST):
        parts += [one.text or "", one.tail or ""]
    return "".join(parts).rstrip()


def _spine(tree: Any) -> frozenset[Any]:
    """The heading of the article and all it lies in, which no class makes an aside."""
    heading = next(tree.iter("h1", "main", "article"), None)
    return (
        frozenset()
        if heading is None
        else frozenset([heading, *heading.iterancestors()])
    )


def _body(tree: Any) -> Any:
    """
    The innermost article or main part that the heading lies in or is; none where the
    page has no such frame.
    """
    heading = next(tree.iter("h1", "main", "article"), None)
    around = () if heading is None else (heading, *heading.iterancestors())
    return next((one for one in around if one.tag in {"article", "main"}), None)


def _elsewhere(element: Any, spine: frozenset[Any]) -> bool:
    """
    Whether an element stands in what is no part of the article; the footer of an
    article is part of it.
    """
    for one in (element, *element.iterancestors()):
        if one.tag in {"article", "main"}:
            return any(above.tag in _FURNITURE for above in one.iterancestors())
        if _aside(one, spine) and not (one.tag == "footer" and inside(one, "article")):
            return True
    return False


def _aside(element: Any, spine: frozenset[Any]) -> bool:
    if element in spine:
        return False
    named = any(word in _ASIDE for words in kinds(element) for word in words)
    return element.tag in _FURNITURE or element.get("role") in _ROLES or named


def _lettered(tree: Any) -> Iterator[Date]:
    spine = _spine(tree)
    for line in blocks(tree, without=lambda element: _aside(element, spine)).split(
        "\n"
    ):
        if len(line) <= _LONGEST and (found := _named(line.removeprefix("- "))):
            yield found


def _named(line: str) -> Date | None:
    """
    The day of a line such as *Published 27 May 2025*, *By A. Author | 27 May 2025* or
    *27 May 2025, 10:00*.
    """
    found = list(days(line))
    if not found or line.rstrip().endswith((".", "?", "!")):
        return None
    if said := _SAID.search(line):
        behind = [
            when
            for when, start, _ in found
            if said.end() <= start <= said.end() + _REST
        ]
        opens = len(re.findall(r"\w+", line[: said.start()])) <= 4  # room for a byline
        return behind[0] if behind and opens else None
    when, start, end = found[0]
    rest = _CLOCK.sub("", line[:start] + " " + line[end:])
    fits = (
        len(found) == 1
        and not _LATER.search(line)
        and (not rest or _BYLINE.match(line))
    )
    return when if fits else None
