"""
What is told as being done: it is so on the day on which that is told.

Takes a material deed whose sentence gives no day; gives the day on which its speaker
said so, or that of publication where the account tells it itself: "the ministry is
supplying generators", "the army continues to shell the port". Words have a moment at
which they were said, which lies before.
"""

from __future__ import annotations

from facta.extract.clauses import Clauses
from facta.extract.events.algebra import FUTURE, HISTORICAL, HYPOTHETICAL
from facta.extract.events.deeds import Deed, Scene
from facta.extract.events.occasion import PRESENT, on_publication, on_saying
from facta.extract.times import Dated

MATERIAL = frozenset({2, 4})  # PLOVER's quad classes of deeds
# modes of what is not being done
APART = frozenset({FUTURE, HISTORICAL, HYPOTHETICAL})
GOING = "go"  # "is going to deliver" is to come


def ongoing(scene: Scene, deed: Deed) -> Dated | None:
    """The day on which a deed is told as being done; None where it is not so told."""
    ontology = scene.page.lexicon.events.ontology
    if ontology.quad(deed.act.type) not in MATERIAL or deed.act.auxiliary & APART:
        return None
    clauses = scene.page.narrative(scene.number).here.clauses
    verb = clauses.clause(deed.reading.head)
    if verb < 0 or clauses.habitual(verb):
        return None
    if not _under_way(clauses, verb) and not _kept_up(clauses, verb):
        return None
    return _told_on(scene, deed)


def _told_on(scene: Scene, deed: Deed) -> Dated | None:
    """The day of a speaker's words, where it is known, else that of publication."""
    reason = "told as being done when it was said"
    dated = None
    if deed.said is not None:
        dated = on_saying(scene.statements[deed.said], reason)
    return dated or on_publication(scene.page.document, reason)


def _under_way(clauses: Clauses, verb: int) -> bool:
    """Whether a predicate is a present progressive: "is delivering"."""
    if clauses.tokens[verb].tag != "VBG" or clauses.lemma(verb) == GOING:
        return False
    helpers = clauses.helpers(verb)
    return any(one.tag in PRESENT and one.lemma.lower() == "be" for one in helpers)


def _kept_up(clauses: Clauses, verb: int) -> bool:
    """Whether a deed is told as kept up: "continues to deliver"."""
    keeping = clauses.known.times.narrative.keeping_up
    for at in (verb, clauses.tokens[verb].head):
        if at >= 0 and clauses.lemma(at) in keeping:
            return clauses.tokens[at].tag in PRESENT or _under_way(clauses, at)
    return False
