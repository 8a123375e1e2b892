"""
What an account without a day for it tells of years gone by: "the presidency, from 2017 to 2021",
opens the paragraph.

Takes a sentence and its account; gives whether it is told of such a time. Pure.
"""

from __future__ import annotations

import re

from facta.brief.passages import Account
from facta.records import Sentence

# a year that says when, not one that names something ("the 2016 election")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December"
)
YEAR = re.compile(rf"\b(?:in|from|to|until|during|{MONTHS}) ((?:19|20)\d\d)\b")
ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Years before that of the account from which on a paragraph is of another time; judged.
LONG_AGO = 2
PAST = "VBD"


def earlier(account: Account, sentence: Sentence) -> bool:
    """
    Whether a sentence in the past tense stands in a paragraph that opens with years
    gone by.
    """
    if not _past(sentence):
        return False
    text = account.document.text
    begin = text.rfind("\n", 0, sentence.start) + 1
    first = account.sentence_at(begin + len(text[begin:]) - len(text[begin:].lstrip()))
    if first is None:
        return False
    years = [int(year) for year in YEAR.findall(text[first.start : first.end])]
    now = _year(account)
    return bool(years) and now is not None and max(years) <= now - LONG_AGO


def _past(sentence: Sentence) -> bool:
    """Whether its main verb is in the past tense."""
    roots = [token for token in sentence.tokens if token.relation == "root"]
    return bool(roots) and roots[0].tag == PAST


def _year(account: Account) -> int | None:
    """The year of an account: of its publication, else the last one it names."""
    if account.document.published:
        return account.document.published.year
    named = ANY_YEAR.findall(account.document.text)
    return max(map(int, named), default=None)
