"""
The accounts that passages are drawn from, read from the data as published.

Takes the folder of the news data; gives documents with their paragraphs, their kind and
the countries they name.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import tarfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import msgspec
import yaml
from msgspec import Struct

from facta.ontology.countries import Countries
from tools.corpus import plain

CHOSEN = Path(__file__).with_name("chosen.toml")
ARCHIVES = ("whitehouse-statements.tar.xz", "whitehouse-spoken.tar.xz")
SHOUTED = {"US", "ET", "CAR", "Georgia", "Jordan", "Chad", "Holland", "Jersey"}
LANGUAGES = {"English", "Spanish"}  # more often spoken than meant as people
OWN = {"ASM", "GUM", "MNP", "PRI", "UMI", "USA", "VIR"}  # the United States at home


class Doc(Struct, frozen=True, kw_only=True):
    """
    One account.

    kind: as in the record of a passage. nations: how often it names each country, by
    ISO code. `quiet` accounts give one passage, in which little should be found.
    """

    id: str
    source: str
    licence: str
    credit: str
    url: str
    title: str
    published: str | None
    kind: str
    paragraphs: tuple[str | None, ...]
    quiet: bool = False

    @property
    def prose(self) -> str:
        """All paragraphs, a line each."""
        return "\n".join(filter(None, self.paragraphs))


class Article(Struct, frozen=True, kw_only=True):
    """An account of Wikinews or Global Voices as published."""

    id: str
    title: str
    url: str
    published: str | None
    text: str


# Whether an article is drawn from.
Wanted: TypeAlias = Callable[[Article], bool]

# Lists of chosen.toml, and how the ids of their accounts begin.
_LISTS = {
    "wikinews": "wikinews",
    "quiet": "wikinews",
    "globalvoices": "gv",
    "republished": "gv",
}

_WRITTEN = re.compile(
    r"^(?:Editor['’]s note: )?(?:This|The following)\b.{0,80}?"
    r"(?:written by|(?:article|post|story) by) (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+)"
)


def seeded(*parts: object) -> str:
    """A hash to order and choose by: the same on every machine."""
    return hashlib.sha256("\t".join(map(str, parts)).encode()).hexdigest()


class Nations:
    """Finds the countries that a text names, by name, adjective or capital."""

    def __init__(self, countries: Countries) -> None:
        self.codes: dict[str, str] = {}
        for code, country in countries.table.items():
            for name in country.names + country.adjectives + country.capitals:
                if (
                    len(name) > 3
                    and name[0].isupper()
                    and name not in SHOUTED | LANGUAGES
                ):
                    self.codes.setdefault(name, code)
        names = sorted(map(re.escape, self.codes), key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<![\w-])(?<!New )(?:{'|'.join(names)})(?!\w)")

    def named(self, text: str) -> Counter[str]:
        """How often each country is named, by ISO code; the United States left out."""
        found = Counter(self.codes[name] for name in self._pattern.findall(text))
        for code in OWN:
            del found[code]
        return found

    def times(self, text: str) -> int:
        """How often countries are named, all together; the United States left out."""
        return self.named(text).total()


def wikinews(folder: Path, wanted: Wanted) -> Iterator[Doc]:
    """Articles of Wikinews; those chosen as quiet are marked."""
    quiet = _listed("quiet")
    for article in filter(wanted, _articles(folder / "wikinews.jsonl.xz")):
        yield Doc(
            id=article.id,
            source="wikinews",
            licence="CC-BY-2.5",
            credit="Wikinews contributors",
            url=article.url,
            title=plain.tidy(article.title),
            published=article.published,
            kind="news",
            paragraphs=tuple(plain.wikinews(article.text)),
            quiet=article.id in quiet,
        )


def globalvoices(folder: Path, wanted: Wanted) -> Iterator[Doc]:
    """Accounts of Global Voices."""
    for article in filter(wanted, _articles(folder / "globalvoices.jsonl.xz")):
        yield Doc(
            id=article.id,
            source="globalvoices",
            licence="CC-BY-3.0",
            credit=author(article.text),
            url=article.url,
            title=plain.tidy(article.title),
            published=article.published,
            kind="feature",
            paragraphs=tuple(plain.globalvoices(article.text)),
        )


def whitehouse(folder: Path, nations: Nations) -> Iterator[Doc]:
    """Every page of the White House of a known kind."""
    for archive in ARCHIVES:
        with tarfile.open(folder / archive) as pages:
            for member in pages:
                stream = pages.extractfile(member)
                if stream is None:
                    continue
                page = _page(member.name, stream.read().decode("utf8"), nations)
                if page is not None:
                    yield page


def chosen(*lists: str) -> Wanted:
    """Wants the accounts of some lists of chosen.toml."""
    ids = frozenset[str]().union(*map(_listed, lists))
    return lambda article: article.id in ids


def republished() -> frozenset[str]:
    """Accounts of Global Voices that another publisher wrote, by id."""
    return _listed("republished")


def _listed(name: str) -> frozenset[str]:
    """The ids of a list of chosen.toml."""
    lists = tomllib.loads(CHOSEN.read_text("utf8"))
    return frozenset(f"{_LISTS[name]}-{number}" for number in lists[name])


def _articles(path: Path) -> Iterator[Article]:
    with lzma.open(path) as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=Article)


def author(text: str) -> str:
    """The credit of an account: its author where a line of it says who wrote it."""
    for line in text.split("\n"):
        written = _WRITTEN.search(line)
        if written:
            return f"{written['name']} / Global Voices"
    return "Global Voices contributors"


def _page(path: str, text: str, nations: Nations) -> Doc | None:
    """A page with its front matter; none where its kind is not drawn from."""
    _, head, body = text.split("---\n", 2)
    fields = yaml.safe_load(head)
    title = plain.tidy(str(fields["title"]))
    kind = kind_of(path, title, foreign=bool(nations.named(title)))
    if kind is None:
        return None
    day = str(fields["date"])
    # Spelled out, two pages of a day would have the same name.
    return Doc(
        id=f"wh-{day}-{seeded(path.split('/', 1)[-1])[:4]}",
        source="whitehouse",
        licence="public-domain",
        credit="The White House",
        url=fields["source_url"],
        title=title,
        published=day,
        kind=kind,
        paragraphs=tuple(plain.markdown(body)),
        quiet=kind == "domestic",
    )


_DIPLOMATIC = re.compile(
    r"\b(?:NATO|G7|G20|Quad|AUKUS|ASEAN|European|Foreign|Ambassador|Minister|Summit|"
    r"sanctions|hostage|wrongfully|refugee|humanitarian|Strike|ISIS|terror\w*|Hamas|"
    r"Indo-Pacific|Pacific Islands|Africa\w*|Caribbean|Counterpart|Allies|CHIPS)\b"
)
_EMERGENCY = re.compile(
    r"(?i)national emergency (?:with respect to|authorized)|blocking property|sanctions|"
    r"suspension of entry|war powers resolution|specified harmful|presidential determ|"
    r"drawdown|506\(a\)"
)
_IF_ABROAD = re.compile(r"(?i)emergency|terminat|prohibiting|imposing")
_HOME = re.compile(
    r"(?i)^(?:fact sheet|statement (?:by|from)|readout|president biden|executive order|"
    r"a proclamation|remarks by|memorandum|proclamation|joint statement)"
)


def kind_of(path: str, title: str, *, foreign: bool) -> str | None:
    """
    The kind of a page, by its folder and title; None for lists of names and the like.

    foreign: whether the title names another country.
    """
    abroad = foreign or bool(_DIPLOMATIC.search(title))
    low = title.lower()
    if re.search(
        r"nominat|bills? signed|what they are saying|schedule|disclosure", low
    ):
        return None
    if re.search(r"approves .* declaration|amends|defense production|^icymi", low):
        return "domestic" if "approves" in low else None
    if "press-briefings/" in path or "joint press" in low or "background press" in low:
        return "briefing"
    if low.startswith("remarks"):
        return "speech" if abroad else None
    measure = _EMERGENCY.search(title) or (foreign and _IF_ABROAD.search(title))
    if "presidential-actions/" in path and measure:
        return "sanctions" if "disaster" not in low and "covid" not in low else None
    if not abroad:
        return "domestic" if _HOME.match(title) else None
    if re.search(r"readout|’s (?:\w+ )?(?:call|meeting)|call with|meeting with", low):
        return "readout"
    if re.search(
        r"joint|leaders.? (?:statement|declaration)|declaration|communiqu", low
    ):
        return "joint-statement"
    return "other"
