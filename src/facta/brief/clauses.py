"""
A happening in one clause: the account's own words from the subject on, with the act
marked.

Takes an event, its account and the names of parties; gives pieces that alternate
between plain and marked text, plain first. Words are left out at either end, and the
party that the account names in short is named in full; nothing is rephrased. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.brief.naming import PRONOUNS, Names, adjective
from facta.brief.passages import Account
from facta.records import Actor, Event, Sentence, Span, Token

# Words below which a phrase says nothing by itself; judged.
FEWEST = 4
# Characters of a clause that a line has room for; judged by eye.
MOST = 190
# what hangs on a verb of saying
CONTENT = frozenset({"ccomp", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"})
VERBS = frozenset({"VERB", "AUX"})
# what stands before a phrase and is no part of it
LEADING = frozenset({"case", "cc", "mark", "punct"})
GENITIVES = ("'s", "’s")
OWNERS = frozenset({"his", "her", "its"})
# what may be several parties at once
PLURAL = frozenset({"they", "their", "them", "we", "our"})
# a name in the place of these wants another verb
FIRST = frozenset({"i", "me", "my"})
THEIR = "their"
OWN_WORDS = ("I ", "We ")
ARTICLES = frozenset({"", "the", "a", "an"})
LEAD = re.compile(r"(?:in|on|at|by|after|before|during|since) [^,]*", re.IGNORECASE)
DATELINE = re.compile(r"^[A-Z]{3,}[^-–—]{0,70}? [-–—] ")
EDGES = " \t\n,;:.–—-•"
# where an aside begins
ASIDES = ("—", " – ", " — ")
# behind which a sentence of its own stands
NEXT = "; "
# what an account sets beside what somebody says, in its own words
REMARKS = (", despite ", ", even though ", ", although ")
OPENERS = ("that ", "where ", "when ", "while ", "as ", "if ")
# quotation marks that a cut may leave open, by what closes them
QUOTES = {"“": "”", "‘": "’", "(": ")"}


class Clause(Struct, frozen=True):
    """Pieces of text, plain first; `verbal` tells that somebody does something in it."""

    pieces: tuple[str, ...]
    verbal: bool

    @property
    def text(self) -> str:
        """The pieces joined."""
        return "".join(self.pieces)


class _Tree:
    """A parsed sentence with what hangs on each of its words."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._below: list[list[int]] = [[] for _ in tokens]
        for index, token in enumerate(tokens):
            if 0 <= token.head < len(tokens) and token.head != index:
                self._below[token.head].append(index)

    def below(self, index: int) -> Sequence[int]:
        """The words that hang on a word."""
        return self._below[index]

    def subtree(self, index: int) -> tuple[int, int]:
        """First and last word of a phrase."""
        seen, waiting = {index}, [index]
        while waiting:
            for child in self._below[waiting.pop()]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return min(seen), max(seen)

    def first(self, index: int) -> int:
        """The first word of a phrase, without what only joins it to others."""
        inner = [
            self.subtree(child)[0]
            for child in self._below[index]
            if self.tokens[child].relation not in LEADING
        ]
        return min([index, *inner])

    def subject(self, index: int) -> int | None:
        """The subject of a word, where it has one."""
        found = (i for i in self._below[index] if self.tokens[i].relation in SUBJECTS)
        return next(found, None)

    def above(self, index: int) -> Iterator[int]:
        """A word and those on which it hangs, up to the root."""
        seen: set[int] = set()
        while 0 <= index < len(self.tokens) and index not in seen:
            seen.add(index)
            yield index
            index = self.tokens[index].head

    def head(self, span: Span) -> int | None:
        """The word of a span that hangs on none in it."""
        inside = [
            at
            for at, token in enumerate(self.tokens)
            if span.start <= token.start and token.end <= span.end
        ]
        tops = (at for at in inside if self.tokens[at].head not in inside)
        return next(tops, None)


def clause(event: Event, account: Account, names: Names) -> Clause:
    """The clause that tells an event."""
    sentence = account.annotation.sentences[event.sentence : event.sentence + 1]
    if not sentence or not sentence[0].tokens:
        return _written(account, event.span, [event.trigger], None, verbal=False)
    mentions = _mentions(account, sentence[0])
    start, end, whose, verbal = _extent(event, sentence[0], mentions)
    few = len(account.document.text[start:end].split()) < FEWEST
    absent = not all(start <= actor.span.start < end for actor in event.actor)
    if not verbal and (few or absent):
        told = around(account, event.trigger, names)
        return Clause(told.pieces, verbal=False)
    renamed = _renamed(account.document.text, start, end, whose, names)
    span = Span.of(account.document.text, start, end)
    if not verbal and span.text.casefold().startswith(f"{THEIR} "):
        # whose it is stands in a sentence before, and below the line
        renamed = (start, start + len(THEIR), "The")
    return _written(account, span, [event.trigger], renamed, verbal=verbal)


