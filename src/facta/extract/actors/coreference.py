"""
Pronouns, descriptions and groups: *he*, *the president*, *his Russian counterpart*,
*both leaders*.

Precision first: where two readings are open, nothing is resolved. People and countries
named shortly before are the candidates; the subject of the clause or sentence before is
preferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facta.extract.actors.directory import is_state
from facta.extract.actors.discourse import SUBJECTS, Discourse, PriorMention
from facta.extract.actors.mentions import Mention
from facta.language.syntax import Tree
from facta.lexicon import Lexicon
from facta.records import Token

# sentences back in which the two of a pair are looked for; judged, not fitted
PAIR_WINDOW = 3
# sentences back in which *the president* means the one named last; judged, not fitted
NEAR = 1


class Coreference:
    """
    Who the words of an account without a name mean.

    Args:
        discourse: what it has mentioned so far.
        lexicon: its words.
    """

    def __init__(self, discourse: Discourse, lexicon: Lexicon) -> None:
        self.discourse = discourse
        self.words = lexicon.actors
        self.pronouns = lexicon.grammar

    def pronoun(self, tree: Tree, index: int) -> Sequence[PriorMention]:
        """Who a pronoun means; nobody where that is not certain."""
        word = tree.tokens[index].text.lower()
        if self._stresses(tree, index, word):
            return ()
        if word in self.pronouns.masculine:
            return self._person(tree, index, "m")
        if word in self.pronouns.feminine:
            return self._person(tree, index, "f")
        if word in self.pronouns.neuter:
            return self._thing(tree, index)
        if word in self.pronouns.plural:
            return self._several(tree, index)
        return ()

    def _stresses(self, tree: Tree, index: int, word: str) -> bool:
        """Whether a pronoun only stresses the name before it: Putin himself."""
        if word not in self.words.reflexives or not index:
            return False
        return tree.tokens[index - 1].upos == "PROPN"

    def _person(self, tree: Tree, index: int, gender: str) -> Sequence[PriorMention]:
        """*he*, *she*: the only person it may be, else the only subject."""
        number, mates = tree.sentence.index, _clause_mates(tree, index)
        candidates = [
            seen
            for seen in self.discourse.recent(number, index)
            if seen.may_be(gender)
            and not (seen.sentence == number and seen.token in mates)
        ]
        meant = _only(candidates) or _nearest_subject(candidates)
        if meant is None:
            return ()
        # an account that says *he* once means it for good
        if meant.known and not meant.known.gender:
            meant.known.gender = gender
        return (meant,)

    def _thing(self, tree: Tree, index: int) -> Sequence[PriorMention]:
        """
        *it*, *its*: whose the first of two is ("Togo's threats and *its* raids"), else
        the country or body that is subject above it in the same sentence.
        """
        owner = _owner_of_first(tree, index)
        subject = _subject_above(tree, index) if owner is None else owner
        for seen in self.discourse.within(tree.sentence.index):
            if seen.token == subject and seen.kind in ("country", "body", "nominal"):
                return () if seen.plural else (seen,)
        return ()

    def _several(self, tree: Tree, index: int) -> Sequence[PriorMention]:
        """
        *they*, *their*: the plural or coordinated subject above it in the same
        sentence.
        """
        subject = _subject_above(tree, index)
        if subject is None:
            return ()
        here = self.discourse.within(tree.sentence.index)
        return _group(tree, subject, [seen for seen in here if seen.token < index])

    def pair(self, mention: Mention) -> Sequence[PriorMention]:
        """The two members of *both leaders*, *the two countries*."""
        noun = mention.words[-1]
        # two are a pair, three leave open which are meant
        members: dict[str, PriorMention] = {}
        for seen in self.discourse.recent(mention.sentence, mention.first, PAIR_WINDOW):
            side = self._side(noun, seen)
            if side is not None:
                members.setdefault(side, seen)
        found = tuple(members.values())
        return found[::-1] if len(found) == 2 else ()

    def _side(self, noun: str, seen: PriorMention) -> str | None:
        """What somebody counts as where a noun takes several together, if as any."""
        if noun in self.words.leaders:
            return seen.key if seen.kind == "person" else None
        if noun in self.words.sides and is_state(seen.country):
            return seen.country
        return None

    def description(self, mention: Mention) -> PriorMention | None:
        """
        Who *the president*, *the Russian leader* means: the only one of that office and
        country named so far.
        """
        holders = self._holders(mention)
        meant = _only(holders)
        if meant is not None or mention.country is not None:
            return meant
        return _only([s for s in holders if mention.sentence - s.sentence <= NEAR])

    def _holders(self, mention: Mention) -> list[PriorMention]:
        """
        Who was seen with the office of a description, latest first, as far back as may
        still tell them apart.
        """
        holders: list[PriorMention] = []
        keys: set[str] = set()
        for seen in self.discourse.called(self._title(mention)):
            if len(keys) > 1 and mention.sentence - seen.sentence > NEAR:
                break
            before = seen.sentence < mention.sentence or seen.token < mention.first
            if before and self._is_described(seen, mention):
                holders.append(seen)
                keys.add(seen.key)
        return holders

    def _title(self, mention: Mention) -> str:
        """What a description calls somebody: a full office, else its noun."""
        noun = mention.words[-1]
        full = mention.office if _is_long(mention.office) else None
        if full is None or noun in self.words.leading:
            return noun
        return full

    def _is_described(self, seen: PriorMention, mention: Mention) -> bool:
        """
        Whether somebody is described by a noun: the office's last word, or *leader* for
        who leads a country.
        """
        known, noun = seen.known, mention.words[-1]
        if known is None or mention.country not in (None, known.country):
            return False
        if (mention.claim == "former") != (known.claim == "former"):
            return False
        office = known.office or ""
        if noun in self.words.leading:
            return self.discourse.leads(office)
        if _is_long(mention.office):
            return office == mention.office
        if not office or office.split()[-1].lower() != noun:
            return False
        # the foreign minister is not the defence minister, the minister is either
        if noun not in self.words.portfolios or len(mention.words) == 1:
            return True
        return office.lower().endswith(" ".join(mention.words[-2:]))


def _is_long(office: str | None) -> bool:
    """Whether an office is more than one word: Foreign Minister."""
    return office is not None and len(office.split()) > 1


def _only(candidates: Sequence[PriorMention]) -> PriorMention | None:
    """The latest mention where all are of one actor."""
    keys = {seen.key for seen in candidates}
    return candidates[0] if len(keys) == 1 else None


def _nearest_subject(candidates: Sequence[PriorMention]) -> PriorMention | None:
    """The only subject of the latest sentence that holds a candidate."""
    if not candidates:
        return None
    # one who is no subject there leaves it open, and nobody further back is meant
    latest = candidates[0].sentence
    return _only([s for s in candidates if s.sentence == latest and s.subject])


def _clause_mates(tree: Tree, index: int) -> set[int]:
    """
    Tokens that a pronoun cannot mean: other arguments of its own verb, unless it is a
    possessor.
    """
    token = tree.tokens[index]
    if token.relation == "nmod:poss" or token.head < 0:
        return set()
    return set(tree.children(token.head)) - {index}


def _owner_of_first(tree: Tree, index: int) -> int | None:
    """Who owns the first of what is told side by side, where a pronoun owns a later."""
    token = tree.tokens[index]
    if token.relation != "nmod:poss" or token.head < 0:
        return None
    later = tree.tokens[token.head]
    if later.relation != "conj" or later.head < 0:
        return None
    owners = tree.children(later.head, "nmod:poss")
    return next((one for one in owners if one < index), None)


def _subject_above(tree: Tree, index: int) -> int | None:
    """
    The subject, before a token, of the nearest verb above it that has another subject
    than the token itself.
    """
    tokens = tree.tokens
    at = tokens[index].head
    if tokens[index].relation not in ("nmod:poss", *SUBJECTS):
        at = _governor(tokens, at)
    for _ in tokens:
        if at < 0:
            return None
        for child in tree.children(at, *SUBJECTS):
            if child < index:
                return child
        at = tokens[at].head
    return None


def _governor(tokens: Sequence[Token], index: int) -> int:
    """
    What governs the clause that a token stands in: objects are never their own subject.
    """
    at = index
    for _ in tokens:
        if at < 0 or tokens[at].upos in ("VERB", "AUX"):
            break
        at = tokens[at].head
    return tokens[at].head if at >= 0 else -1


def _group(
    tree: Tree, subject: int, here: Iterable[PriorMention]
) -> Sequence[PriorMention]:
    """
    The members of a subject that stands in the plural or is several, joined by *and*.
    """
    joined = {subject, *tree.children(subject, "conj")}
    members = tuple(seen for seen in here if seen.token in joined)
    if len(joined) == 1:
        return members if all(seen.plural for seen in members) else ()
    told = {seen.token for seen in members}
    return members if told == joined else ()
