"""
What a brief calls somebody: in the words of the accounts, office with the name.

Takes the mentions of all accounts; gives for each the words that a reader knows him by:
"President Trump", "the Pentagon", "European leaders". Pure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from facta.link.sentences import country
from facta.records import Actor, Speaker

# Words of a name with its office, beyond which it is a description; judged.
LONGEST = 6
# Characters of a list of parties; judged.
LONG = 60
# Characters by which two spellings of a name are one (Zelensky, Zelenskyy); judged.
ALIKE = 5
PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "i",
        "we",
        "us",
        "our",
        "my",
        "who",
        "whose",
        "which",
        "that",
        "this",
        "these",
        "those",
    ]
)
THE = "the "
# words before a mention that are part of whom it names
BEFORE = re.compile(r"(?:^|\W)(the|both|some|many|most|several)\s$", re.IGNORECASE)
YEAR = re.compile(r"^\d{4} ")
# Characters of text that hold the longest of them.
REACH = len(" several ")
# what a country or its government is called without a name, and what that adds to it
GENERIC = {
    "country": "",
    "nation": "",
    "government": "’s government",
    "administration": "’s government",
}


class Names:
    """
    The words for each party.

    >>> from facta.testing import actor
    >>> mention = actor("Donald Trump", country="USA", office="President")
    >>> Names([mention], {}).of("Donald Trump")
    'Donald Trump'
    """

    def __init__(self, mentions: Iterable[Actor], countries: Mapping[str, str]) -> None:
        self.countries = countries
        self._forms = _forms(mentions)

    def of(self, name: str) -> str:
        """What somebody is called whose name is known: office first, where it is told."""
        if name in self.countries:
            return country(name, self.countries)
        forms = self._forms.get(name)
        if not forms:
            return _with_article(name, self.countries.values())
        return min(forms, key=lambda form: _rank(form, forms[form], name.split()))[0]

    def mention(self, actor: Actor, before: str = "") -> str:
        """
        What one mention is called; `before` is the text in front of it, of which an
        article is taken along.
        """
        if actor.name in self._forms or actor.name in self.countries:
            return self.of(actor.name)
        told = " ".join(actor.span.text.split())
        if told.casefold() in PRONOUNS or adjective(told, actor.name):
            return self.of(actor.name)
        if told == self.countries.get(actor.country or "", ""):
            return country(told, {})
        article = before[-len(THE) :].casefold() == THE
        home = country(actor.country or "", self.countries)
        noun = told.casefold().removeprefix(THE)
        if home and noun in GENERIC and (article or noun != told.casefold()):
            return home + GENERIC[noun]
        return _cut(_before(before) + told)

    def speaker(self, who: Speaker) -> str | None:
        """
        What whoever said something is called; None where it is nobody a reader could
        look for.
        """
        if who.name:
            return self.of(who.name)
        if who.span is None:
            return None
        return _cut(" ".join(who.span.text.split()))


def _before(text: str) -> str:
    """
    The article, or the word of how many, that stands before a mention.

    >>> _before("when the "), _before("Some "), _before("and ")
    ('the ', 'some ', '')
    """
    found = BEFORE.search(text)
    return f"{found[1].casefold()} " if found else ""


Form = tuple[str, bool]


def _forms(mentions: Iterable[Actor]) -> Mapping[str, Counter[Form]]:
    """By name of a person, the forms that accounts give it, and how often."""
    found: dict[str, Counter[Form]] = defaultdict(Counter)
    for mention in mentions:
        # "in 2009 US President ..." is named without the year
        words = YEAR.sub("", _cut(mention.span.text)).split()
        names = mention.name.split()
        person = len(names) > 1 and bool(mention.office)
        if person and words and len(words) <= LONGEST and _same(words[-1], names[-1]):
            found[mention.name][(" ".join(words), mention.claim is None)] += 1
    return found


def _rank(
    form: Form, count: int, names: Sequence[str]
) -> tuple[bool, bool, int, int, str]:
    """An office in force, then any office, then what is told most often."""
    text, in_force = form
    words = text.split()
    titled = not any(_same(words[0], name) for name in names)
    return (not (titled and in_force), not titled, -count, -len(words), text)


def _same(one: str, other: str) -> bool:
    """Whether two spellings are of one name."""
    return one[:ALIKE].casefold() == other[:ALIKE].casefold()


def adjective(told: str, name: str) -> bool:
    """Whether a mention is a country's adjective, which names no party by itself."""
    return " " not in told and told != name and told.endswith(ENDINGS)


def _cut(text: str) -> str:
    """A mention up to where it is explained."""
    told = " ".join(text.split())
    for stop in (" (", " who ", " that ", " which "):
        told = told.partition(stop)[0]
    head, _, more = told.partition(", ")
    # a list of several is no explanation
    several = " and " in more and len(told) <= LONG
    return told if several else head


def _with_article(name: str, countries: Collection[str]) -> str:
    if name in countries:
        return country(name, {name: name})
    return name


ENDINGS = ("an", "ish", "ese", "ch", "ic", "i")
