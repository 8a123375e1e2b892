"""
Finds reported speech in the syntax: a cue, whose subject is the source, and the clause
or phrase that is the content.

Takes a page and the lexicon of speech, gives attributions. Verbs, nouns ("his promise
to end the war"), adjectives ("was confident that") and "according to" each have their
frames; see speech.toml of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.subjects import subject
from facta.language.syntax import Tree
from facta.lexicon.speech import (
    Cue,
    Cues,
    PartOfSpeech,
    WhoSpeaks,
    prepositions,
)

OBLIQUE = ("obl", "obl:agent", "nmod", "advcl", "xcomp", "ccomp", "acl")
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
REAL = frozenset({"do", "will", "would", "have", "be", "'ll", "’ll"})
GOING_ON = frozenset(
    {
        "appear",
        "begin",
        "cease",
        "come",
        "continue",
        "fail",
        "go",
        "keep",
        "proceed",
        "refuse",
        "start",
        "stop",
        "tend",
        "use",
    }
)
ABSTRACT = ("tion", "sion", "ness", "ity", "ship", "ence", "ance", "ism", "sis", "dom")
DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "which"})
TALK = frozenset(
    {
        "advice",
        "analysis",
        "assessment",
        "comment",
        "context",
        "detail",
        "explanation",
        "glimpse",
        "insight",
    }
    | {"opinion", "perspective", "reason", "thought", "view"}
)
LIGHT = frozenset(
    {
        "deliver",
        "express",
        "give",
        "have",
        "issue",
        "make",
        "offer",
        "present",
        "raise",
        "renew",
        "repeat",
        "set",
    }
    | {"show", "voice"}
)


def indirect(page: Page, cues: Cues) -> Iterator[Attribution]:
    """
    Attributions that the syntax of single sentences shows, in text order of their cues.
    """
    for number, tree in enumerate(page.trees):
        for index in range(len(tree.tokens)):
            cue = cue_at(tree, index, cues)
            if cue and actual(tree, index) and not silent(tree, index, cues):
                yield from _attributions(page, number, index, cue, cues.speakers)


def cue_at(tree: Tree, index: int, cues: Cues) -> Cue | None:
    """The lexicon's entry for a token, by its part of speech in this sentence."""
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    kind: PartOfSpeech
    if token.relation == "case":
        kind = "adposition"
    elif token.upos == "VERB" and not (
        token.relation == "amod" or token.relation == "compound"
    ):
        kind = "verb"
    elif token.upos == "NOUN":
        kind = "noun"
    else:
        kind = "adjective"
    cue = cues.words.get((kind, lemma)) or cues.words.get((kind, token.text.lower()))
    if cue is None and kind == "verb" and token.tag == "VBN":
        cue = cues.words.get(("adjective", token.text.lower()))
    return cue


def silent(tree: Tree, index: int, cues: Cues) -> bool:
    """
    Whether the cue says that nothing was said: "declined to comment", "did not
    respond".
    """
    token = tree.tokens[index]
    silence = cues.silence
    if token.lemma in silence.verbs:
        governed = tree.children(index, "xcomp", "obj", "obl")
        return any(tree.tokens[child].lemma in silence.words for child in governed)
    if token.lemma in silence.words:
        held = token.head >= 0 and tree.tokens[token.head].lemma in silence.verbs
        bare = not tree.children(index, "ccomp", "obj")
        return held or (bare and negated(tree, index))
    return False


def actual(tree: Tree, index: int) -> bool:
    """
    Whether a verb tells what was said, not what might be, should be or was meant to be.

    An infinitive counts after "went on to", "continued to" and the like, and after
    "did", "will" and "would".
    """
    token = tree.tokens[index]
    if token.tag != "VB":
        return True
    helpers = {
        tree.tokens[child].lemma.lower() for child in tree.children(index, "aux")
    }
    if helpers:
        return bool(helpers & REAL)
    if token.relation == "conj":
        return actual(tree, token.head)
    return token.relation == "xcomp" and tree.tokens[token.head].lemma in GOING_ON