def voiced(told: Clause, who: str) -> Clause:
    """
    A clause with who says it, in quotation marks where it is in his own person.

    What the account adds to it is not his.

    >>> voiced(Clause(("We ", "call", " on them"), True), "Kenya").text
    'Kenya: “We call on them”'
    >>> voiced(Clause(("It was ", "grateful", ", despite the delay"), True), "Peru").text
    'Peru: It was grateful'
    """
    told = Clause((*told.pieces[:-1], without_remark(told.pieces[-1])), told.verbal)
    opening, closing = ("“", "”") if told.text.startswith(OWN_WORDS) else ("", "")
    first, *others = told.pieces
    pieces = [f"{capital(who)}: {opening}{first}", *others]
    pieces[-1] += closing
    return Clause(tuple(pieces), told.verbal)


def without_remark(text: str) -> str:
    """
    What somebody says by an account, without what that one adds.

    >>> without_remark("Peru was grateful, despite the delay")
    'Peru was grateful'
    """
    for remark in (*ASIDES, *REMARKS):
        text = text.partition(remark)[0]
    return text


def around(account: Account, span: Span, names: Names) -> Clause:
    """The clause in which a passage stands, the passage marked."""
    sentence = account.sentence_at(span.start)
    if sentence is None or not sentence.tokens:
        return _written(account, span, [span], None, verbal=False)
    tree = _Tree(sentence.tokens)
    head = tree.head(span)
    found = None
    if head is not None:
        # what somebody says stands with who says it
        path = list(tree.above(head))
        said = tree.tokens[head].relation in CONTENT and len(path) > 1
        verbs = ((at, tree.subject(at)) for at in path[said:])
        found = next((pair for pair in verbs if pair[1] is not None), None)
    if found is None or found[1] is None:
        whole = Span.of(account.document.text, sentence.start, sentence.end)
        return _written(account, whole, [span], None, verbal=False)
    verb, subject = found[0], found[1]
    start, after = _characters(tree, subject)
    if span.start <= start and after <= span.end:
        # a whole sentence begins with its subject
        span = Span.of(account.document.text, start, span.end)
    whose = _mentions(account, sentence).get(subject)
    span_end = max(_characters(tree, verb)[1], span.end)
    whole = Span.of(account.document.text, min(start, span.start), span_end)
    renamed = _renamed(account.document.text, whole.start, whole.end, whose, names)
    return _written(account, whole, [span], renamed, verbal=True)


def shortened(text: str, most: int = MOST) -> str:
    """
    Text on one line, cut where a part of it ends.

    >>> shortened("They left the town, which had been shelled for weeks.", 30)
    'They left the town …'
    """
    told = " ".join(text.split()).strip(EDGES)
    if len(told) > most:
        (told,) = _closed([_stopped(told[:most]) + " …"])
    return told


def quoted(text: str, most: int) -> str:
    """
    Text in quotation marks, those that stand in it made single.

    >>> quoted("They call it “very severe”.", 40)
    '“They call it ‘very severe’”'
    """
    told = shortened(text, most).replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{told}”"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _mentions(account: Account, sentence: Sentence) -> dict[int, Actor]:
    """The mentions of a sentence by the word that heads them."""
    return {
        actor.head: actor
        for actor in account.annotation.actors
        if actor.sentence == sentence.index
    }


Extent = tuple[int, int, Actor | None, bool]


def _extent(event: Event, sentence: Sentence, mentions: dict[int, Actor]) -> Extent:
    """Where the clause of an event stands, whose act it tells first, and if as a verb."""
    tree = _Tree(sentence.tokens)
    head = tree.head(event.trigger)
    if head is None:
        return event.span.start, event.span.end, None, False
    found = _finite(tree, head)
    if found is not None:
        verb, subject = found
        parties = {actor.name for actor in (*event.actor, *event.recipient)}
        whose = mentions.get(subject)
        acts = tree.tokens[head].upos in {*VERBS, "ADJ"}
        follows = tree.tokens[subject].start <= event.trigger.start
        if follows and (acts or (whose is not None and whose.name in parties)):
            return _verbal(tree, verb, subject, event, mentions)
    return _nominal(tree, head, event, mentions)


def _finite(tree: _Tree, head: int) -> tuple[int, int] | None:
    """The verb that governs a word and has a subject other than it, with the subject."""
    path = list(tree.above(head))
    for verb in path:
        subject = tree.subject(verb)
        if subject in path:
            # what the act leads to is told, not the act
            return None
        if subject is not None:
            return verb, subject
    return None


def _verbal(
    tree: _Tree, verb: int, subject: int, event: Event, mentions: dict[int, Actor]
) -> Extent:
    tokens = tree.tokens
    whose = mentions.get(subject)
    start, after = _characters(tree, subject)
    relative = tokens[subject].tag in {"WP", "WDT"} or (
        tokens[subject].lemma in {"who", "which"}
    )
    antecedent = tokens[verb].head
    end = max(_characters(tree, verb)[1], event.trigger.end)
    if relative and 0 <= antecedent < len(tokens):
        # "the president, who has voiced ..." tells what the president has voiced
        named = mentions.get(antecedent)
        parties = {actor.name for actor in event.actor}
        if named is not None and named.name in parties:
            return after, end, named, True
        return _nominal(tree, antecedent, event, mentions)
    return min(start, event.trigger.start), end, whose, True


