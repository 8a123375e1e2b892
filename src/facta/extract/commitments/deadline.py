"""
Which expression of time sets the last day of a commitment.

Takes a draft on its page, gives one of the page's times or None; what day that is,
`facta.extract.commitments.due` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from msgspec import Struct

from facta.extract.commitments.draft import Draft
from facta.extract.page import Page
from facta.extract.times.attachment import hanging
from facta.lexicon.commitments import Terms
from facta.records import Time

# Kinds that may say how long something lasts: "will not withdraw until May".
LASTING = frozenset({"promise", "agreement", "refusal", "denial"})
# Kinds without a day by which anything is to be done, unless it is told as a deadline.
UNTERMED = frozenset({"denial", "refusal"})
# Characters before a time in which its preposition is looked for: four or five words
# ("by the end of his"). Judged, not fitted.
BEFORE = 20


class Candidate(Struct, frozen=True, kw_only=True):
    """A time among the words of a commitment."""

    page: Page
    draft: Draft
    time: Time

    @property
    def terms(self) -> Terms:
        """The words of deadlines."""
        return self.page.lexicon.commitments.terms

    @property
    def opening(self) -> str:
        """The preposition of a time expression, within it or right before."""
        first = self.time.span.text.lower().split()[0]
        if first in self.terms.openings:
            return first
        start = self.time.span.start
        before = self.page.text[max(start - BEFORE, 0) : start].lower().split()
        while before and before[-1] in self.terms.between:
            before.pop()
        return before[-1] if before else ""


def deadline(page: Page, draft: Draft) -> Time | None:
    """The expression that sets the last day of a commitment."""
    near = _near(page, draft)
    flagged = next((each.time for each in near if each.time.deadline), None)
    if flagged is not None or draft.kind in UNTERMED:
        return flagged
    fit = (each for each in near if all(holds(each) for holds in CONDITIONS))
    found = next(fit, None)
    if found is not None:
        return found.time
    if draft.kind != "ultimatum":
        return None
    # a term that is set may stand outside the clause: "Within ten days, he told them"
    sentence = draft.tree.sentence
    times = page.times_between(sentence.start, sentence.end)
    return next((time for time in times if time.deadline), None)


def _near(page: Page, draft: Draft) -> list[Candidate]:
    """The times among the words of a commitment that may be a last day."""
    tree = draft.tree
    own = tree.subtree(draft.trigger, skip=lambda child: tree.relation(child) == "conj")
    words = {*own, *draft.content}
    starts = [tree.tokens[index].start for index in words - _described(draft, words)]
    return [
        each
        for each in (
            Candidate(page=page, draft=draft, time=time)
            for time in page.times_between(*tree.around(words))
            if any(time.span.start <= start < time.span.end for start in starts)
        )
        if not _only_lasts(each)
    ]


def _described(draft: Draft, inside: Set[int]) -> set[int]:
    """
    Words that only describe somebody or something in a commitment: "the general who
    died in 2005" sets no term.
    """
    tree = draft.tree
    held = {
        draft.trigger,
        draft.head,
        *tree.ancestors(draft.trigger),
        *tree.ancestors(draft.head),
    }
    relative = [i for i in inside - held if tree.relation(i) == "acl:relcl"]
    return {below for index in relative for below in tree.subtree(index)}


def _only_lasts(each: Candidate) -> bool:
    """Whether a time is only how long something holds: a promise "until May"."""
    return each.draft.kind in LASTING and each.opening in each.terms.until


def is_still_to_come(each: Candidate) -> bool:
    """Whether a time does not date the making: "signed a treaty in 1959"."""
    return each.opening not in each.terms.made_on or not _made_then(each)


def _made_then(each: Candidate) -> bool:
    """
    Whether a time that is over dates the making itself, not what is to be done.
    """
    published, end = each.page.document.published, each.time.end
    if end is None or (published is not None and end >= published):
        return False
    draft = each.draft
    clauses = each.page.narrative(draft.place(each.page)).here.clauses
    told_as_past = clauses.told_as_past(draft.trigger)
    return told_as_past and draft.trigger in hanging(clauses, [each.time])


def stands_with_the_content(each: Candidate) -> bool:
    """
    Whether a time stands within the content, or outside it behind a preposition that
    sets a last day there.
    """
    start, end = each.draft.tree.around(each.draft.content)
    at = each.time.span.start
    if start <= at < end or each.opening in each.terms.anywhere:
        return True
    return at >= start and each.opening in each.terms.limits


def opens_as_deadline(each: Candidate) -> bool:
    """Whether a preposition of deadlines opens a time."""
    return each.opening in each.terms.openings


def ends_at_some_day(each: Candidate) -> bool:
    """Whether a time is a length or has a day, and is not the present."""
    time = each.time
    if time.type == "DURATION":
        return True
    dated = time.type in {"DATE", "TIME"} and time.precision is not None
    return dated and time.value != "PRESENT_REF"


# All that a time must be which the stage of times has not marked as a deadline; the
# costliest question comes last.
CONDITIONS: tuple[Callable[[Candidate], bool], ...] = (
    opens_as_deadline,
    ends_at_some_day,
    stands_with_the_content,
    is_still_to_come,
)
