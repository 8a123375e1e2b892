"""
Pronouns, descriptions and groups: *he*, *the president*, *his Russian counterpart*,
*both leaders*.

Precision first: where two readings are open, nothing is resolved. People and countries
named shortly before are the candidates; the subject of the clause or sentence before is
preferred.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from facta.extract.actors.chunks import first_conjunct
from facta.extract.actors.mentions import Mention, Sighting
from facta.extract.actors.people import Known, Registry
from facta.language.syntax import Tree
from facta.records import Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
PAIRS = frozenset({"both", "two"})
LEADERS = frozenset(
    {
        "leaders",
        "presidents",
        "men",
        "premiers",
        "ministers",
        "statesmen",
        "counterparts",
    }
)
SIDES = frozenset(
    {
        "countries",
        "nations",
        "sides",
        "states",
        "neighbors",
        "neighbours",
        "governments",
        "parties",
        "capitals",
        "powers",
    }
)
WINDOW = 2
CHIEF = frozenset(
    {
        "President",
        "Prime Minister",
        "Chancellor",
        "Premier",
        "King",
        "Supreme Leader",
        "Leader",
        "Emir",
    }
)


class Seen(Struct, kw_only=True):
    """Somebody mentioned: who, where, and in which role of the sentence."""

    key: str
    sentence: int
    token: int
    subject: bool
    kind: str
    gender: str | None
    plural: bool
    country: str | None
    mention: Mention
    known: Known | None = None


class Discourse:
    """What an account has mentioned so far, and who its words without a name mean."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.seen: list[Seen] = []  # in text order
        # people by the words that may describe them
        self._titled: dict[str, list[Seen]] = {}

    def add(self, seen: Seen) -> None:
        """Remember somebody as seen last."""
        self.seen.append(seen)
        if seen.kind == "person" and seen.known:
            for title in _titles(seen.known.office or ""):
                self._titled.setdefault(title, []).append(seen)

    def note(self, mention: Mention, sighting: Sighting, known: Known | None) -> None:
        """Remember a mention that names somebody."""
        self.add(
            Seen(
                key=known.name if known else mention.name,
                sentence=mention.sentence,
                token=mention.head,
                subject=_subject(sighting.sentence.tokens, mention.head),
                kind=mention.kind,
                gender=(known.gender if known else None) or mention.gender,
                plural=mention.plural,
                country=(known.country if known else None) or mention.country,
                mention=mention,
                known=known,
            )
        )

    def pronoun(self, tree: Tree, index: int) -> tuple[Seen, ...]:
        """Who a pronoun means; nobody where that is not certain."""
        word = tree.tokens[index].text.lower()
        if (
            word.endswith(("self", "selves"))
            and index
            and tree.tokens[index - 1].upos == "PROPN"
        ):
            return ()
        if word in HE or word in SHE:
            gender = "m" if word in HE else "f"
            meant = self._person(tree, index, gender)
            for seen in meant:
                # an account that says *he* once means it for good
                if seen.known and not seen.known.gender:
                    seen.known.gender = gender
            return meant
        if word in IT:
            return self._thing(tree, index)
        if word in THEY:
            return self._several(tree, index)
        return ()

    def _recent(self, sentence: int, before: int, window: int = WINDOW) -> list[Seen]:
        """Mentions up to a token, latest first, at most `window` sentences back."""
        first = bisect_left(self.seen, sentence - window, key=_place)
        return [
            seen
            for seen in reversed(self.seen[first:])
            if seen.sentence < sentence or seen.token < before
        ]

    def _in(self, sentence: int) -> list[Seen]:
        """Mentions so far in one sentence, first to last."""
        return self.seen[
            bisect_left(self.seen, sentence, key=_place) : bisect_right(
                self.seen, sentence, key=_place
            )
        ]

    def _person(self, tree: Tree, index: int, gender: str) -> tuple[Seen, ...]:
        held = [
            seen
            for seen in self._recent(tree.sentence.index, index)
            if seen.kind == "person"
            and not seen.plural
            and ((seen.known.gender if seen.known else None) or seen.gender)
            in (gender, None)
        ]
        own = _clause_mates(tree, index)
        held = [
            seen
            for seen in held
            if not (seen.sentence == tree.sentence.index and seen.token in own)
        ]
        if len({seen.key for seen in held}) == 1:
            return (held[0],)
        for at in range(tree.sentence.index, tree.sentence.index - WINDOW - 1, -1):
            subjects = [seen for seen in held if seen.sentence == at and seen.subject]
            if len({seen.key for seen in subjects}) == 1:
                return (subjects[0],)
            if any(seen.sentence == at for seen in held):
                return ()
        return ()

    def _thing(self, tree: Tree, index: int) -> tuple[Seen, ...]:
        """
        *it*, *its*: the country or body that is subject above it in the same sentence.
        """
        subject = _subject_above(tree, index)
        held = [
            seen
            for seen in self._in(tree.sentence.index)
            if seen.token == subject and seen.kind in ("country", "body", "nominal")
        ]
        return (
            tuple(held[:1])
            if held and not held[0].plural and held[0].kind != "person"
            else ()
        )

    def _several(self, tree: Tree, index: int) -> tuple[Seen, ...]:
        """
        *they*, *their*: the plural or coordinated subject above it, else of the
        sentence before.
        """
        subject = _subject_above(tree, index)
        if subject is None:
            return ()
        return _group(
            tree,
            subject,
            [seen for seen in self._in(tree.sentence.index) if seen.token < index],
        )

    def pair(self, mention: Mention) -> tuple[Seen, ...]:
        """The two members of *both leaders*, *the two countries*."""
        noun = mention.words[-1]
        if noun in LEADERS:
            held = [
                seen
                for seen in self._recent(mention.sentence, mention.first, 3)
                if seen.kind == "person"
            ]
        elif noun in SIDES:
            recent = self._recent(mention.sentence, mention.first, 3)
            held = [
                seen
                for seen in recent
                if seen.country and seen.country not in ("IGO", "NGO")
            ]
        else:
            return ()
        distinct: dict[str, Seen] = {}
        for seen in held:
            distinct.setdefault(
                seen.key if noun in LEADERS else seen.country or "", seen
            )
        members = tuple(distinct.values())
        return members[::-1] if len(members) == 2 else ()

    def description(self, mention: Mention) -> Seen | None:
        """
        Who *the president*, *the Russian leader* means: the only one of that office and
        country named so far.
        """
        fitting = self._holders(mention)
        if len({seen.key for seen in fitting}) == 1:
            return fitting[0]
        near = [s for s in fitting if mention.sentence - s.sentence <= 1]
        return (
            near[0]
            if mention.country is None and len({s.key for s in near}) == 1
            else None
        )

    def _holders(self, mention: Mention) -> list[Seen]:
        """
        Who was seen with the office of a description, latest first, as far back as may
        still tell them apart.
        """
        noun, fitting, keys = mention.words[-1], [], set[str]()
        title = (
            mention.office
            if mention.office and len(mention.office.split()) > 1 and noun != "leader"
            else noun
        )
        for seen in reversed(self._titled.get(title, ())):
            if len(keys) > 1 and mention.sentence - seen.sentence > 1:
                break
            before = seen.sentence < mention.sentence or seen.token < mention.first
            if before and seen.known and _has_office(seen.known, noun, mention):
                fitting.append(seen)
                keys.add(seen.key)
        return fitting


