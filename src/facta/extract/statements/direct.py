"""
Gives each quotation the cue and the source that belong to it, or nothing: not everything in marks is a statement.

Takes a page, the lexicon and what the syntax already showed, gives attributions of quoted content. A quotation is tied
to a cue beside it ("…," said X; X said: "…"), to the reported clause it stands in (then that clause becomes a mixed
statement), to the word that governs it (called him "crazy"), to a name after a dash, or to the one who was just
speaking. What none of these claim, scare quotes, titles and terms, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.statements.cues import Cues
from facta.extract.statements.indirect import actual, cue_at, negated, silent, speaks, words
from facta.extract.statements.page import Attribution, Page, Place
from facta.extract.statements.quotations import Quotation
from facta.extract.statements.subjects import RELATIVES, agent, is_passive, possessor, subject
from facta.extract.statements.tree import SUBJECTS, Tree

REACH = 45
DASH_REACH = 14
FILLERS = frozenset(
    {"ADP", "ADV", "DET", "PART", "PUNCT", "SCONJ", "PRON", "NUM", "PROPN", "NOUN", "ADJ", "SYM", "CCONJ"}
)
MIXED_WORDS = 3
WHOLE_WORDS = 4
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
CLIMB = 4
AUTHOR = frozenset({"i", "we", "you"})
PAUSES = ",?!…—–-"
NAMING = frozenset({"so-called", "titled", "entitled", "dubbed", "nicknamed", "codenamed", "headlined", "named"})


def merged(page: Page, cues: Cues, reported: Sequence[Attribution]) -> list[Attribution]:
    """What the syntax showed and what the quotations add, in text order."""
    kept = [each for each in _outermost(page, reported) if not _quoted_cue(page, each)]
    by_cue = {each.place: number for number, each in enumerate(kept)}
    extra: list[Attribution] = []
    last: Attribution | None = None
    for quotation in page.outer:
        found = _attributed(page, cues, quotation, kept, last)
        if found is None:
            continue
        last = found
        number = by_cue.get(found.place)
        if number is not None and _overlap(kept[number], quotation):
            kept[number] = _snapped(page, kept[number], quotation)
            last = kept[number]
        else:
            extra.append(found)
    shortened = [_before_next_cue(page, each, extra) for each in kept]
    return sorted(_distinct(shortened + extra), key=lambda each: (each.start, each.end))


def _before_next_cue(page: Page, each: Attribution, extra: Sequence[Attribution]) -> Attribution:
    """Reported content without the participle that introduces a quotation behind it: "…, stating, “…”"."""
    for other in extra:
        if other.words and other.sentence == each.sentence and not each.quoted:
            cue = page.trees[other.sentence].tokens[other.words[0]]
            if each.start < cue.start < each.end and cue.start < other.start and cue.tag == "VBG":
                end = each.start + len(page.text[each.start : cue.start].rstrip(" ,;—–-"))
                return structs.replace(each, end=end)
    return each


def _outermost(page: Page, reported: Sequence[Attribution]) -> list[Attribution]:
    """
    Attributions without those that only unfold the content of another.

    Within reported content a further attribution counts where it passes on somebody else's words as a clause.
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
    return any(other.start <= cue.start and cue.end <= other.end and other.words != each.words for other in outer)


def _passes_on(page: Page, each: Attribution) -> bool:
    tree = page.trees[each.sentence]
    if each.cue is None or each.cue.inner or each.cue.pos != "verb" or each.source is None:
        return False
    source = tree.tokens[each.source.token]
    return bool(tree.children(each.words[0], "ccomp")) and source.upos != "PRON"


def _distinct(found: Sequence[Attribution]) -> list[Attribution]:
    return list(dict.fromkeys(found))


def _quoted_cue(page: Page, each: Attribution) -> bool:
    """Whether a cue is itself part of what somebody is quoted with."""
    token = page.trees[each.sentence].tokens[each.words[0]]
    return page.quotation_at(token.start) is not None


def _overlap(each: Attribution, quotation: Quotation) -> bool:
    return each.start < quotation.outer_end and quotation.outer_start < each.end


