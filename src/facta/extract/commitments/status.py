"""
What the account itself says became of a commitment, with the sentence that says so.

Looks at the words around the trigger ("its unfulfilled promise", "has not kept his
word"), at the rest of its sentence, and at the next sentences as far as they speak of
the same matter. What is not told stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from facta.extract.commitments.draft import Draft
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.lexicon.commitments import Outcome, Triggers
from facta.records import Span, Status

SENTENCES_ON = 3
FIRM = frozenset({"denial", "refusal"})
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "nothing", "none", "without"}
)
POINTING = frozenset(
    {
        "it",
        "that",
        "this",
        "they",
        "them",
        "those",
        "these",
        "so",
        "which",
        "he",
        "she",
        "both",
        "neither",
        "one",
        "none",
    }
)
MATTER = frozenset({"NOUN", "PROPN", "NUM", "VERB"})
FACTUAL = frozenset({"VBD", "VBN"})
ENDING = frozenset({"end", "finish", "halt", "stop"})
GOING_ON = frozenset({"continue", "drag", "go", "last", "persist", "rage"})
TERMS = frozenset({"day", "hour", "month", "week", "year"})
DEFINITE = frozenset({"such", "that", "the", "these", "this", "those"})
HELPERS = frozenset({"fail", "refuse", "decline", "neglect"})
EMPTY = frozenset(
    {
        "be",
        "have",
        "do",
        "make",
        "take",
        "give",
        "get",
        "go",
        "say",
        "year",
        "day",
        "week",
        "month",
        "president",
        "government",
        "minister",
        "country",
    }
)


def status(
    page: Page, draft: Draft, triggers: Triggers, busy: Set[int]
) -> tuple[Status, tuple[Span, ...]]:
    """
    The status that the account gives a commitment, and the passages that give it.

    Args:
        page: the document.
        draft: the commitment.
        triggers: the lexicon.
        busy: sentences that hold commitments; the search stops before the next one.
    """
    tree = page.trees[draft.sentence]
    beside = _beside(tree, draft, triggers)
    if beside is not None and (draft.kind not in FIRM or beside == "withdrawn"):
        return beside, (_passage(page, tree),)
    if _still_on(tree, draft, draft.head, [*tree.ancestors(draft.trigger)]):
        return "broken", (_passage(page, tree),)
    near = {
        tree.tokens[child].text.lower()
        for child in tree.children(draft.trigger, "advmod")
    }
    if tree.tokens[draft.trigger].upos != "ADJ" and "longer" in near:
        return "withdrawn", (_passage(page, tree),)
    matter = _matter(tree, draft)
    latest: tuple[Status, tuple[Span, ...]] = ("open", ())
    for number, tokens in _after(page, draft, busy):
        following = page.trees[number]
        own = number == draft.sentence
        if own or _related(following, tokens, matter, triggers):
            told = _told(page, following, tokens, matter, triggers) or _answered(
                following, tokens, draft, triggers
            )
            if (
                told is None
                and not own
                and _still_on(following, draft, None, tokens, _ended(tree, draft))
            ):
                told = "broken"
            if (
                told == "stalled"
                and draft.kind == "agreement"
                and "suspend" in _lemmas(following, tokens)
            ):
                told = "broken"
            if told is not None and (draft.kind not in FIRM or told == "withdrawn"):
                latest = told, (_passage(page, following),)
    return latest


def _passage(page: Page, tree: Tree) -> Span:
    return Span.of(page.text, tree.sentence.start, tree.sentence.end)


def _beside(tree: Tree, draft: Draft, triggers: Triggers) -> Status | None:
    """The status told by the words that govern or describe a noun trigger."""
    token = tree.tokens[draft.trigger]
    if token.upos != "NOUN":
        return None
    near = {
        tree.tokens[child].text.lower()
        for child in tree.children(draft.trigger, "amod")
    }
    for outcome in triggers.outcomes:
        if near & outcome.adjectives:
            return outcome.status
    if token.relation in {"obj", "nsubj:pass", "obl", "nsubj"} and token.head >= 0:
        return _by_verb(tree, token.head, triggers)
    return None


def _by_verb(tree: Tree, verb: int, triggers: Triggers) -> Status | None:
    """The status that a verb tells: "kept", and "broken" where it is denied."""
    lemma = tree.tokens[verb].lemma.lower()
    beside = _beside_verb(tree, verb)
    if lemma == "take" and "back" in beside:
        return "withdrawn"
    found: Outcome | None = next(
        (outcome for outcome in triggers.outcomes if lemma in outcome.verbs), None
    )
    if found is None or _merely_possible(tree, verb):
        return None
    if not _denied(tree, verb):
        return found.status
    return "broken" if found.status == "kept" and "yet" not in beside else None


def _beside_verb(tree: Tree, verb: int) -> set[str]:
    return {
        tree.tokens[child].text.lower()
        for child in tree.children(verb, "advmod", "compound:prt")
    }


def _by_predicate(
    tree: Tree, tokens: Sequence[int], matter: set[str], triggers: Triggers
) -> Status | None:
    """
    The status that an adjective gives: "the pledge went unfulfilled", "those terms are
    unacceptable".
    """
    for index in tokens:
        token = tree.tokens[index]
        outcome = next(
            (
                each
                for each in triggers.outcomes
                if token.text.lower() in each.adjectives
            ),
            None,
        )
        if outcome is None or token.relation in {"amod", "acl"}:
            continue
        linked = token.relation == "xcomp" and _about(
            tree, token.head, matter, triggers
        )
        if (linked or _about(tree, index, matter, triggers)) and not _denied(
            tree, index
        ):
            return outcome.status
    return None


def _ended(tree: Tree, draft: Draft) -> str | None:
    """
    What somebody bound himself to end within a term: the lemma of the object of "end",
    "stop" and the like.
    """
    told = tree.child(draft.head, "obj")
    if (
        draft.kind != "promise"
        or tree.tokens[draft.head].lemma not in ENDING
        or told is None
    ):
        return None
    termed = any(tree.tokens[index].lemma in TERMS for index in draft.content)
    if not termed:
        return None
    relative = (
        tree.tokens[told].upos == "PRON"
        and tree.tokens[draft.trigger].relation == "acl:relcl"
    )
    return tree.tokens[
        tree.tokens[draft.trigger].head if relative else told
    ].lemma.lower()


def _still_on(
    tree: Tree,
    draft: Draft,
    head: int | None,
    tokens: Sequence[int],
    ended: str | None = None,
) -> bool:
    """
    Whether what was to end within a term goes on all the same: "the war goes on", "a
    war that … still goes on".
    """
    ended = _ended(tree, draft) if head is not None else ended
    if ended is None:
        return False
    for index in tokens:
        if tree.tokens[index].lemma in GOING_ON and tree.tokens[index].tag in {
            "VBZ",
            "VBP",
        }:
            particle = tree.tokens[index].lemma != "go" or "on" in _beside_verb(
                tree, index
            )
            own = tree.child(index, "nsubj")
            if particle and own is not None and tree.tokens[own].lemma.lower() == ended:
                return True
    return False


def _merely_possible(tree: Tree, verb: int) -> bool:
    helpers = {tree.tokens[child].text.lower() for child in tree.children(verb, "aux")}
    return bool(
        helpers & {"will", "would", "can", "could", "may", "might", "must", "should"}
    )


def _denied(tree: Tree, verb: int) -> bool:
    near = [
        *tree.children(verb, "advmod", "det"),
        *(
            d
            for s in tree.children(verb, "nsubj", "nsubj:pass", "obj")
            for d in (s, *tree.children(s, "det"))
        ),
    ]
    if any(tree.tokens[child].text.lower() in NEGATIONS for child in near):
        return True
    token = tree.tokens[verb]
    return token.relation == "xcomp" and tree.tokens[token.head].lemma in HELPERS


def _matter(tree: Tree, draft: Draft) -> set[str]:
    """Lemmas that carry the content."""
    tokens = [tree.tokens[index] for index in draft.content]
    return {token.lemma.lower() for token in tokens if token.upos in MATTER} - EMPTY


def _after(page: Page, draft: Draft, busy: Set[int]) -> Iterator[tuple[int, list[int]]]:
    """
    The tokens behind the content in its own sentence, then the next sentences of the
    same stretch of text.
    """
    tree = page.trees[draft.sentence]
    last = max(draft.content[-1], draft.trigger)
    rest = list(range(last + 1, len(tree.tokens)))
    added = [
        c
        for index in draft.content
        for c in tree.children(index, "acl:relcl", "appos", "parataxis")
    ]
    told = sorted({*rest, *(index for head in added for index in tree.subtree(head))})
    if told:
        yield draft.sentence, told
    block = page.layout.block_at(tree.sentence.start)
    for number in range(
        draft.sentence + 1, min(draft.sentence + 1 + SENTENCES_ON, len(page.trees))
    ):
        following = page.trees[number]
        if page.layout.block_at(following.sentence.start) - block > 1 or number in busy:
            return
        yield number, list(range(len(following.tokens)))


def _related(
    tree: Tree, tokens: Sequence[int], matter: set[str], triggers: Triggers
) -> bool:
    """
    Whether a later sentence speaks of the same matter: by a shared word, a pronoun, or
    a word like "promise".
    """
    for index in tokens:
        token = tree.tokens[index]
        lemma = token.lemma.lower()
        if (
            lemma in matter
            or ("noun", lemma) in triggers.words
            or token.text.lower() in POINTING
        ):
            return True
        if _named_again(tree, index, triggers):
            return True
    return False


def _named_again(tree: Tree, index: int, triggers: Triggers) -> bool:
    """Whether a general word takes up what was said: "the step", "those terms"."""
    definite = any(
        tree.tokens[child].text.lower() in DEFINITE
        for child in tree.children(index, "det")
    )
    return definite and tree.tokens[index].lemma.lower() in triggers.turns.matter


def _told(
    page: Page, tree: Tree, tokens: Sequence[int], matter: set[str], triggers: Triggers
) -> Status | None:
    start, end = tree.around(tokens)
    text = page.text[start:end].lower()
    for outcome in reversed(triggers.outcomes):
        if outcome.told_in(text):
            return outcome.status
    by_predicate = _by_predicate(tree, tokens, matter, triggers)
    if by_predicate is not None:
        return by_predicate
    for index in tokens:
        token = tree.tokens[index]
        if token.upos == "VERB":
            said = (
                _by_verb(tree, index, triggers)
                if _about(tree, index, matter, triggers)
                else None
            )
            if said is not None:
                return said
            if token.lemma.lower() in matter and not _merely_possible(tree, index):
                if _denied(tree, index):
                    return None if "yet" in _beside_verb(tree, index) else "broken"
                if token.tag in FACTUAL and token.relation in {
                    "root",
                    "conj",
                    "parataxis",
                }:
                    return "kept"
    return None


def _lemmas(tree: Tree, tokens: Sequence[int]) -> set[str]:
    return {tree.tokens[index].lemma.lower() for index in tokens}


def _answered(
    tree: Tree, tokens: Sequence[int], draft: Draft, triggers: Triggers
) -> Status | None:
    """What a demand or an offer came to when its addressee says no."""
    if draft.kind not in {"demand", "offer", "ultimatum"}:
        return None
    for index in tokens:
        trigger = triggers.words.get(("verb", tree.tokens[index].lemma.lower()))
        if tree.tokens[index].upos != "VERB" or _denied(tree, index):
            continue
        if trigger and trigger.kind == "refusal":
            return "stalled"
        told = tree.child(index, "obj")
        resisted = (
            tree.tokens[index].lemma in triggers.turns.unwilling and told is not None
        )
        if resisted and told is not None and _named_again(tree, told, triggers):
            return "stalled"
    return None


def _about(tree: Tree, verb: int, matter: set[str], triggers: Triggers) -> bool:
    """Whether a verb's subject or object is the commitment or its matter."""
    for child in tree.children(verb, "obj", "nsubj", "nsubj:pass", "obl"):
        lemma = tree.tokens[child].lemma.lower()
        if (
            lemma in matter
            or ("noun", lemma) in triggers.words
            or tree.tokens[child].text.lower() in POINTING
        ):
            return True
        if _named_again(tree, child, triggers):
            return True
    return False