def _place(seen: Seen) -> int:
    return seen.sentence


def _titles(office: str) -> set[str]:
    """What somebody of an office may be called: the office, its last word, *leader*."""
    leads = {"leader"} if office in CHIEF or office.endswith("Leader") else set()
    return leads | {office, office.split()[-1].lower()} if office else set()


def _has_office(known: Known, noun: str, mention: Mention) -> bool:
    """
    Whether somebody is described by a noun: the office's last word, or *leader* for who
    leads a country.
    """
    if mention.country and mention.country != known.country:
        return False
    if (mention.claim == "former") != (known.claim == "former"):
        return False
    office = known.office or ""
    if noun == "leader":
        return office in CHIEF or office.endswith("Leader")
    if mention.office and len(mention.office.split()) > 1:
        return office == mention.office
    return (
        bool(office)
        and office.split()[-1].lower() == noun
        and (
            noun != "minister"
            or len(mention.words) == 1
            or office.lower().endswith(" ".join(mention.words[-2:]))
        )
    )


def _subject(tokens: Sequence[Token], index: int) -> bool:
    return tokens[first_conjunct(tokens, index)].relation in SUBJECTS


def _clause_mates(tree: Tree, index: int) -> set[int]:
    """
    Tokens that a pronoun cannot mean: other arguments of its own verb, unless it is a
    possessor.
    """
    token = tree.tokens[index]
    if token.relation == "nmod:poss" or token.head < 0:
        return set()
    return set(tree.children(token.head)) - {index}


def _subject_above(tree: Tree, index: int) -> int | None:
    """
    The subject, before a token, of the nearest verb above it that has another subject
    than the token itself.
    """
    tokens = tree.tokens
    at = tokens[index].head
    if tokens[index].relation not in ("nmod:poss", "nsubj", "nsubj:pass"):
        at = _verb_above(tokens, at)
    for _ in tokens:
        if at < 0:
            return None
        for child in tree.children(at):
            if tokens[child].relation in SUBJECTS and child < index:
                return child
        at = tokens[at].head
    return None


def _verb_above(tokens: Sequence[Token], index: int) -> int:
    """
    What governs the clause that a token stands in: objects are never their own subject.
    """
    at = index
    for _ in tokens:
        if at < 0 or tokens[at].upos in ("VERB", "AUX"):
            break
        at = tokens[at].head
    return tokens[at].head if at >= 0 else -1


def _group(tree: Tree, subject: int, here: Sequence[Seen]) -> tuple[Seen, ...]:
    """
    The members of a subject that stands in the plural or is several, joined by *and*.
    """
    joined = {
        subject,
        *(i for i in tree.children(subject) if tree.tokens[i].relation == "conj"),
    }
    members = tuple(seen for seen in here if seen.token in joined)
    if len(joined) > 1:
        return members if len({seen.token for seen in members}) == len(joined) else ()
    return members if members and all(seen.plural for seen in members) else ()