def _snapped(page: Page, each: Attribution, quotation: Quotation) -> Attribution:
    """
    The attribution with the quotation as content, where hardly anything of its content stands outside the marks.

    Else it is mixed speech: the clause with all of the quotation.
    """
    cue = page.trees[each.sentence].tokens[each.words[0]]
    if each.start <= cue.start < each.end:
        return structs.replace(each, start=quotation.start, end=_said_end(page, quotation), quoted=True)
    outside = sum(
        not quotation.outer_start <= page.trees[place.sentence].tokens[place.token].start < quotation.outer_end
        and page.trees[place.sentence].tokens[place.token].upos != "PUNCT"
        for place in page.tokens_between(each.start, each.end)
    )
    if outside < MIXED_WORDS:
        return structs.replace(each, start=quotation.start, end=_said_end(page, quotation), quoted=True)
    start, end = min(each.start, quotation.outer_start), max(each.end, quotation.outer_end)
    return structs.replace(each, start=start, end=end)


def _attributed(
    page: Page, cues: Cues, quotation: Quotation, reported: Sequence[Attribution], last: Attribution | None
) -> Attribution | None:
    if _titles(page, quotation):
        return None
    beside = _cue_after(page, cues, quotation) or _cue_before(page, cues, quotation)
    if beside is not None:
        return _quoted(page, cues, quotation, beside)
    held = next((each for each in reported if _overlap(each, quotation)), None)
    governing = _cue_above(page, cues, quotation)
    if governing is not None and (held is None or _within(page, cues, governing, held)):
        return _quoted(page, cues, quotation, governing)
    if held is not None:
        return held
    colon = _before_colon(page, quotation)
    if colon is not None:
        return colon
    signed = _name_after_dash(page, quotation)
    if signed is not None:
        return signed
    return _same_speaker(page, quotation, last)


def _within(page: Page, cues: Cues, place: Place, held: Attribution) -> bool:
    """Whether a word that calls something names stands in the reported content that holds the quotation, too."""
    cue = cue_at(page.trees[place.sentence], place.token, cues)
    naming = cue is not None and not cue.inner and bool(cue.frames & {"as", "named"})
    return naming and place != held.place and held.start <= _token_start(page, place) < held.end


def _titles(page: Page, quotation: Quotation) -> bool:
    """Whether the word right before the marks says that they enclose a title or a name."""
    before = page.text[max(quotation.outer_start - 20, 0) : quotation.outer_start].lower().split()
    return bool(before) and before[-1].rstrip(",:") in NAMING


def _quoted(page: Page, cues: Cues, quotation: Quotation, place: Place) -> Attribution:
    tree = page.trees[place.sentence]
    cue = cue_at(tree, place.token, cues)
    source = _source(page, place, quotation, noun=cue is not None and cue.pos == "noun")
    able = source is not None and speaks(tree, source, cues.speakers)
    found = Place(place.sentence, source) if source is not None and able else None
    return Attribution(
        quotation.start,
        _said_end(page, quotation),
        place.sentence,
        words(tree, place.token),
        cue,
        found,
        quoted=True,
        negated=negated(tree, place.token),
    )


def _said_end(page: Page, quotation: Quotation) -> int:
    """The end of what was said; a quotation that was never closed ends with its sentence."""
    if quotation.closed or quotation.continues:
        return quotation.end
    number = page.sentence_at(quotation.start)
    end = page.trees[number].sentence.end if number is not None else quotation.end
    return min(max(end, quotation.start + 1), quotation.end)


def _source(page: Page, place: Place, quotation: Quotation, *, noun: bool) -> int | None:
    """Whose words the cue of a quotation tells; never somebody whom the quotation itself mentions."""
    tree, index = page.trees[place.sentence], place.token
    if noun:
        return possessor(tree, index)
    if is_passive(tree, index):
        return agent(tree, index)
    for child in tree.children(index, "nsubj", "nsubj:pass"):
        if _outside(page, tree, child) and tree.tokens[child].text.lower() not in RELATIVES:
            return child
    if tree.tokens[index].start >= quotation.outer_end:
        beside = _beside(tree, index, quotation.outer_end) if tree.tokens[index].tag in FINITE else None
        if beside is not None:
            return beside
    shared = subject(tree, index)
    return shared if shared is not None and _outside(page, tree, shared) else None


