"""
From chunks to mentions: who a phrase names, by the words it is made of.

The grammar is compositional: an actor's country comes from an adjective, a possessor,
an institution or an *of* phrase; the sector from the head noun, or where that is
neutral (leader, official) from the words before it; the office from the title; the name
from what follows the title. Nothing here looks beyond the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.extract.actors.affiliation import attach, share
from facta.extract.actors.chunks import Chunk, chunks
from facta.extract.actors.directory import Directory
from facta.extract.actors.listings import NATIONAL, apart, listing
from facta.extract.actors.mentions import Mention, SentenceMentions
from facta.extract.actors.modifiers import description, gender_of, modifiers
from facta.extract.actors.names import HYPHENS, Found
from facta.extract.actors.origins import affiliate
from facta.extract.actors.view import View
from facta.language.syntax import Tree
from facta.ontology.entries import Entry
from facta.ontology.sectors import Role


class MentionReader:
    """Reads the mentions of one sentence."""

    def __init__(self, tree: Tree, directory: Directory) -> None:
        self.view = View(tree, directory)

    def read(self) -> SentenceMentions:
        """All mentions of the sentence."""
        tree = self.view.tree
        phrases = chunks(tree, self.view.held_together())
        mentions = [mention for chunk in phrases for mention in self._mentions(chunk)]
        sighting = SentenceMentions.of(tree, mentions)
        # an owner may have one of its own, which stands behind it: it comes first
        for mention in reversed(mentions):
            attach(self.view, sighting, mention)
        for mention in mentions:
            share(self.view, sighting, mention)
        return sighting

    def _mentions(self, chunk: Chunk) -> Iterator[Mention]:
        """The mentions in a chunk; what its last words are decides how it is read."""
        view, last = self.view, chunk.last
        found = view.by_token.get(last)
        if self._is_long_body(chunk, found):
            return self._long_body(chunk)
        role = view.role(chunk.first, last)
        # what the tables list as misleading (the Black Sea) is nobody
        if found and found.sense.kind == "void":
            return iter(())
        if role and self._says_more(role, found) and not self._is_surname(chunk):
            return self._nominal(chunk, role)
        if found and self._names_person(chunk, found):
            entry = view.directory.gazetteer.entries[found.sense.name]
            return self._person(chunk, found.first, entry.name, entry)
        if found:
            return listing(view, chunk, found)
        if view.tokens[last].upos == "PROPN" or last in view.people:
            return self._unlisted(chunk)
        return apart(view, view.names_in(range(chunk.first, last + 1)))

    def _is_long_body(self, chunk: Chunk, found: Found | None) -> bool:
        """Whether a body with an *of* ends a chunk, and no table knows more of it."""
        long = self.view.long_bodies.get(chunk.last)
        if long is None or long[0] < chunk.first:
            return False
        return found is None or found.first > long[0]

    def _says_more(self, role: Role, found: Found | None) -> bool:
        """Whether a noun of an actor is longer than the listed name that ends it."""
        return found is None or len(role.phrase) > found.last - found.first + 1

    def _is_surname(self, chunk: Chunk) -> bool:
        """Whether a word that could be a title is somebody's surname: Stephen King."""
        last = chunk.last
        token = self.view.tokens[last]
        if last == chunk.first or token.upos != "PROPN":
            return False
        if not token.relation.startswith("flat") or last - 1 in self.view.by_token:
            return False
        return self.view.role(chunk.first, last - 1) is None

    def _names_person(self, chunk: Chunk, found: Found) -> bool:
        """Whether a listed name is a person's, by the table or by a title before it."""
        if found.first < chunk.first:
            return False
        return self.view.is_person(found) or self._holds_office(chunk, found)

    def _holds_office(self, chunk: Chunk, found: Found) -> bool:
        """
        Whether a title before a listed name of no certain kind makes it a person's:
        *Minister Calimehtar*.
        """
        entry = self.view.directory.entry(found.sense)
        if entry is None or entry.sector or found.first == chunk.first:
            return False
        role = self.view.role(chunk.first, found.first - 1)
        return role is not None and role.kind == "office"

    def _person(
        self, chunk: Chunk, start: int, name: str, entry: Entry | None = None
    ) -> Iterator[Mention]:
        """A person named from token `start` on, with title and origin before."""
        view = self.view
        before = modifiers(view, chunk, start)
        yield from apart(view, before.apart)
        mention = view.mention(
            chunk, (before.first, chunk.last), kind="person", name=name
        )
        mention.plural = False
        mention.claim = before.claim
        if entry:
            mention.take_entry(entry)
        elif start < chunk.last:
            given = view.tokens[start].text
            mention.gender = view.directory.gazetteer.genders.get(given)
        mention.gender = mention.gender or gender_of(view, range(chunk.first, start))
        title = self._title(chunk, start - 1)
        role = view.role(chunk.first, title)
        if role:
            mention.take_title(role)
            start = view.start(role, chunk.first, title)
        affiliate(view, mention, before.whose, role, range(chunk.first, start))
        yield mention

    def _title(self, chunk: Chunk, last: int) -> int:
        """Where a title ends: before a form of address (Minister Mr. May)."""
        while last > chunk.first and self.view.lower[last] in self.view.words.courtesy:
            last -= 1
        return last

    def _nominal(self, chunk: Chunk, role: Role) -> Iterator[Mention]:
        """An actor told by a noun: *a senior State Department official*."""
        view = self.view
        start = view.start(role, chunk.first, chunk.last)
        before = modifiers(view, chunk, start)
        yield from apart(view, before.apart)
        phrase = range(before.first, chunk.last + 1)
        mention = view.mention(
            chunk, (before.first, chunk.last), kind="nominal", name=""
        )
        mention.role = role
        mention.claim = before.claim
        mention.gender = gender_of(view, phrase)
        affiliate(view, mention, before.whose, role, range(chunk.first, start))
        mention.rest = description(view, phrase, _lands(before.whose))
        yield mention

    def _unlisted(self, chunk: Chunk) -> Iterator[Mention]:
        """
        A proper name that no table knows: a person after a title, a named body, or left
        open.
        """
        view = self.view
        start = chunk.last
        while start > chunk.first and self._is_name(chunk, start - 1):
            start -= 1
        run = range(start, chunk.last + 1)
        name = view.joined(run)
        if self._follows_title(chunk, start) or self._is_persons(run):
            return self._person(chunk, start, name)
        if not view.body_starts.isdisjoint(run):
            return self._body(chunk, start, name)
        return self._open(chunk, start, name)

    def _follows_title(self, chunk: Chunk, start: int) -> bool:
        """Whether a title or a form of address stands right before a name."""
        if start == chunk.first:
            return False
        if self.view.lower[start - 1] in self.view.words.courtesy:
            return True
        role = self.view.role(chunk.first, start - 1)
        return role is not None and role.kind in ("office", "people")

    def _is_persons(self, run: range) -> bool:
        """Whether the model found a person's name among some tokens, and no body's."""
        view = self.view
        return not view.people.isdisjoint(run) and view.bodies.isdisjoint(run)

    def _is_name(self, chunk: Chunk, index: int) -> bool:
        """Whether a token is still part of a name that ends after it."""
        view, token = self.view, self.view.tokens[index]
        if view.lower[index] in view.words.courtesy or index in view.by_token:
            return False
        if view.role(chunk.first, index):
            return False
        if token.upos == "PROPN" or token.text in HYPHENS:
            return True
        if view.lower[index] in view.words.particles:
            return True
        found = index in view.people or index in view.bodies
        return found and token.text[:1].isupper()

    def _long_body(self, chunk: Chunk) -> Iterator[Mention]:
        """
        A body with an *of* in its name that no table knows; its first noun tells the
        sector.
        """
        view = self.view
        first, last = view.long_bodies[chunk.last]
        inside = range(first, last + 1)
        stop = next(index for index in inside if view.tokens[index].upos == "ADP")
        whose = [one for one in view.found if first <= one.first and one.last <= last]
        name = view.joined(inside)
        mention = view.mention(chunk, (first, last), kind="body", name=name)
        mention.plural = False
        role = view.role(first, stop - 1)
        affiliate(view, mention, whose, role, range(first, stop))
        # a Department of Defense holds no office, whatever its first noun
        mention.office = None
        yield mention

    def _body(self, chunk: Chunk, start: int, name: str) -> Iterator[Mention]:
        """A body that no table knows, told as one by the reader of names."""
        view = self.view
        before = modifiers(view, chunk, start)
        yield from apart(view, before.apart)
        if before.whose:
            name = view.text(before.first, chunk.last)
        mention = view.mention(
            chunk, (before.first, chunk.last), kind="body", name=name
        )
        mention.plural = False
        affiliate(view, mention, before.whose)
        yield mention

    def _open(self, chunk: Chunk, start: int, name: str) -> Iterator[Mention]:
        """A name of which nothing is known, after the names that modify it."""
        yield from apart(self.view, self.view.names_in(range(chunk.first, start)))
        yield self.view.mention(chunk, (start, chunk.last), kind="unknown", name=name)


def _lands(whose: list[Found]) -> set[int]:
    """The tokens of names of countries that tell origin."""
    return {
        index
        for found in whose
        if found.sense.country and found.sense.kind in NATIONAL
        for index in range(found.first, found.last + 1)
    }
