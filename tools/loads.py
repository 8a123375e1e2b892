"""
Whether pages load anything from elsewhere: what a browser would fetch by itself, unlike
a link that somebody follows.

    python -m tools.loads FOLDER        a line for each, exit status 1 if there is any
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]

ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
STYLE = re.compile(r"""(?:url\(|@import)\s*['"]?([^'")\s;]+)""")
# links of a page's head that a browser fetches; others (canonical) only say something
FETCHED = frozenset(
    {
        "dns-prefetch",
        "icon",
        "manifest",
        "modulepreload",
        "preconnect",
        "prefetch",
        "preload",
        "stylesheet",
    }
)


def loaded(page: str) -> Iterator[str]:
    """
    The addresses elsewhere that a page loads from.

    >>> list(loaded('<a href="https://a.org"></a><img src="//b.org/c.png">'))
    ['//b.org/c.png']
    """
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("src", "srcset", "data", "poster"):
            if name in element.attrib:
                yield from filter(_elsewhere, element.attrib[name].split())
        rel = set(element.attrib.get("rel", "").lower().split())
        if element.tag == "link" and rel & FETCHED:
            yield from filter(_elsewhere, [element.attrib.get("href", "")])
        written = element.attrib.get("style", "")
        if element.tag == "style":
            written = element.text or ""
        yield from styled(written)


def styled(style: str) -> Iterator[str]:
    """
    The addresses elsewhere that a style sheet loads from.

    >>> list(styled("a { background: url(data:x) } @import 'https://a.org/b.css';"))
    ['https://a.org/b.css']
    """
    yield from filter(_elsewhere, STYLE.findall(style))


def _elsewhere(address: str) -> bool:
    return ELSEWHERE.match(address) is not None


def found(folder: Path) -> Iterator[tuple[Path, str]]:
    """What the pages and style sheets of a folder load from elsewhere."""
    for path in sorted(folder.rglob("*.html")):
        yield from ((path, each) for each in loaded(path.read_text("utf8")))
    for path in sorted(folder.rglob("*.css")):
        yield from ((path, each) for each in styled(path.read_text("utf8")))


def main() -> int:
    """Names what is loaded from elsewhere."""
    faults = list(found(Path(sys.argv[1])))
    for path, address in faults:
        print(f"{path} loads {address}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