def _outside(page: Page, tree: Tree, index: int) -> bool:
    return page.quotation_at(tree.tokens[index].start) is None


def _beside(tree: Tree, cue: int, after: int) -> int | None:
    """The noun between a quotation and its cue, or right behind the cue, however the parser attached it."""
    for index in range(cue - 1, -1, -1):
        if tree.tokens[index].start < after:
            break
        if tree.tokens[index].relation in SUBJECTS:
            return index
    behind = cue + 1
    while behind < len(tree.tokens) and tree.tokens[behind].upos in {"DET", "ADJ", "ADV"}:
        behind += 1
    if behind == len(tree.tokens) or tree.tokens[behind].upos not in {"NOUN", "PROPN", "PRON"}:
        return None
    while tree.tokens[behind].head > behind and tree.tokens[tree.tokens[behind].head].upos in {"NOUN", "PROPN"}:
        behind = tree.tokens[behind].head
    return behind


def _speech_at(page: Page, cues: Cues, place: Place) -> bool:
    tree = page.trees[place.sentence]
    cue = cue_at(tree, place.token, cues)
    return (
        cue is not None
        and cue.pos == "verb"
        and not cue.inner
        and ("quote" in cue.frames or "clause" in cue.frames)
        and actual(tree, place.token)
        and not silent(tree, place.token, cues)
    )


def _cue_after(page: Page, cues: Cues, quotation: Quotation) -> Place | None:
    """The verb of "…," said X and "…," X explained, in what follows the quotation."""
    inside = page.text[quotation.start : quotation.end]
    if not quotation.closed or (inside.endswith((".", ";", ":")) and not inside.endswith("...")):
        return None
    following = page.tokens_between(quotation.outer_end, _line_end(page, quotation))
    own_words = _in_his_words(page, following[:4])
    if own_words is not None:
        return own_words
    first = next((place for place in following if _word(page, place)), None)
    if first is None or not (_pauses(page, quotation) or _names(page, first) or _speech_at(page, cues, first)):
        return None
    for place in following[:REACH]:
        if place.sentence != first.sentence or page.quotation_at(_token_start(page, place)) is not None:
            return None
        if _speech_at(page, cues, place) and _follows(page, place, quotation):
            return place
        if page.trees[place.sentence].tokens[place.token].upos in {"VERB", "SCONJ"} and not _describes(page, place):
            return None
    return None


def _in_his_words(page: Page, following: Sequence[Place]) -> Place | None:
    """The noun of "in his words" right behind a quotation."""
    for place in following:
        tree = page.trees[place.sentence]
        if tree.tokens[place.token].lemma == "word" and "in" in tree.prepositions(place.token):
            return place if possessor(tree, place.token) is not None else None
    return None


def _pauses(page: Page, quotation: Quotation) -> bool:
    """Whether a comma, a question mark or the like ends a quotation, within its marks or right behind them."""
    return page.text[quotation.end - 1] in PAUSES or page.text[quotation.outer_end : quotation.outer_end + 1] == ","


def _names(page: Page, place: Place) -> bool:
    return page.trees[place.sentence].tokens[place.token].upos in {"PROPN", "PRON"}


def _line_end(page: Page, quotation: Quotation) -> int:
    return page.blocks[page.block_at(quotation.outer_start)][1]


def _token_start(page: Page, place: Place) -> int:
    return page.trees[place.sentence].tokens[place.token].start


def _word(page: Page, place: Place) -> bool:
    return page.trees[place.sentence].tokens[place.token].upos != "PUNCT"


