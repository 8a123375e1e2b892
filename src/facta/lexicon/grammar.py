"""
The closed classes of English that several stages share: negations, pronouns, relatives,
modals, articles.

Where stages need different negations there is a class for each need, and its name tells
what it holds beyond the narrower one.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import force_setattr

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms

# A class takes in all that a narrower one holds, so that a word which a user adds to the
# narrower one reaches everybody who asks for the wider.
WITHIN = (
    ("negations", "negations_with_nothing"),
    ("negations", "negations_with_cannot"),
    ("negations_with_nothing", "negations_with_nobody"),
    ("relatives", "relatives_with_whose"),
)


class Grammar(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Closed classes that several stages share, as they are written, in lower case.

    articles: the articles.
    blames: what a clause is hung on with that tells what somebody is blamed, thanked or
        held for.
    conditions: conjunctions of a condition, with those of a question.
    deontics: modals and verbs of duty.
    definites: words before a noun that points back.
    demonstratives: words that point, *which* among them.
    feminine: pronouns of a woman.
    first_subjects: first persons as subjects.
    futures: auxiliaries of the future, with halves of *won't* and *'ll*.
    futures_and_pasts: auxiliaries of the future, also of a past report (*would*), but no
        halves.
    indefinite_articles: articles that stand for one.
    limits: words behind *not* by which it limits instead of denying (*not only*).
    masculine: pronouns of a man.
    modals: modals that leave open whether it comes to pass.
    negations: words that negate what they hang on.
    negations_with_cannot: those, and short forms and words that deny a deed.
    negations_with_nobody: those with nothing, and words that deny a person or a degree.
    negations_with_nothing: those, and words that deny a thing.
    neuter: pronouns of a thing or a body.
    oblique_relatives: relatives behind a preposition.
    perfects: auxiliaries of the perfect, short forms too.
    personal_subjects: personal pronouns as subjects, apart from *you*.
    plural: pronouns of several.
    possibles: modals of what may be or ought to be.
    relatives: relative pronouns, apart from *whose*.
    relatives_with_whose: all relative pronouns.
    third_subjects: third persons as subjects.
    """

    articles: Forms
    blames: Forms
    conditions: Forms
    deontics: Forms
    definites: Forms
    demonstratives: Forms
    feminine: Forms
    first_subjects: Forms
    futures: Forms
    futures_and_pasts: Forms
    indefinite_articles: Forms
    limits: Forms
    masculine: Forms
    modals: Forms
    negations: Forms
    negations_with_cannot: Forms
    negations_with_nobody: Forms
    negations_with_nothing: Forms
    neuter: Forms
    oblique_relatives: Forms
    perfects: Forms
    personal_subjects: Forms
    plural: Forms
    possibles: Forms
    relatives: Forms
    relatives_with_whose: Forms
    third_subjects: Forms

    def __post_init__(self) -> None:
        for narrow, wide in WITHIN:
            force_setattr(self, wide, getattr(self, wide) | getattr(self, narrow))

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Grammar:
        """
        The classes of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("grammar", cls, parts)
