"""
Whether a token is a cue, and whether it tells what somebody really said.

Every question takes a tree and a token; the words are those of the tree's lexicon.
"""

from __future__ import annotations

from facta.language.syntax import Tree
from facta.lexicon.speech import Cue, PartOfSpeech
from facta.records import Token


def cue_at(tree: Tree, index: int) -> Cue | None:
    """The lexicon's entry for a token, by its part of speech in this sentence."""
    token = tree.tokens[index]
    entries = tree.lexicon.speech.words
    kind = _part_of_speech(token)
    lemma, written = token.lemma.lower(), token.text.lower()
    if written in tree.lexicon.speech.telling.made:
        made = made_by(tree, index) is not None
        return entries.get(("adjective", written) if made else ("verb", lemma))
    cue = entries.get((kind, lemma))
    if cue is None and written != lemma:
        cue = entries.get((kind, written))
    if cue is None and kind == "verb" and token.tag == "VBN":
        # "was convinced that": the lexicon knows some participles as adjectives only
        return entries.get(("adjective", written))
    return cue


def made_by(tree: Tree, index: int) -> int | None:
    """
    The verb whose subject says what a word opens: "made clear that", "let it be known
    that", "let them know that".
    """
    telling, token = tree.lexicon.speech.telling, tree.tokens[index]
    if token.relation != "xcomp" or token.text.lower() not in telling.made:
        return None
    return token.head if tree.lemma(token.head) in telling.making else None


def _part_of_speech(token: Token) -> PartOfSpeech:
    if token.relation == "case":
        return "adposition"
    if token.upos == "VERB" and token.relation not in {"amod", "compound"}:
        return "verb"
    if token.upos == "NOUN":
        return "noun"
    return "adjective"


def told_cue(tree: Tree, index: int) -> Cue | None:
    """The cue at a token, where it tells of something that was said."""
    cue = cue_at(tree, index)
    maker = made_by(tree, index)
    told = actual(tree, index if maker is None else maker)
    if cue is None or not told or silent(tree, index):
        return None
    return cue


def silent(tree: Tree, index: int) -> bool:
    """
    Whether the cue says that nothing was said: "declined to comment", "did not
    respond"; or keeps a thing from somebody: "denied reporters entry".
    """
    silence = tree.lexicon.speech.silence
    lemma = tree.lemma(index)
    if lemma in silence.withholding:
        things = tree.children(index, "obj", "nsubj:pass", "nmod")
        to_somebody = tree.children(index, "iobj")
        return bool(to_somebody) or any(
            tree.lemma(child) in silence.granted for child in things
        )
    if lemma in silence.verbs:
        governed = tree.children(index, "xcomp", "obj", "obl")
        return any(tree.lemma(child) in silence.words for child in governed)
    if lemma not in silence.words:
        return False
    head = tree.tokens[index].head
    if head >= 0 and tree.lemma(head) in silence.verbs:
        return True
    return not tree.children(index, "ccomp", "obj") and _negated(tree, index)


def actual(tree: Tree, index: int) -> bool:
    """
    Whether a verb tells what was said, not what might be, should be or was meant to be.

    An infinitive counts after "went on to", "continued to" and the like, and after
    "did", "will" and "would".
    """
    telling = tree.lexicon.speech.telling
    for verb in (index, *tree.ancestors(index)):
        token = tree.tokens[verb]
        if token.tag != "VB":
            return True
        helpers = {tree.lemma(child) for child in tree.children(verb, "aux")}
        if helpers:
            return bool(helpers & telling.helpers)
        # "could say and explain": a joined verb shares the helpers of the first
        if token.relation != "conj":
            continued = token.relation == "xcomp" and token.head >= 0
            return continued and tree.lemma(token.head) in telling.continuing
    return False


def _negated(tree: Tree, index: int) -> bool:
    """Whether a word is denied: "did not say", "never said"."""
    negations = tree.lexicon.grammar.negations
    near = tree.children(index, "advmod", "det")
    return any(tree.tokens[child].text.lower() in negations for child in near)


def words(tree: Tree, index: int) -> tuple[int, ...]:
    """The tokens of a cue: the word, its particle, the rest of a fixed expression."""
    more = tree.children(index, "compound:prt", "fixed")
    return (index, *(child for child in more if child > index))


def nobody(tree: Tree, index: int) -> bool:
    """Whether a source is nobody: "nobody thinks", "neither side has said"."""
    denying = tree.lexicon.speech.silence.nobody
    near = (index, *tree.children(index, "det", "amod", "cc:preconj", "advmod"))
    return any(tree.tokens[each].text.lower() in denying for each in near)


def speaks(tree: Tree, index: int) -> bool:
    """
    Whether a noun names somebody or something that can speak; deeds, states and
    measures cannot.
    """
    token, lemma = tree.tokens[index], tree.lemma(index)
    speakers = tree.lexicon.speech.speakers
    if token.upos == "PRON":
        return lemma not in tree.lexicon.grammar.demonstratives
    if token.upos != "NOUN":
        return True
    if lemma in speakers.document or lemma in speakers.anonymous:
        return True
    # "this group" may be anything that was told of before
    if _pointed_at(tree, index):
        return False
    if lemma in speakers.institution:
        return True
    return lemma not in speakers.mute and not lemma.endswith(speakers.mute_endings)


def _pointed_at(tree: Tree, noun: int) -> bool:
    """Whether a noun has a demonstrative: "this attack"."""
    pointing = tree.lexicon.grammar.demonstratives
    determiners = tree.children(noun, "det")
    return any(tree.tokens[child].text.lower() in pointing for child in determiners)