def _describes(page: Page, place: Place) -> bool:
    """Whether a verb belongs to the description of a noun: "X, who leads the party, said"."""
    tree = page.trees[place.sentence]
    return any(
        tree.tokens[index].relation in {"acl", "acl:relcl", "amod", "appos"}
        for index in (place.token, *tree.ancestors(place.token))
    )


def _follows(page: Page, place: Place, quotation: Quotation) -> bool:
    """Whether the source of a cue after a quotation stands after it, too."""
    source = _source(page, place, quotation, noun=False)
    return source is not None and page.trees[place.sentence].tokens[source].start >= quotation.outer_end


def _cue_before(page: Page, cues: Cues, quotation: Quotation) -> Place | None:
    """The last verb of saying before a quotation that a comma, a colon or nothing sets off."""
    earlier = _before(page, quotation)
    if not earlier or not _sets_off(page, cues, earlier[-1]):
        return None
    colon = page.trees[earlier[-1].sentence].tokens[earlier[-1].token].text == ":"
    verbs = 0
    for place in reversed(earlier[-REACH:]):
        if place.sentence != earlier[-1].sentence or page.quotation_at(_token_start(page, place)) is not None:
            return _split(page, cues, earlier) if place.sentence == earlier[-1].sentence else None
        if _speech_at(page, cues, place):
            return place
        verbs += page.trees[place.sentence].tokens[place.token].upos == "VERB"
        if verbs > (2 if colon else 1):
            return None
    return None


def _split(page: Page, cues: Cues, earlier: Sequence[Place]) -> Place | None:
    """The cue between the two parts of a split quotation."""
    for place in reversed(earlier):
        if page.quotation_at(_token_start(page, place)) is not None:
            return None
        if _speech_at(page, cues, place):
            return place
    return None


def _sets_off(page: Page, cues: Cues, place: Place) -> bool:
    token = page.trees[place.sentence].tokens[place.token]
    return token.text in {",", ":", "that", "—", "–"} or _speech_at(page, cues, place)


def _cue_above(page: Page, cues: Cues, quotation: Quotation) -> Place | None:
    """The word that governs a quoted fragment: a cue above its head, or the noun whose complement it is."""
    inside = [place for place in page.tokens_between(quotation.start, quotation.end) if _word(page, place)]
    if not inside:
        return None
    number = inside[0].sentence
    tree = page.trees[number]
    members = {place.token for place in inside if place.sentence == number}
    top = next((index for index in sorted(members) if tree.tokens[index].head not in members), None)
    if top is None or _is_name_or_term(tree, members, top):
        return None
    below, head = top, tree.tokens[top].head
    bound = len(members) > 1 or tree.tokens[top].upos != "NOUN"
    for step, above in enumerate(tree.ancestors(top)):
        if step >= CLIMB or tree.tokens[below].relation in {"parataxis", "nsubj"}:
            return None
        below = above
        cue = cue_at(tree, above, cues)
        place = Place(number, above)
        heard = cue is not None and _outside(page, tree, above) and not silent(tree, above, cues)
        source = _source(page, place, quotation, noun=cue is not None and cue.pos == "noun") if heard else None
        if source is not None and tree.tokens[source].text.lower() not in AUTHOR and (bound or above == head):
            return place
        if tree.tokens[above].upos == "NOUN" and above != tree.tokens[top].head:
            return None
    return None


def _is_name_or_term(tree: Tree, members: set[int], top: int) -> bool:
    """Whether a fragment only names something: a title, a term after a determiner, "so-called"."""
    first = min(members)
    before = [tree.tokens[index].text.lower() for index in range(max(first - 3, 0), first)]
    if NAMING & set(before):
        return True
    inner = [tree.tokens[index] for index in sorted(members) if tree.tokens[index].upos != "PUNCT"]
    capital = len(inner) > 1 and all(token.text[0].isupper() or len(token.text) < WHOLE_WORDS for token in inner)
    return capital or (len(inner) == 1 and tree.tokens[top].relation in {"compound", "amod"})