def _nominal(
    tree: _Tree, head: int, event: Event, mentions: dict[int, Actor]
) -> Extent:
    head = _named_by(tree, head)
    _, end = _characters(tree, head)
    first = tree.first(head)
    start, whose = tree.tokens[first].start, mentions.get(first)
    return min(start, event.trigger.start), max(end, event.trigger.end), whose, False


def _characters(tree: _Tree, index: int) -> tuple[int, int]:
    first, last = tree.subtree(index)
    return tree.tokens[first].start, tree.tokens[last].end


def _named_by(tree: _Tree, head: int) -> int:
    """The noun that a verb without a subject belongs to ("a call, aimed to broker")."""
    if tree.tokens[head].upos in VERBS:
        for index in tree.above(head):
            if tree.tokens[index].relation == "acl":
                return tree.tokens[index].head
    return head


Renamed = tuple[int, int, str]


def _renamed(
    text: str, start: int, end: int, whose: Actor | None, names: Names
) -> Renamed | None:
    """The stretch that names a party in short, and its name in full."""
    if whose is None:
        return None
    span = whose.span
    surname = whose.name.split()[-1]
    if span.text.casefold() in PRONOUNS and surname in text[span.end : end]:
        # "he warned that Putin ..." was hardly Putin
        return None
    if adjective(span.text, whose.name) or span.text.casefold() in {*PLURAL, *FIRST}:
        return None
    if surname not in span.text and _follows(whose.name, text[span.end : end]):
        # "Peru's president, Ana Soto, met" has the name already
        return None
    told = names.mention(whose, text[max(span.start - 4, 0) : span.start])
    # a possessive pronoun becomes a genitive
    told += "’s" * (span.text.casefold() in OWNERS)
    if span.start < start:
        return start, start, told
    between = text[start : span.start]
    if between.strip().casefold() in ARTICLES or LEAD.fullmatch(between):
        return start, span.end, told
    owned = between.rstrip().endswith(GENITIVES)
    if owned and adjective(told.split()[0], whose.name):
        # whose president it is stands in his title
        return start, span.end, told
    return span.start, span.end, told.removeprefix("the ")


def _follows(name: str, behind: str) -> bool:
    """Whether a name stands right behind a description, as in apposition."""
    return behind.lstrip(", ").startswith(tuple(name.split()))


def _written(
    account: Account,
    span: Span,
    marks: Iterable[Span],
    renamed: Renamed | None,
    *,
    verbal: bool,
) -> Clause:
    """The stretch as pieces: renamed at its beginning, cut at its end, marks kept."""
    text, at = account.document.text, span.start
    pieces = [""]
    if renamed:
        first, last, told = renamed
        pieces = [f"{text[at:first]}{told}{' ' * (first == last)}"]
        at = max(last, at)
    for mark in sorted(marks):
        begin, end = max(mark.start, at), min(mark.end, span.end)
        if begin < end:
            pieces[-1] += text[at:begin]
            pieces += [text[begin:end], ""]
            at = end
    pieces[-1] += text[at : span.end]
    return Clause(tuple(_trimmed(pieces)), verbal)


def _trimmed(pieces: Sequence[str]) -> list[str]:
    """
    The pieces on one line, with a capital at the beginning, cut where it is long and
    where another sentence begins.
    """
    line = [" ".join(f"|{piece}|".split())[1:-1] for piece in pieces]
    line[0] = DATELINE.sub("", line[0].lstrip(EDGES))
    for opener in OPENERS:
        line[0] = line[0].removeprefix(opener)
    for aside in (*ASIDES, NEXT):
        line[-1] = line[-1].partition(aside)[0]
    room = MOST - sum(map(len, line[:-1]))
    if len(line[-1]) > room:
        line[-1] = _stopped(line[-1][: max(room, 0)]) + " …"
    line[-1] = line[-1].rstrip(EDGES)
    first = next((at for at, piece in enumerate(line) if piece), 0)
    line[first] = capital(line[first])
    return _closed(line)


def _stopped(text: str) -> str:
    """Cut text up to its last comma, where most of it stays, else its last word."""
    for stop in (", ", "—", " – ", "; "):
        kept = text.rpartition(stop)[0]
        if len(kept) > len(text) / 2:
            return kept.rstrip(EDGES)
    return text.rpartition(" ")[0].rstrip(EDGES)


def _closed(pieces: list[str]) -> list[str]:
    """With the quotation marks closed that a cut left open."""
    whole = "".join(pieces)
    for opening, closing in QUOTES.items():
        if closing in whole and opening not in whole and closing != "’":
            pieces[-1] = pieces[-1].replace(closing, "").rstrip(EDGES)
        missing = whole.rfind(opening) > whole.rfind(closing)
        if missing and not (opening == "‘" and "’" in whole):
            pieces[-1] += closing
    if whole.count('"') % 2:
        inside = pieces[-1].removesuffix('"')
        ends = inside != pieces[-1]
        pieces[-1] = inside.rstrip(EDGES) if ends else f'{inside}"'
    return pieces
