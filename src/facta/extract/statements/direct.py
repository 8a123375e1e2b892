"""
Gives each quotation the cue and the source that belong to it, or nothing: not
everything in marks is a statement.

Takes a page, the lexicon and what the syntax already showed, gives attributions of
quoted content. A quotation is tied to a cue beside it ("…," said X; X said: "…"), to
the reported clause it stands in (then that clause becomes a mixed statement), to the
word that governs it (called him "crazy"), to a name after a dash, or to the one who was
just speaking. What none of these claim, scare quotes, titles and terms, is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.beside import cue_after, cue_before, source_of
from facta.extract.statements.fragments import cue_above, titles, within
from facta.extract.statements.indirect import cue_at, negated, speaks, words
from facta.extract.statements.verbless import before_colon, name_after_dash
from facta.lexicon.speech import Cues, Grade

MIXED_WORDS = 3
ATTITUDES: frozenset[Grade] = frozenset(
    {"accusation", "denial", "description", "emotion", "praise", "refusal"}
)
THINGS = frozenset({"it", "so", "that", "these", "this", "those", "what", "which"})
NAMING = frozenset({"ADP", "DET", "PART", "PRON", "PROPN", "SYM"})


def merged(
    page: Page, cues: Cues, reported: Sequence[Attribution]
) -> list[Attribution]:
    """What the syntax showed and what the quotations add, in text order."""
    kept = [each for each in _outermost(page, reported) if not _quoted_cue(page, each)]
    by_cue = {each.place: number for number, each in enumerate(kept)}
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for position, each in enumerate(kept):
        by_sentence[each.sentence].append(position)
    extra: list[Attribution] = []
    last: Attribution | None = None
    for quotation in page.layout.outer:
        near = [
            kept[position]
            for place in page.layout.sentences_of(quotation)
            for position in by_sentence[place]
        ]
        found = _attributed(page, cues, quotation, near, last)
        if found is None:
            continue
        last = found
        number = by_cue.get(found.place)
        if number is not None and _overlap(kept[number], quotation):
            kept[number] = _snapped(page, kept[number], quotation)
            last = kept[number]
        else:
            extra.append(found)
    quoted: dict[int, list[Attribution]] = defaultdict(list)
    for each in extra:
        quoted[each.sentence].append(each)
    shortened = [_before_next_cue(page, each, quoted[each.sentence]) for each in kept]
    told = (
        each for each in shortened + extra if each.quoted or not _names_only(page, each)
    )
    return sorted(_distinct(told), key=lambda each: (each.start, each.end))


def _attributed(
    page: Page,
    cues: Cues,
    quotation: Quotation,
    reported: Sequence[Attribution],
    last: Attribution | None,
) -> Attribution | None:
    if titles(page, quotation):
        return None
    beside = cue_after(page, cues, quotation) or cue_before(page, cues, quotation)
    if beside is not None:
        return _quoted(page, cues, quotation, beside)
    held = next((each for each in reported if _overlap(each, quotation)), None)
    governing = cue_above(page, cues, quotation)
    if governing is not None and (held is None or within(page, cues, governing, held)):
        return _quoted(page, cues, quotation, governing)
    if held is not None:
        return held
    colon = before_colon(page, quotation)
    if colon is not None:
        return colon
    signed = name_after_dash(page, quotation)
    if signed is not None:
        return signed
    return _same_speaker(page, quotation, last)


def _quoted(page: Page, cues: Cues, quotation: Quotation, place: Place) -> Attribution:
    tree = page.trees[place.sentence]
    cue = cue_at(tree, place.token, cues)
    source = source_of(
        page, place, quotation, noun=cue is not None and cue.pos == "noun"
    )
    able = source is not None and speaks(tree, source, cues.speakers)
    found = Place(place.sentence, source) if source is not None and able else None
    return Attribution(
        start=quotation.start,
        end=page.layout.said_end(quotation),
        sentence=place.sentence,
        words=words(tree, place.token),
        cue=cue,
        source=found,
        quoted=True,
        negated=negated(tree, place.token),
    )


def _snapped(page: Page, each: Attribution, quotation: Quotation) -> Attribution:
    """
    The attribution with the quotation as content, where hardly anything of its content
    stands outside the marks.

    Else it is mixed speech: the clause with all of the quotation.
    """
    cue = page.trees[each.sentence].tokens[each.words[0]]
    if each.start <= cue.start < each.end:
        return structs.replace(
            each,
            start=quotation.start,
            end=page.layout.said_end(quotation),
            quoted=True,
        )
    outside = sum(
        not quotation.outer_start
        <= page.trees[place.sentence].tokens[place.token].start
        < quotation.outer_end
        and page.trees[place.sentence].tokens[place.token].upos != "PUNCT"
        for place in page.layout.tokens_between(each.start, each.end)
    )
    if outside < MIXED_WORDS:
        return structs.replace(
            each,
            start=quotation.start,
            end=page.layout.said_end(quotation),
            quoted=True,
        )
    start, end = (
        min(each.start, quotation.outer_start),
        max(each.end, quotation.outer_end),
    )
    return structs.replace(each, start=start, end=end)


def _before_next_cue(
    page: Page, each: Attribution, extra: Sequence[Attribution]
) -> Attribution:
    """
    Reported content without the participle that introduces a quotation behind it: "…,
    stating, “…”".
    """
    for other in extra:
        if other.words and not each.quoted:
            cue = page.trees[other.sentence].tokens[other.words[0]]
            if (
                each.start < cue.start < each.end
                and cue.start < other.start
                and cue.tag == "VBG"
            ):
                end = each.start + len(
                    page.text[each.start : cue.start].rstrip(" ,;—–-")
                )
                return structs.replace(each, end=end)
    return each


def _outermost(page: Page, reported: Sequence[Attribution]) -> list[Attribution]:
    """
    Attributions without those that only unfold the content of another.

    Within reported content a further attribution counts where it passes on somebody
    else's words as a clause.
    """
    ends: list[Attribution] = []
    kept = []
    for each in sorted(reported, key=lambda each: (each.start, -each.end)):
        while ends and ends[-1].end <= each.start:
            ends.pop()
        if _inside(page, each, ends) and not _passes_on(page, each):
            continue
        kept.append(each)
        ends.append(each)
    return kept


def _inside(page: Page, each: Attribution, outer: Sequence[Attribution]) -> bool:
    cue = page.trees[each.sentence].tokens[each.words[0]]
    return any(
        other.start <= cue.start and cue.end <= other.end and other.words != each.words
        for other in outer
    )


def _passes_on(page: Page, each: Attribution) -> bool:
    tree = page.trees[each.sentence]
    if (
        each.cue is None
        or each.cue.inner
        or each.cue.pos != "verb"
        or each.source is None
    ):
        return False
    source = tree.tokens[each.source.token]
    return bool(tree.children(each.words[0], "ccomp")) and source.upos != "PRON"


def _names_only(page: Page, each: Attribution) -> bool:
    """
    Whether content is no more than a name, a pronoun or marks: that says nothing.

    Praise and blame say something by their cue alone: "criticised the president".
    """
    places = page.layout.tokens_between(each.start, each.end)
    kinds = {
        page.trees[place.sentence].tokens[place.token].upos for place in places
    } - {"PUNCT"}
    if each.cue is not None and each.cue.grade in ATTITUDES:
        return page.text[each.start : each.end].lower() in THINGS
    if kinds <= NAMING:
        return True
    return any(
        actor.span.start <= each.start and each.end <= actor.span.end
        for actor in page.actors_between(each.start, each.end)
    )


def _distinct(found: Iterable[Attribution]) -> list[Attribution]:
    return list(dict.fromkeys(found))


def _quoted_cue(page: Page, each: Attribution) -> bool:
    """Whether a cue is itself part of what somebody is quoted with."""
    token = page.trees[each.sentence].tokens[each.words[0]]
    return page.layout.quotation_at(token.start) is not None


def _overlap(each: Attribution, quotation: Quotation) -> bool:
    return each.start < quotation.outer_end and quotation.outer_start < each.end


def _same_speaker(
    page: Page, quotation: Quotation, last: Attribution | None
) -> Attribution | None:
    """A quotation that stands for itself, right after one whose speaker is known."""
    if last is None or not _stands_alone(page, quotation):
        return None
    block, previous = (
        page.layout.block_at(quotation.outer_start),
        page.layout.block_at(last.start),
    )
    if block - previous > 1:
        return None
    if any(
        number != last.sentence for number in _sentences_between(page, last, quotation)
    ):
        return None
    return structs.replace(
        last, start=quotation.start, end=page.layout.said_end(quotation), quoted=True
    )


def _sentences_between(
    page: Page, last: Attribution, quotation: Quotation
) -> Iterator[int]:
    """The sentences that have words between the earlier quotation and this one."""
    layout = page.layout
    for place in layout.walk(last.end, quotation.outer_start):
        if (
            page.layout.is_word(place)
            and page.layout.quotation_at(page.layout.start_of(place)) is None
        ):
            yield place.sentence


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """
    Whether a quotation makes up whole sentences: a capital at its start, a stop before
    and at its end.
    """
    inside = page.text[quotation.start : quotation.end]
    before = page.layout.character_before(quotation.outer_start)
    starts_block = (
        page.layout.blocks[page.layout.block_at(quotation.outer_start)][0]
        == quotation.outer_start
    )
    return inside[:1].isupper() and (
        starts_block or before in {".", "!", "?", "”", '"', "’", "…"}
    )
