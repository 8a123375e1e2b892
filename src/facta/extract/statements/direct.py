"""
Gives each quotation the cue and the source that belong to it, or nothing: not
everything in marks is a statement.

Takes a page and what the syntax already showed, gives attributions of quoted content. A
quotation is tied to a cue beside it ("…," said X; X said: "…"), to the word that
governs it (called him "crazy"), to the reported clause it stands in (then that clause
becomes a mixed statement), to a name before a colon or after a dash, or to the one who
was just speaking. What none of these claim, scare quotes, titles and terms, is left
alone.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.cue_words import cue_at, speaks, words
from facta.extract.statements.fragments import cue_above, titles, within
from facta.extract.statements.quotation_cues import (
    bare_cue,
    cue_after,
    cue_before,
    source_of,
)
from facta.extract.statements.verbless import before_colon, name_after_dash

# paragraphs from a quotation with a speaker to the next that may be the same speaker's
PARAGRAPHS_ON = 1
# what ends a sentence before a quotation that stands for itself
ENDS = frozenset({".", "!", "?", "”", '"', "’", "…"})


class Quoted(Struct, frozen=True, kw_only=True):
    """
    A quotation that asks for a speaker, with what is known around it.

    `held` is the reported content that it stands in; `last` is the attribution of the
    quotation before it that had one.
    """

    page: Page
    quotation: Quotation
    held: Attribution | None
    last: Attribution | None


def attributed(quoted: Quoted) -> Attribution | None:
    """The attribution that the first tie gives which finds one."""
    if titles(quoted.page, quoted.quotation):
        return None
    found = (tie(quoted) for tie in TIES)
    return next((each for each in found if each is not None), None)


def _cue_beside(quoted: Quoted) -> Attribution | None:
    """A verb of saying behind or before it."""
    page, quotation = quoted.page, quoted.quotation
    place = cue_after(page, quotation) or cue_before(page, quotation)
    return None if place is None else _with_cue(page, quotation, place)


def _governed(quoted: Quoted) -> Attribution | None:
    """The word that governs it, unless a clause holds more of what was said."""
    page, quotation = quoted.page, quoted.quotation
    place = cue_above(page, quotation)
    if place is None:
        return None
    if quoted.held is not None and not within(page, place, quoted.held):
        return None
    return _with_cue(page, quotation, place)


def _held(quoted: Quoted) -> Attribution | None:
    """The reported clause it stands in."""
    return quoted.held


def _before_colon(quoted: Quoted) -> Attribution | None:
    """The subject of what a colon before it ends."""
    return before_colon(quoted.page, quoted.quotation)


def _signed(quoted: Quoted) -> Attribution | None:
    """The name behind a dash."""
    return name_after_dash(quoted.page, quoted.quotation)


def _named_behind(quoted: Quoted) -> Attribution | None:
    """The sentence behind it that does no more than name its speaker."""
    place = bare_cue(quoted.page, quoted.quotation)
    return None if place is None else _with_cue(quoted.page, quoted.quotation, place)


def _same_speaker(quoted: Quoted) -> Attribution | None:
    """A quotation that stands for itself, right after one whose speaker is known."""
    page, quotation, last = quoted.page, quoted.quotation, quoted.last
    if last is None or not _stands_alone(page, quotation):
        return None
    layout = page.layout
    gone_on = layout.block_at(quotation.outer_start) - layout.block_at(last.start)
    if gone_on > PARAGRAPHS_ON or _others_between(page, last, quotation):
        return None
    return as_quotation(page, last, quotation)


# the surest first; what several could claim is the first one's
TIES: tuple[Callable[[Quoted], Attribution | None], ...] = (
    _cue_beside,
    _governed,
    _held,
    _before_colon,
    _signed,
    _named_behind,
    _same_speaker,
)


def _with_cue(page: Page, quotation: Quotation, place: Place) -> Attribution:
    tree = page.trees[place.sentence]
    source = source_of(page, place, quotation)
    if source is not None and not speaks(tree, source):
        source = None
    return Attribution(
        start=quotation.start,
        end=page.layout.said_end(quotation),
        sentence=place.sentence,
        words=words(tree, place.token),
        cue=cue_at(tree, place.token),
        source=None if source is None else Place(place.sentence, source),
        quoted=True,
    )


def as_quotation(page: Page, each: Attribution, quotation: Quotation) -> Attribution:
    """An attribution with a quotation as its content."""
    end = page.layout.said_end(quotation)
    return structs.replace(each, start=quotation.start, end=end, quoted=True)


def _others_between(page: Page, last: Attribution, quotation: Quotation) -> bool:
    """
    Whether the account tells something of its own between two quotations, in a sentence
    other than that of the first one's cue.
    """
    layout = page.layout
    return any(
        place.sentence != last.sentence
        and layout.is_word(place)
        and not layout.is_quoted(place)
        for place in layout.walk(last.end, quotation.outer_start)
    )


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """
    Whether a quotation makes up whole sentences: a capital at its start, a stop before
    and at its end.
    """
    if not page.text[quotation.start].isupper():
        return False
    layout, start = page.layout, quotation.outer_start
    begins_block = layout.blocks[layout.block_at(start)][0] == start
    return begins_block or layout.character_before(start) in ENDS