def negated(tree: Tree, index: int) -> bool:
    """Whether a word is denied: "did not say", "never said"."""
    return any(
        tree.tokens[child].text.lower() in NEGATIONS
        for child in tree.children(index, "advmod", "det")
    )


def _attributions(
    page: Page, number: int, index: int, cue: Cue, speakers: WhoSpeaks
) -> Iterator[Attribution]:
    tree = page.trees[number]
    if cue.pos == "adposition":
        found = _according(tree, index)
    elif cue.pos == "noun":
        found = _by_noun(tree, index, cue)
    else:
        found = _by_predicate(tree, index, cue)
    if found is None:
        return
    source, content = found
    if (source is None and cue.inner) or (
        cue.grade == "vow" and _only_talk(tree, content)
    ):
        return
    edges = tree.trimmed(content)
    if (
        edges
        and (source is None or speaks(tree, source, speakers))
        and not _only_circumstance(page, *edges)
    ):
        start, end = edges
        yield Attribution(
            start=start,
            end=end,
            sentence=number,
            words=words(tree, index),
            cue=cue,
            source=None if source is None else Place(number, source),
            negated=negated(tree, index),
        )


def words(tree: Tree, index: int) -> tuple[int, ...]:
    """The tokens of a cue: the word, its particle, the rest of a fixed expression."""
    more = tree.children(index, "compound:prt", "fixed")
    return tuple(sorted([index, *(child for child in more if child > index)]))


def speaks(tree: Tree, index: int, speakers: WhoSpeaks) -> bool:
    """
    Whether a noun names somebody or something that can speak; deeds, states and
    measures cannot.
    """
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.upos == "PRON":
        return lemma not in DEMONSTRATIVES
    pointed = any(
        tree.tokens[child].text.lower() in DEMONSTRATIVES
        for child in tree.children(index, "det")
    )
    if (
        pointed
        and token.upos == "NOUN"
        and lemma not in speakers.document | speakers.anonymous
    ):
        return False
    if (
        token.upos != "NOUN"
        or lemma in speakers.document | speakers.institution | speakers.anonymous
    ):
        return True
    return lemma not in speakers.mute and not lemma.endswith(ABSTRACT)


def _only_talk(tree: Tree, content: Sequence[int]) -> bool:
    """
    Whether what is offered is nothing but words: "offered perspective", "offered no
    comment".
    """
    inside = set(content)
    top = next((i for i in content if tree.tokens[i].head not in inside), content[0])
    return tree.tokens[top].lemma.lower() in TALK


def _only_circumstance(page: Page, start: int, end: int) -> bool:
    """Whether what looks like content only tells when it was said."""
    return any(
        time.span.start <= start and end <= time.span.end
        for time in page.times_between(start, end)
    )


def _according(tree: Tree, index: int) -> tuple[int | None, list[int]] | None:
    """
    The noun after "according to", and the clause that it backs, on the side where that
    clause's verb stands.
    """
    word, source = tree.tokens[index].text.lower(), tree.tokens[index].head
    if source < 0 or (
        word == "per" and (not index or tree.tokens[index - 1].text != ",")
    ):
        return None
    phrase_above = source
    for above in tree.ancestors(source):
        if (
            tree.tokens[above].upos in {"VERB", "AUX"}
            or tree.tokens[above].relation == "root"
        ):
            backing = tree.subtree(phrase_above)
            clause = tree.subtree(above)
            return source, [
                i for i in clause if (i < index if above < index else i > backing[-1])
            ]
        if above > index:
            source = (
                above
                if tree.tokens[above].upos in {"NOUN", "PROPN"} and above < source + 4
                else source
            )
        phrase_above = above
    return None


def _by_predicate(
    tree: Tree, index: int, cue: Cue
) -> tuple[int | None, list[int]] | None:
    passive = cue.pos == "verb" and tree.passive(index)
    content = content_of(tree, index, cue.frames, passive=passive)
    if content is None:
        return None
    source = tree.agent(index) if passive else subject(tree, index)
    if source is None and not (
        passive
        and "clause" in cue.frames
        and tree.children(index, "ccomp", "xcomp", "csubj")
    ):
        return None
    if source is not None and source in content:
        named = set(tree.subtree(source))
        content = [i for i in content if i not in named]
    return (source, content) if content else None


