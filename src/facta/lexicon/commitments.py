"""
The lexicon of commitments: which words bind, what turns one kind into another, and how
accounts tell the outcome.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Adjectives, Forms, Labels, Lemmas, Nouns, Phrases, Verbs
from facta.records import CommitmentKind, Status

PartOfSpeech = Literal["adjective", "noun", "verb"]
# A particle or preposition by the verb that stands with it.
Particles = Annotated[dict[str, str], Meta(extra={"lookup": "verb"})]


class Trigger(Struct, frozen=True, kw_only=True):
    """
    One word that makes a commitment of one kind; `frames` as in the lexicon of speech.
    """

    word: str
    kind: CommitmentKind
    frames: frozenset[str]


class TriggerGroup(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Triggers that share everything but the word.

    pos: their part of speech.
    kind: the kind of commitment they make.
    frames: where its content stands, as in the lexicon of speech.
    words: their lemmas.
    """

    pos: PartOfSpeech
    kind: CommitmentKind
    frames: Labels
    words: Annotated[tuple[str, ...], Meta(extra={"lookup": "pos"})]


class Turns(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that turn one kind into another, make a word a trigger or keep it from being
    one.

    accord: what an agreement is signed as.
    asserting: verbs that demand only what is not told as so.
    calling: verbs that name what is denied, and demand only of whom or for what they name.
    concluding: verbs that bring an accord about.
    deeds: nouns that bind only to a deed, not to a principle.
    deciding: verbs by which a body decides; that is no threat.
    declining: verbs that refuse no act where what they govern is an answer.
    hostile: deeds that make a vow a threat.
    matter: general words that take up what was promised, offered or demanded.
    no_longer: adverbs that, denied, say that it held until now.
    or_else: words behind *or* that say what follows otherwise.
    others: prepositions behind a verb's object before what that one does.
    particles: verbs that count only with their particle or preposition.
    proposed: what is put forward; to accept one of these is to agree.
    rejecting: verbs that deny where their object is a reproach.
    reproach: what is said of somebody; to reject one of these is to deny it.
    requiring: verbs that tell a need, no demand, where their subject is a clause.
    seeming: nouns for what others take somebody to be or to mean.
    talk: what is offered or asked for without binding anybody.
    telling: verbs whose object is told to act.
    unanswered: what is declined by whoever does not answer.
    unbound: words of a wish, a doubt or a timetable, which bind to nothing.
    untruth: what a report is called by whoever denies it.
    unwilling: verbs of an addressee who does not do what is asked.
    warning: verbs that threaten only where the one who warns would act himself.
    with_clause: nouns that bind only where a clause says what to.
    """

    accord: Nouns
    asserting: Verbs
    calling: Verbs
    concluding: Verbs
    deeds: Nouns
    deciding: Verbs
    declining: Verbs
    hostile: Lemmas
    matter: Nouns
    no_longer: Forms
    or_else: Forms
    others: Forms
    particles: Particles
    proposed: Nouns
    rejecting: Verbs
    reproach: Nouns
    requiring: Verbs
    seeming: Nouns
    talk: Lemmas
    telling: Verbs
    unanswered: Lemmas
    unbound: Lemmas
    untruth: Nouns
    unwilling: Verbs
    warning: Verbs
    with_clause: Nouns


class Implicit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words by which somebody binds without a trigger.

    doing: verbs that with a pronoun point to a deed that is told elsewhere.
    duties: modals by which a speaker demands something of another.
    facing: verbs of whoever has been set a term.
    granting: verbs that set another a term.
    no: answers that refuse.
    refusing: verbs that give such an answer.
    saying: verbs whose speaker is bound by *would* in what he says.
    wanting: verbs before a colon behind which a demand stands.
    wishing: verbs that behind "would" say no more than a courtesy.
    """

    doing: Verbs
    duties: Forms
    facing: Verbs
    granting: Verbs
    no: Forms
    refusing: Verbs
    saying: Verbs
    wanting: Verbs
    wishing: Verbs


class Conditions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that open a condition.

    marks: conjunctions that open the condition of a commitment.
    phrases: phrases, also before a noun.
    threats: conjunctions that make a warning of what another would do a threat.
    """

    marks: Forms
    phrases: Phrases
    threats: Forms


class Terms(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words by which a commitment says to whom and by when.

    addressing: prepositions before whom a word that binds is addressed to.
    aiming: prepositions, within what is asked, before whom it is aimed at.
    anywhere: prepositions before a last day, wherever the time stands.
    asking: prepositions before what is asked of somebody who is named.
    between: words between a time and the preposition before it.
    counting: words behind a term before what it counts from.
    day_before: prepositions that leave the day before.
    involving: prepositions before whom the deed itself concerns.
    length_forms: words of a length of time, in all their forms.
    lengths: nouns of a length of time.
    limits: prepositions before a last day, also behind the content.
    made_on: prepositions also of the day on which it was made.
    openings: prepositions that may open a deadline.
    recalling: adverbs that say that it was made at some earlier time.
    until: prepositions of a last day up to which something only lasts.
    """

    addressing: Forms
    aiming: Forms
    anywhere: Forms
    asking: Forms
    between: Forms
    counting: Forms
    day_before: Forms
    involving: Forms
    length_forms: Forms
    lengths: Nouns
    limits: Forms
    made_on: Forms
    openings: Forms
    recalling: Forms
    until: Forms


class Aftermath(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words by which the sentences behind a commitment speak of it.

    before: helpers of what was done by then.
    definite: determiners that take up what was named before.
    doubting: conjunctions of what may come to pass or not.
    empty: words of a content that tell nothing of its matter.
    ending: verbs of what is promised to end.
    failing: verbs that deny the deed they govern.
    fought: nouns for what is fought out, each of which takes up another.
    going_on: verbs of what goes on all the same.
    not_yet: adverbs with which a denial leaves the deed to come.
    pointing: words that may stand for a commitment or for what was promised.
    suspending: verbs that break an agreement, where they only stall another commitment.
    taking_back: verbs that with their particle withdraw.
    """

    before: Forms
    definite: Forms
    doubting: Forms
    empty: Lemmas
    ending: Verbs
    failing: Verbs
    fought: Lemmas
    going_on: Verbs
    not_yet: Forms
    pointing: Forms
    suspending: Verbs
    taking_back: Particles


class Outcome(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    How accounts tell that a commitment came to a status.

    status: the status.
    verbs: verbs that act on the commitment, or on the word that was given.
    deeds: verbs that act on the very thing that was promised.
    adjectives: what such a commitment is called.
    phrases: phrases that tell it.
    """

    status: Status
    verbs: Verbs
    deeds: Verbs = frozenset()
    adjectives: Adjectives
    phrases: Phrases

    def told_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the phrases stand in a text in lower case."""
        if self.phrases:
            for found in _any_of(self.phrases).finditer(text):
                yield found.span()


@functools.cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of some phrases as whole words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


class TriggerFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of commitments and of what became of them.

    trigger: words that bind.
    turns: words that turn one kind into another.
    implicit: words by which somebody binds without a trigger.
    conditions: words that open a condition.
    terms: words by which a commitment says to whom and by when.
    aftermath: words by which the sentences behind a commitment speak of it.
    outcome: how accounts tell what became of a commitment.
    """

    trigger: tuple[TriggerGroup, ...]
    turns: Turns
    implicit: Implicit
    conditions: Conditions
    terms: Terms
    aftermath: Aftermath
    outcome: tuple[Outcome, ...]


class Triggers(Struct, frozen=True, kw_only=True):
    """The lexicon of commitments, ready for use."""

    words: dict[tuple[PartOfSpeech, str], Trigger]
    turns: Turns
    implicit: Implicit
    conditions: Conditions
    terms: Terms
    aftermath: Aftermath
    outcomes: tuple[Outcome, ...]

    def kind(self, pos: PartOfSpeech, lemma: str) -> CommitmentKind | None:
        """The kind of commitment that a word makes, where it makes one."""
        trigger = self.words.get((pos, lemma))
        return None if trigger is None else trigger.kind

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Triggers:
        """
        The words of the package, with a user's parts on top; a word that comes again
        is of its last kind.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        file = table("commitments", TriggerFile, parts)
        words = {
            (group.pos, word): Trigger(word=word, kind=group.kind, frames=group.frames)
            for group in file.trigger
            for word in group.words
        }
        return cls(
            words=words,
            turns=file.turns,
            implicit=file.implicit,
            conditions=file.conditions,
            terms=file.terms,
            aftermath=file.aftermath,
            outcomes=file.outcome,
        )
