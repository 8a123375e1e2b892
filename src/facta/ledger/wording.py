"""
Free words of a filter against what records hold: a part of what is counted, a channel,
a unit under any of its names.

Gives predicates over the text of a column; None where nothing is asked. Pure.
"""

from __future__ import annotations

from collections.abc import Callable

from facta.ledger.rows import plain
from facta.ontology.names import folded

Fits = Callable[[str], bool]


def partly(asked: str | None) -> Fits | None:
    """
    Whether a text holds what is asked, whatever the case and accents; it is no pattern.

    >>> fits = partly("CALL")
    >>> fits and fits("phone calls"), fits and fits("phone")
    (True, False)
    """
    if asked is None:
        return None
    wanted, words = plain(asked).casefold(), " ".join(folded(plain(asked)))
    return lambda text: (
        wanted in text.casefold() or bool(words and words in " ".join(folded(text)))
    )


def in_unit(asked: str | None) -> Fits | None:
    """
    Whether a unit is the one asked for, under any of its names.

    >>> fits = in_unit("Dollars")
    >>> fits and fits("USD"), fits and fits("EUR")
    (True, False)
    """
    if asked is None:
        return None
    wanted = {plain(asked).casefold().strip(), unit(asked).casefold()}
    return lambda text: text.casefold() in wanted or unit(text).casefold() in wanted


def unit(text: str) -> str:
    """
    The name under which figures keep a unit; the text itself where it is none that is
    known.

    >>> unit("kilometres"), unit("$"), unit("percent"), unit("rifles")
    ('km', 'USD', '%', 'rifles')
    """
    from facta.lexicon.figures import Vocabulary

    known, name = Vocabulary.load().units, plain(text).casefold().strip()
    for table in (known.currencies, known.national, known.measures, known.durations):
        for form in (name, name.removesuffix("s")):
            if form in table:
                return table[form]
    return "%" if name in known.percent.words else text
