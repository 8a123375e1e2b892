"""
A commitment in one sentence: who promised, threatened, demanded or refused what, and
what came of it.

The verb is that of the kind, what was promised stands in the account's own words. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from facta.brief.clauses import ASIDES, capital, shortened
from facta.records import Commitment, CommitmentKind, Pledge, Span

# Characters of what was promised that a line has room for; judged by eye.
MOST = 150
Shape = Literal["that", "to", "for", "ing", "noun", "will", "whole"]
# what opens a sentence of its own, where it is written large
OPENING = frozenset(
    {"ahead", "as", "at", "by", "he", "if", "in", "on", "she", "they", "this", "we"}
)
WILL = frozenset({"will", "would", "shall", "must", "should"})
# the verb before a clause, an infinitive, a gerund and a noun
VERBS: Mapping[CommitmentKind, Mapping[Shape, str]] = {
    "promise": {"that": "promised", "ing": "committed to"},
    "offer": {"that": "offered"},
    "threat": {"that": "threatened"},
    "ultimatum": {"that": "gave the ultimatum", "noun": "gave the ultimatum:"},
    "demand": {"that": "demanded", "to": "asked", "for": "asked", "ing": "called for"},
    "agreement": {"that": "agreed", "noun": "agreed on", "ing": "agreed on"},
    "refusal": {
        "that": "ruled out",
        "to": "refused",
        "for": "would not agree",
        "noun": "refused",
    },
    "denial": {"that": "denied"},
}
TOLD = {
    "in_the_works": "in the works",
    "stalled": "stalled",
    "compromise": "settled by a compromise",
    "kept": "kept",
    "broken": "not kept",
    "withdrawn": "withdrawn",
}
# of demands and threats, which are no word that is kept
CAME: Mapping[CommitmentKind, Mapping[str, str]] = {
    "demand": {"kept": "met", "broken": "not met"},
    "threat": {"kept": "carried out", "broken": "not carried out"},
    "ultimatum": {"kept": "met", "broken": "not met"},
}
# what a sentence leaves behind that was cut before it ("the aim is to ...")
COPULAS = ("is ", "are ", "was ", "were ")
OPENED = re.compile(r"(?:The|A|An|Its|Their|His|Her) ")
# the rest of what was cut off, with its denial
CLITIC = re.compile(r"[’']\w|n[’']t\b|(?:\w+ )?which\b|what they\b")
# what is no word given, and what turns it round
LEANING = re.compile(
    r"(?:\b(?P<be>is|are|was|were)\s+)?"
    r"\b(?P<how>likely|expected|determined|ready|prepared|willing)\s+(?:to\s+)?$",
    re.IGNORECASE,
)
DENIES = re.compile(r"(?:\b(?:not|hardly|less|no|never)|n[’']t)\s+$", re.IGNORECASE)
GIVEN = frozenset({"promise", "offer", "threat", "agreement"})
BACK = (", even as ", ", even though ", ", while ", ", despite ")


def sentence(
    pledge: Pledge, made: Commitment, told: str, maker: str, whom: str | None
) -> str:
    """
    Who bound himself to what.

    Args:
        pledge: what it is.
        made: as one account has it.
        told: what it is to, in that one's words.
        maker: what the account calls who made it.
        whom: and whom it was made to.

    Reads "President Trump refused an immediate ceasefire".
    """
    shape = _shape(told)
    if shape == "whole":
        return f"{pledge.kind.capitalize()} by {maker}: “{told}”"
    if shape == "will":
        return f"{capital(maker)} {told}"
    verbs = VERBS[pledge.kind]
    verb = verbs.get(shape) or verbs["that"]
    asked = pledge.kind == "demand" and made.recipient and whom
    # who stands in what is asked may only be named there: "to leave Ukraine"
    if asked and made.recipient and not _within(made.recipient.span, made.content):
        if shape == "noun":
            return f"{capital(maker)} demanded {told} from {whom}"
        verb = {"to": f"urged {whom}"}.get(shape, verb)
    return f"{capital(maker)} {verb} {told}"


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def content(made: Commitment) -> str:
    """What it is to, on one line, without what is remarked on it."""
    told = " ".join(made.content.text.split())
    for aside in (*ASIDES, *BACK):
        told = told.partition(aside)[0]
    for copula in COPULAS:
        if told.startswith(f"{copula}to "):
            told = told.removeprefix(copula)
    # the beginning of a sentence is none within another
    if OPENED.match(told):
        told = told[0].lower() + told[1:]
    return shortened(told, MOST)


def torn(told: str) -> bool:
    """
    Whether the words begin within a verb or another clause, so that what they hang on,
    and a denial, may be lost.

    >>> torn("’d want to go"), torn("to go")
    (True, False)
    >>> torn("on which we want to consult them")
    True
    """
    return bool(CLITIC.match(told))


def leaning(pledge: Pledge, told: str, before: str) -> str | None:
    """
    How an account puts it that gives no word but what somebody means or is thought to
    do.

    Args:
        pledge: what it is.
        told: what it is to.
        before: the text in front of that.

    Reads "is likely", "was determined"; None where a word was given.
    """
    found = LEANING.search(before)
    if not found or pledge.kind not in GIVEN or not told.startswith("to "):
        return None
    if DENIES.search(before[: found.start()]):
        return None
    return f"{found['be'] or 'is'} {found['how'].casefold()}"


def state(pledge: Pledge) -> str:
    """
    What came of it, in words; nothing where it is open.

    Reads "not kept", of a demand "not met"; "kept, it says" where only its maker tells.
    """
    came = CAME.get(pledge.kind, {})
    told = came.get(pledge.status) or TOLD.get(pledge.status, "")
    return f"{told}, it says" if pledge.claimed else told


def _shape(told: str) -> Shape:
    first = told.partition(" ")[0]
    if first in {"that", "to", "not"}:
        return "that" if first == "that" else "to"
    if torn(told):
        return "whole"
    if first == "for" and " to " in told:
        return "for"
    if first[:1].isupper() and first.casefold() in OPENING:
        return "whole"
    if first in WILL:
        return "will"
    return "ing" if first.endswith("ing") else "noun"