def content_of(
    tree: Tree, index: int, frames: frozenset[str], *, passive: bool
) -> list[int] | None:
    """The tokens of what a verb or adjective reports; the fullest frame first."""
    if "clause" in frames:
        clause = tree.child(index, "ccomp", "csubj", "csubj:pass")
        if clause is not None:
            return tree.subtree(clause)
        above = tree.tokens[index].head
        if (
            tree.tokens[index].relation == "parataxis"
            and "quote" in frames
            and above >= tree.dateline
        ):
            return tree.subtree(above, skip=lambda child: child == index)
    for child in tree.children(index, "xcomp"):
        if "infinitive" in frames and "to" in tree.prepositions(child):
            return tree.subtree(child)
        if "named" in frames and not tree.children(child, "mark"):
            return tree.subtree(child)
    for child in tree.children(index, *OBLIQUE):
        marks = tree.prepositions(child)
        if "object" in frames and _receives(tree, index, child):
            continue
        if marks & (prepositions(frames) | ({"as"} if "as" in frames else frozenset())):
            return without_case(tree, child)
    if "object" in frames:
        told = tree.child(index, "nsubj:pass" if passive else "obj")
        if told is not None:
            return tree.subtree(told)
    return None


def _receives(tree: Tree, index: int, child: int) -> bool:
    """
    Whether a name behind a preposition only tells to whom: "promised missiles to
    Ukraine".
    """
    thing = any(
        tree.tokens[told].upos == "NOUN" for told in tree.children(index, "obj")
    )
    return (
        thing
        and tree.tokens[child].upos in {"PROPN", "PRON"}
        and tree.tokens[child].relation != "xcomp"
    )


def without_case(tree: Tree, head: int) -> list[int]:
    """A phrase or clause without the words that mark it."""
    marks = set(tree.children(head, "case", "mark"))
    return [index for index in tree.subtree(head) if index not in marks]


def _by_noun(tree: Tree, index: int, cue: Cue) -> tuple[int | None, list[int]] | None:
    source = tree.possessor(index)
    if source is None:
        source = light_subject(tree, index)
    clause = noun_clause(tree, index, cue.frames)
    if clause is None and tree.tokens[index].relation == "nsubj:outer":
        return _is_that(tree, index, source)
    if source is None:
        return None
    if clause is not None:
        return source, _without_that(tree, clause)
    for child in tree.children(index, "nmod", "acl"):
        if child != source and tree.prepositions(child) & prepositions(cue.frames):
            return source, without_case(tree, child)
    return None


def _is_that(
    tree: Tree, index: int, source: int | None
) -> tuple[int, list[int]] | None:
    """
    What a noun is said to be: "his position is that …", "its line, given by X, is that
    …".
    """
    head = tree.tokens[index].head
    for child in tree.children(index, "acl"):
        giver = tree.agent(child)
        source = giver if giver is not None else source
    that = next(
        (
            i
            for i in tree.children(head, "mark")
            if tree.tokens[i].text.lower() == "that"
        ),
        None,
    )
    if source is None or that is None or that < index:
        return None
    return source, [i for i in tree.subtree(head) if i > that]


def noun_clause(tree: Tree, index: int, frames: frozenset[str]) -> int | None:
    """
    The clause that says what a noun of saying holds: "his claim that", "its promise
    to".
    """
    for child in tree.children(index, "acl", "ccomp", "acl:relcl"):
        marks = tree.prepositions(child)
        if ("clause" in frames and "that" in marks) or (
            "infinitive" in frames and "to" in marks
        ):
            return child
    return None


def _without_that(tree: Tree, head: int) -> list[int]:
    marks = {
        child
        for child in tree.children(head, "mark")
        if tree.tokens[child].text.lower() == "that"
    }
    return [index for index in tree.subtree(head) if index not in marks]


def light_subject(tree: Tree, index: int) -> int | None:
    """
    The subject of a light verb whose object the noun is: "he issued a warning that".
    """
    token = tree.tokens[index]
    if token.relation == "obj" and tree.tokens[token.head].lemma in LIGHT:
        return subject(tree, token.head)
    return None
