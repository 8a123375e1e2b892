"""
Joins what the syntax showed of a page's statements with what its quotations add.

Takes a page and the attributions of reported speech; gives all attributions in text
order. A quotation in reported speech sharpens its content; content that only unfolds
another's, stands within marks itself or is no more than a name is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.direct import Quoted, as_quotation, attributed
from facta.lexicon.speech import Grade
from facta.records import Token

# words outside the marks from which on a clause with a quotation is mixed speech: "it
# was “crazy”" has two, and all that is said stands in the marks; judged, not fitted
MIXED_WORDS = 3
# grades of cues that say something of a bare name
ATTITUDES: frozenset[Grade] = frozenset(
    {"accusation", "denial", "description", "emotion", "praise", "refusal"}
)
# parts of speech that alone make no more than a name
NAMING = frozenset({"ADP", "DET", "PART", "PRON", "PROPN", "SYM"})


class _Reported:
    """
    What the syntax showed, found by sentence and by cue; what a quotation sharpens is
    replaced.
    """

    def __init__(self, page: Page, found: Sequence[Attribution]) -> None:
        self.page = page
        self.found = list(found)
        self._by_cue = {each.place: at for at, each in enumerate(found)}
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for at, each in enumerate(found):
            self._by_sentence[each.sentence].append(at)

    def holding(self, quotation: Quotation) -> Attribution | None:
        """The first content of the sentences of a quotation that it has a part in."""
        for sentence in self.page.layout.sentences_of(quotation):
            for at in self._by_sentence[sentence]:
                if _overlap(self.found[at], quotation):
                    return self.found[at]
        return None

    def sharpened(self, each: Attribution, quotation: Quotation) -> Attribution | None:
        """
        The reported attribution with the cue of a quotation's, from now on with the
        quotation in its content; None where they do not tell the same.
        """
        at = self._by_cue.get(each.place)
        if at is None or not _overlap(self.found[at], quotation):
            return None
        self.found[at] = _snapped(self.page, self.found[at], quotation)
        return self.found[at]


def merged(page: Page, reported: Sequence[Attribution]) -> list[Attribution]:
    """What the syntax showed and what the quotations add, in text order."""
    outermost = _outermost(page, reported)
    shown = _Reported(page, [each for each in outermost if not _quoted_cue(page, each)])
    extra = _from_quotations(page, shown)
    by_sentence: dict[int, list[Attribution]] = defaultdict(list)
    for each in extra:
        by_sentence[each.sentence].append(each)
    shortened = [
        _before_next_cue(page, each, by_sentence[each.sentence]) for each in shown.found
    ]
    told = [
        each for each in shortened + extra if each.quoted or not _names_only(page, each)
    ]
    distinct = dict.fromkeys(told)
    return sorted(distinct, key=lambda each: (each.start, each.end))


def _from_quotations(page: Page, shown: _Reported) -> list[Attribution]:
    """The attributions of quotations that no reported content already tells."""
    extra: list[Attribution] = []
    last: Attribution | None = None
    for quotation in page.layout.outer:
        held = shown.holding(quotation)
        found = attributed(Quoted(page=page, quotation=quotation, held=held, last=last))
        if found is None:
            continue
        last = shown.sharpened(found, quotation)
        if last is None:
            extra.append(found)
            last = found
    return extra


def _snapped(page: Page, each: Attribution, quotation: Quotation) -> Attribution:
    """
    The attribution with the quotation as content, where hardly anything of its content
    stands outside the marks.

    Else it is mixed speech: the clause with all of the quotation.
    """
    cue = _first_token(page, each)
    if each.start <= cue.start < each.end:
        return as_quotation(page, each, quotation)
    outside = [
        place
        for place in page.layout.tokens_between(each.start, each.end)
        if page.layout.is_word(place) and not _in_marks(page, place, quotation)
    ]
    if len(outside) < MIXED_WORDS:
        return as_quotation(page, each, quotation)
    start = min(each.start, quotation.outer_start)
    end = max(each.end, quotation.outer_end)
    return structs.replace(each, start=start, end=end)


def _in_marks(page: Page, place: Place, quotation: Quotation) -> bool:
    start = page.layout.token(place).start
    return quotation.outer_start <= start < quotation.outer_end


def _first_token(page: Page, each: Attribution) -> Token:
    """The first token of a cue."""
    return page.trees[each.sentence].tokens[each.words[0]]


def _before_next_cue(
    page: Page, each: Attribution, extra: Sequence[Attribution]
) -> Attribution:
    """
    Reported content without the participle that introduces a quotation behind it: "…,
    stating, “…”".
    """
    if each.quoted:
        return each
    for other in extra:
        if not other.words:
            continue
        cue = _first_token(page, other)
        inside = each.start < cue.start < each.end
        if cue.tag == "VBG" and inside and cue.start < other.start:
            kept = page.text[each.start : cue.start].rstrip(" ,;—–-")
            return structs.replace(each, end=each.start + len(kept))
    return each


def _outermost(page: Page, reported: Sequence[Attribution]) -> list[Attribution]:
    """
    Attributions without those that only unfold the content of another.

    Within reported content a further attribution counts where it passes on somebody
    else's words as a clause.
    """
    around: list[Attribution] = []
    kept = []
    for each in sorted(reported, key=lambda each: (each.start, -each.end)):
        while around and around[-1].end <= each.start:
            around.pop()
        if _inside(page, each, around) and not _passes_on(page, each):
            continue
        kept.append(each)
        around.append(each)
    return kept


def _inside(page: Page, each: Attribution, outer: Sequence[Attribution]) -> bool:
    """Whether a cue stands in the content of another one."""
    cue = _first_token(page, each)
    return any(
        other.holds(cue.start, cue.end) and other.words != each.words for other in outer
    )


def _passes_on(page: Page, each: Attribution) -> bool:
    """Whether a word gives a clause to somebody: "said that he feared that"."""
    if each.cue is None or each.cue.pos not in {"verb", "adjective"}:
        return False
    if each.source is None:
        return False
    return bool(page.trees[each.sentence].children(each.words[0], "ccomp"))


def _names_only(page: Page, each: Attribution) -> bool:
    """
    Whether content is no more than a name, a pronoun or marks: that says nothing.

    Praise and blame say something by their cue alone: "criticised the president".
    """
    if each.grade in ATTITUDES:
        written = page.text[each.start : each.end].lower()
        return written in page.lexicon.speech.contents.things
    tokens = map(page.layout.token, page.layout.tokens_between(each.start, each.end))
    if {token.upos for token in tokens} <= NAMING | {"PUNCT"}:
        return True
    return any(
        actor.span.start <= each.start and each.end <= actor.span.end
        for actor in page.actors_between(each.start, each.end)
    )


def _quoted_cue(page: Page, each: Attribution) -> bool:
    """Whether a cue is itself part of what somebody is quoted with."""
    return page.layout.quotation_at(_first_token(page, each).start) is not None


def _overlap(each: Attribution, quotation: Quotation) -> bool:
    return each.start < quotation.outer_end and quotation.outer_start < each.end