def _before_colon(page: Page, quotation: Quotation) -> Attribution | None:
    """The subject of what a colon ends right before a quotation: "He made the following comment: …"."""
    before = _before(page, quotation)
    if not before or page.trees[before[-1].sentence].tokens[before[-1].token].text != ":":
        return None
    number, colon = before[-1].sentence, before[-1].token
    tree = page.trees[number]
    tops = [place.token for place in before if place.sentence == number and _outside(page, tree, place.token)]
    top = next((index for index in tops if tree.tokens[index].relation == "root"), None)
    source = _leading(tree, tops) if top is None else subject(tree, top)
    if source is None and top is not None and tree.tokens[top].upos in {"NOUN", "PROPN"}:
        source = next((index for index in reversed(tops) if tree.tokens[index].upos == "PROPN"), None)
    if source is None or tree.tokens[source].upos not in {"NOUN", "PROPN", "PRON"}:
        return None
    return Attribution(
        quotation.start, _said_end(page, quotation), number, (colon,), None, Place(number, source), quoted=True
    )


def _leading(tree: Tree, tops: Sequence[int]) -> int | None:
    """The head of the noun phrase that some tokens are, where the root stands beyond them."""
    return next(
        (index for index in tops if tree.tokens[index].relation in {*SUBJECTS, "dislocated", "parataxis"}), None
    )


def _before(page: Page, quotation: Quotation) -> list[Place]:
    """The tokens of the paragraph before a quotation; of the one before, where that ends with a colon."""
    block = page.block_at(quotation.outer_start)
    earlier = page.tokens_between(page.blocks[block][0], quotation.outer_start)
    if not earlier and block and page.text[page.blocks[block - 1][1] - 1] == ":":
        earlier = page.tokens_between(*page.blocks[block - 1])
    return earlier


def _name_after_dash(page: Page, quotation: Quotation) -> Attribution | None:
    """The head of a bare name after a dash that ends the paragraph: "…" – European diplomat."""
    end = _line_end(page, quotation)
    rest = page.text[quotation.outer_end : end].lstrip()
    if not rest.startswith(("-", "–", "—", "―")):
        return None
    places = page.tokens_between(quotation.outer_end, end)
    following = [place for place in places if _word(page, place)]
    if not following or len(following) > DASH_REACH:
        return None
    tokens = [page.trees[place.sentence].tokens[place.token] for place in following]
    if any(token.upos in {"VERB", "AUX"} for token in tokens):
        return None
    number = following[0].sentence
    members = {place.token for place in following if place.sentence == number}
    tree = page.trees[number]
    head = next((i for i in sorted(members) if tree.tokens[i].head not in members), following[0].token)
    if tree.tokens[head].upos not in {"NOUN", "PROPN"} or places[0].sentence != number:
        return None
    dash = (places[0].token,)
    return Attribution(quotation.start, quotation.end, number, dash, None, Place(number, head), quoted=True)


def _same_speaker(page: Page, quotation: Quotation, last: Attribution | None) -> Attribution | None:
    """A quotation that stands for itself, right after one whose speaker is known."""
    if last is None or not _stands_alone(page, quotation):
        return None
    block, previous = page.block_at(quotation.outer_start), page.block_at(last.start)
    if block - previous > 1:
        return None
    between = list(_sentences_between(page, last, quotation))
    if any(number != last.sentence for number in between):
        return None
    return structs.replace(last, start=quotation.start, end=_said_end(page, quotation), quoted=True)


def _sentences_between(page: Page, last: Attribution, quotation: Quotation) -> Iterator[int]:
    """The sentences that have words between the earlier quotation and this one."""
    for place in page.tokens_between(last.end, quotation.outer_start):
        if _word(page, place) and page.quotation_at(_token_start(page, place)) is None:
            yield place.sentence


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation makes up whole sentences: a capital at its start, a stop before and at its end."""
    inside = page.text[quotation.start : quotation.end]
    before = page.text[: quotation.outer_start].rstrip()[-1:]
    starts_block = page.blocks[page.block_at(quotation.outer_start)][0] == quotation.outer_start
    return inside[:1].isupper() and (starts_block or before in {".", "!", "?", "”", '"', "’", "…"})
