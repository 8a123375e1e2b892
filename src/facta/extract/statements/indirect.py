"""
Finds reported speech in the syntax: a cue, whose subject is the source, and the clause
or phrase that is the content.

Takes a page, gives attributions. Verbs, nouns ("his promise to end the war"),
adjectives ("was confident that") and "according to" each have their frames; see
speech.toml of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.contents import (
    content_of,
    is_words,
    light_subject,
    noun_clause,
    without_case,
)
from facta.extract.statements.cue_words import made_by, nobody, speaks, told_cue, words
from facta.language.syntax import Tree
from facta.lexicon.speech import Cue, Grade, prepositions

# tokens from the noun behind "according to" to the one that it only describes ("to
# Kremlin spokesman Peskov"), which then is the source; judged, not fitted
DESCRIBED = 3
# grades of cues that do what they tell where "I" and "we" are their subjects
PERFORMED: frozenset[Grade] = frozenset(
    {"accusation", "admission", "confirmation", "praise"}
)


class Reported(Struct, frozen=True):
    """What the syntax shows: whose words, and the tokens of what they say."""

    source: int | None
    content: list[int]


def indirect(page: Page) -> Iterator[Attribution]:
    """
    Attributions that the syntax of single sentences shows, in text order of their cues.
    """
    for number, tree in enumerate(page.trees):
        for index in range(len(tree.tokens)):
            cue = told_cue(tree, index)
            if cue is None:
                continue
            found = _attribution(page, Place(number, index), cue)
            if found is not None:
                yield found


def _attribution(page: Page, place: Place, cue: Cue) -> Attribution | None:
    tree, index = page.trees[place.sentence], place.token
    told = _reported(tree, index, cue)
    if told is None or _says_nothing(tree, cue, told):
        return None
    source = told.source
    if source is not None and (nobody(tree, source) or not speaks(tree, source)):
        return None
    if source is not None and _performs(tree, index, source, cue):
        return None
    if source is not None and _is_uttered(tree, source):
        if tree.lemma(index) in tree.lexicon.speech.telling.inferring:
            return None
        source = _utterer(tree, source)
    edges = tree.trimmed(_behind_dateline(tree, index, told.content))
    if edges is None or _is_time(page, *edges):
        return None
    return Attribution(
        start=edges[0],
        end=edges[1],
        sentence=place.sentence,
        words=words(tree, index),
        cue=cue,
        source=None if source is None else Place(place.sentence, source),
    )


def _performs(tree: Tree, index: int, source: int, cue: Cue) -> bool:
    """
    Whether a word does by itself what it tells, in the writer's own name: "I thank
    you", "we reaffirm our commitment".
    """
    author = tree.lexicon.speech.speakers.author_subjects
    if tree.tokens[source].text.lower() not in author or cue.pos != "verb":
        return False
    return cue.grade in PERFORMED and tree.tokens[index].tag == "VBP"


def _is_uttered(tree: Tree, source: int) -> bool:
    """Whether what speaks is what somebody said: "his remarks"."""
    uttered = tree.lemma(source) in tree.lexicon.speech.telling.utterances
    return uttered and tree.tokens[source].upos == "NOUN"


def _utterer(tree: Tree, source: int) -> int:
    """Whose words they are that speak: in "the minister's letter says" the minister."""
    owner = tree.possessor(source)
    return source if owner is None else owner


def _behind_dateline(tree: Tree, cue: int, content: list[int]) -> list[int]:
    """Content without the place and day that head an account."""
    if cue < tree.dateline:
        return content
    return [index for index in content if index >= tree.dateline]


def _reported(tree: Tree, index: int, cue: Cue) -> Reported | None:
    if cue.pos == "adposition":
        return _according(tree, index)
    if cue.pos == "noun":
        return _by_noun(tree, index, cue)
    return _by_predicate(tree, index, cue)


def _says_nothing(tree: Tree, cue: Cue, told: Reported) -> bool:
    """Whether what is told is no more than an offer of words."""
    return cue.grade == "vow" and _is_talk(tree, told.content)


def _is_talk(tree: Tree, content: Sequence[int]) -> bool:
    """
    Whether what is offered is nothing but words: "offered perspective", "offered no
    comment".
    """
    inside = set(content)
    top = next((i for i in content if tree.tokens[i].head not in inside), None)
    return top is not None and tree.lemma(top) in tree.lexicon.speech.contents.talk


def _is_time(page: Page, start: int, end: int) -> bool:
    """Whether what looks like content only tells when it was said."""
    return any(
        time.span.start <= start and end <= time.span.end
        for time in page.times_between(start, end)
    )


def _according(tree: Tree, index: int) -> Reported | None:
    """
    The noun after "according to", and the clause that it backs, on the side where that
    clause's verb stands.
    """
    source = tree.tokens[index].head
    if source < 0 or _lacks_comma(tree, index):
        return None
    phrase = source
    for above in tree.ancestors(source):
        token = tree.tokens[above]
        if token.upos in {"VERB", "AUX"} or token.relation == "root":
            return Reported(source, _backed(tree, index, above, phrase))
        named = token.upos in {"NOUN", "PROPN"}
        if named and index < above <= source + DESCRIBED:
            source = above
        phrase = above
    return None


def _lacks_comma(tree: Tree, index: int) -> bool:
    """Whether a word that is a cue behind a comma only has none: "ten per day"."""
    bound = tree.lexicon.speech.telling.after_comma
    if tree.tokens[index].text.lower() not in bound:
        return False
    return not index or tree.tokens[index - 1].text != ","


def _backed(tree: Tree, index: int, verb: int, phrase: int) -> list[int]:
    """The tokens of a clause before "according to", or those behind its phrase."""
    clause = tree.subtree(verb)
    if verb < index:
        return [i for i in clause if i < index]
    last = tree.subtree(phrase)[-1]
    return [i for i in clause if i > last]


def _by_predicate(tree: Tree, index: int, cue: Cue) -> Reported | None:
    maker = made_by(tree, index)
    if maker is not None:
        heads = (*tree.children(index, "ccomp"), *tree.children(maker, "ccomp"))
        source = tree.subject(maker)
        return Reported(source, tree.subtree(heads[0])) if heads else None
    passive = cue.pos == "verb" and tree.passive(index)
    content = content_of(tree, index, cue.frames, passive=passive)
    if content is None:
        return None
    source = tree.agent(index) if passive else _giver(tree, index, tree.subject(index))
    if source is None:
        unnamed = passive and _is_said(tree, index, cue)
        return Reported(None, content) if unnamed else None
    if source in content:
        # "leaders were said to …": the subject hangs within what is said of it
        named = set(tree.subtree(source))
        content = [i for i in content if i not in named]
    return Reported(source, content) if content else None


def _giver(tree: Tree, index: int, source: int | None) -> int | None:
    """
    Who says what a participle behind an object tells: not the words or the deed that it
    stands behind ("issued a statement saying that", "overturned the ruling, saying").
    """
    if source is None or tree.tokens[index].tag != "VBG":
        return source
    token = tree.tokens[source]
    if token.relation != "obj" or source != tree.tokens[index].head:
        return source
    if is_words(tree, source) or not speaks(tree, source):
        return tree.subject(token.head)
    return source


def _is_said(tree: Tree, index: int, cue: Cue) -> bool:
    """Whether a passive has a clause that nobody is named for: "it was said that"."""
    clauses = tree.children(index, "ccomp", "xcomp", "csubj")
    return "clause" in cue.frames and bool(clauses)


def _by_noun(tree: Tree, index: int, cue: Cue) -> Reported | None:
    source = tree.possessor(index)
    if source is None:
        source = light_subject(tree, index)
    if _is_count(tree, index):
        return _counted(tree, index, source)
    clause = noun_clause(tree, index, cue.frames)
    if clause is None and tree.relation(index) == "nsubj:outer":
        return _is_that(tree, index, source)
    if source is None:
        return None
    if clause is not None:
        return Reported(source, _without_that(tree, clause))
    for child in tree.children(index, "nmod", "acl"):
        if child != source and tree.prepositions(child) & prepositions(cue.frames):
            return Reported(source, without_case(tree, child))
    return None


def _is_count(tree: Tree, index: int) -> bool:
    """Whether a noun gives its sentence to somebody: "by the army's count"."""
    if tree.lemma(index) not in tree.lexicon.speech.telling.counts:
        return False
    hung = tree.base(index) in {"obl", "nmod"}
    return hung and bool(tree.prepositions(index) & {"by", "in", "on"})


def _counted(tree: Tree, index: int, source: int | None) -> Reported | None:
    """The clause that somebody's count backs: "200 fell, by the count of the army"."""
    if source is None:
        of = (i for i in tree.children(index, "nmod") if "of" in tree.prepositions(i))
        source = next(of, None)
    for above in tree.ancestors(index):
        verbal = tree.tokens[above].upos in {"VERB", "AUX"}
        if source is not None and (verbal or tree.relation(above) == "root"):
            first = tree.subtree(index)[0]
            return Reported(source, _backed(tree, first, above, index))
    return None


def _is_that(tree: Tree, index: int, source: int | None) -> Reported | None:
    """
    What a noun is said to be: "his position is that …", "its line, given by X, is that
    …".
    """
    head = tree.tokens[index].head
    for child in tree.children(index, "acl"):
        giver = tree.agent(child)
        if giver is not None:
            source = giver
    that = next(iter(_thats(tree, head)), None)
    if source is None or that is None or that < index:
        return None
    return Reported(source, [i for i in tree.subtree(head) if i > that])


def _without_that(tree: Tree, head: int) -> list[int]:
    marks = _thats(tree, head)
    return [index for index in tree.subtree(head) if index not in marks]


def _thats(tree: Tree, head: int) -> list[int]:
    """The conjunctions "that" of a clause."""
    marks = tree.children(head, "mark")
    return [mark for mark in marks if tree.tokens[mark].text.lower() == "that"]
