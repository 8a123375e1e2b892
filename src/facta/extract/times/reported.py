"""
When quoted words were said, which their times count from: “We will strike tomorrow,”
he said on Monday.

`saying_time` tells whether an expression dates words; `when_said` makes the context of
an expression in them.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.extract.layout import Layout
from facta.extract.quotations import Quotation
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft
from facta.extract.times.calendar import Meaning
from facta.extract.words import Words
from facta.language.syntax import Tree
from facta.records import Precision

# words between a verb of saying and the time behind it: "said on Monday"
_BESIDE = 2
_COARSE: dict[Precision, str] = {"month": "m", "season": "m", "year": "Y"}


def saying_time(layout: Layout, words: Words, draft: Draft, head: int) -> bool:
    """
    Whether an expression outside all quotation marks tells when words were said.

    Args:
        layout: the document.
        words: the sentence.
        draft: the expression.
        head: the token that its others hang from, -1 without a tree.
    """
    if quotation(layout, words, draft) is not None:
        return False
    near = range(max(0, draft.first - _BESIDE), draft.first)
    if any(_says(words, at) for at in near):
        return True
    tree = words.tree
    above = tree.tokens[head].head if head >= 0 else -1
    if above < 0 or layout.quotation_at(tree.tokens[above].start) is not None:
        return False
    return _of_words(tree, above) or any(
        _of_words(tree, child) for child in tree.below[above]
    )


def quotation(layout: Layout, words: Words, draft: Draft) -> Quotation | None:
    """The outermost quotation that an expression stands in."""
    return layout.quotation_at(words.items[draft.first].start)


def _says(words: Words, index: int) -> bool:
    token = words.get(index).token
    return token >= 0 and _of_words(words.tree, token)


def _of_words(tree: Tree, index: int) -> bool:
    """Whether a token is a verb of words."""
    verb = tree.tokens[index].upos == "VERB"
    return verb and tree.lemma(index) in tree.lexicon.times.times.narrative.speaking


def when_said(context: Context, said: Meaning, *, counted: bool) -> Context | None:
    """
    The context of an expression in words that were said at a time; None where that is
    too coarse: only lengths (`counted`) count from a month or a year.
    """
    if said.day is not None:
        return replace(context, published=said.day, narrative=said, near=True)
    if not counted or not said.dated or said.precision not in _COARSE:
        return None
    return replace(context, published=said.begin, narrative=None, near=False)


def as_said(meaning: Meaning, said: Meaning) -> Meaning:
    """What counts from another time of the text, no more finely than that is told."""
    if meaning.basis != "published":
        return meaning
    if said.day is None and meaning.day is not None and said.precision is not None:
        return calendar.around(meaning.day, _COARSE[said.precision], "narrative")
    return replace(meaning, basis="narrative")
