"""
Whether the words for an act tell it as done, and not as a habit, an aim or a plan. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.records import Token

VERB, PAST, PARTICIPLE = "VERB", "VBD", "VBN"
HELPERS = ("aux", "aux:pass")
# helpers with which a participle tells what was done by then
BEFORE = frozenset({"'ve", "been", "had", "has", "have", "was", "were", "’ve"})
OPEN = frozenset(
    {
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "will",
        "would",
        "'ll",
        "’ll",
    }
)


def done(trigger: Token | None, tokens: Sequence[Token]) -> bool:
    """
    Whether the verb that tells an act, or that its noun hangs from, is of the past:
    "sent", "has sent", "carried out strikes"; not "will send", "to send", "are sent". Of
    words without a verb nothing says that it was not.
    """
    if trigger is None:
        return True
    for at in _upwards(tokens.index(trigger), tokens):
        if tokens[at].upos == VERB:
            return _is_past(at, tokens)
    return True


def _upwards(at: int, tokens: Sequence[Token]) -> Iterator[int]:
    """A token and what governs it; a damaged tree must not lead in circles."""
    seen: set[int] = set()
    while at >= 0 and at not in seen:
        yield at
        seen.add(at)
        at = tokens[at].head


def _is_past(verb: int, tokens: Sequence[Token]) -> bool:
    helpers = {
        token.text.casefold()
        for token in tokens
        if token.head == verb and token.relation in HELPERS
    }
    if helpers & OPEN:
        return False
    tag = tokens[verb].tag
    return tag == PAST or (tag == PARTICIPLE and not BEFORE.isdisjoint(helpers))
