"""
Passages coded for their acts alone, as training examples.

Takes `corpus/acts` and Facta's own reading of its words and trees; gives a `Coded` for
each sentence, without mentions and commitments, which nobody coded there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from facta.evaluate.corpus import Mark
from facta.language import Language
from facta.records import Sentence
from tools.corpus.acts import ActPassage, ToldAct, load
from training.coded import UNTOLD, Coded, Sides, head, tell, told_in, tree_of

FILES = ("acts/acts.jsonl", "acts/written.jsonl")
AGAIN = "PRON"  # what may name a party again that was coded at another word


def acts_alone(folder: Path, language: Language) -> Iterator[Coded]:
    """Every sentence that a corpus has of such passages, in order."""
    paths = [folder / name for name in FILES]
    passages = [each for path in paths if path.exists() for each in load(path)]
    texts = (passage.text for passage in passages)
    for passage, sentences in zip(passages, language.many(texts), strict=True):
        for sentence in sentences:
            yield _sentence(passage, sentence)


def _sentence(passage: ActPassage, sentence: Sentence) -> Coded:
    found = Coded(tree_of(sentence))
    for act in told_in(sentence, passage.acts):

        def sides(_: int, act: ToldAct = act) -> Sides:
            return (
                _side(sentence, act.actors, unnamed="actor" in act.unnamed),
                _side(sentence, act.recipients, unnamed="recipient" in act.unnamed),
            )

        tell(found, act, sentence.tokens, sides)
    return found


def _side(sentence: Sentence, marks: Iterable[Mark], *, unnamed: bool) -> list[int]:
    """
    The labels of one side of an act, the root's first.

    A pronoun, and a word that reads as the party does, may name it again: untold.
    """
    tokens = sentence.tokens
    heads = [head(tokens, mark.start, mark.end) for mark in marks]
    places = [place for place in heads if place is not None]
    words = {tokens[place].text for place in places}
    found = [int(unnamed)]
    for number, token in enumerate(tokens):
        again = places and (token.upos == AGAIN or token.text in words)
        if number in places:
            found.append(1)
        else:
            found.append(UNTOLD if again else 0)
    return found
