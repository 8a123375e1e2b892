"""
What is done by saying it in a paper that is itself the act: a statement, a readout.

Takes a deed whose sentence gives no day; gives the day of its publication where the
account is no report of somebody else's words.
"""

from __future__ import annotations

from facta.extract.clauses import Clauses
from facta.extract.events.algebra import HISTORICAL, HYPOTHETICAL
from facta.extract.events.deeds import Deed, Scene
from facta.extract.times import Dated
from facta.records import Document, Statement

# acts that are done by saying so: they took place when the account says they were said
SPOKEN = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)
HEREBY = "hereby"  # what is so told is done by these words, whatever it is
TO_COME = "meet"  # the mode of what is promised, and done on another day
PRESENT = frozenset({"VBP", "VBZ"})
KNOWN = frozenset({"narrative", "stated"})  # bases of a day that an account gives
NEAR = 4  # words at the head of a title that tell what a joint paper is; judged
# modes of what is not said there and then
APART = frozenset({HISTORICAL, HYPOTHETICAL})
# clauses that say more of something, and do nothing
ASIDE = frozenset({"acl", "advcl"})


def occasion(
    scene: Scene,
    deed: Deed,
) -> Dated | None:
    """
    The day of publication, on which somebody does by saying what he says: "we welcome"
    in a statement, "the President thanked" in a readout.
    """
    if deed.act.auxiliary & APART:
        return None
    clauses = scene.page.narrative(scene.number).here.clauses
    verb = clauses.clause(deed.reading.head)
    if verb < 0 or clauses.base(verb) in ASIDE or not _said(scene, deed, clauses, verb):
        return None
    return on_publication(scene.page.document, "said in what was published that day")


def on_publication(document: Document, reason: str) -> Dated | None:
    """The day of publication as that of a deed; None where it is not known."""
    published = document.published
    if published is None:
        return None
    return Dated(date=published, precision="day", basis="narrative", reason=reason)


def on_saying(statement: Statement, reason: str) -> Dated | None:
    """The day on which something was said as that of a deed; None where none is told."""
    if statement.date_basis not in KNOWN:
        return None
    return Dated(
        date=statement.date,
        precision=statement.date_precision,
        basis="narrative",
        reason=reason,
    )


def _said(
    scene: Scene,
    deed: Deed,
    clauses: Clauses,
    verb: int,
) -> bool:
    """Whether a predicate does by being said there what it tells."""
    adverbs = {clauses.lemma(at) for at in clauses.children(verb, "advmod")}
    if HEREBY in adverbs:
        return True
    if deed.act.type not in SPOKEN or deed.act.mode == TO_COME:
        return False
    if _records(scene) and clauses.told_as_past(verb):
        return True
    if _speaks(scene):
        return not clauses.perfect(verb) and not clauses.told_as_past(verb)
    return _author(scene, deed, verb) and _present(clauses, verb)


def _present(
    clauses: Clauses,
    verb: int,
) -> bool:
    """Whether a predicate is told as of now: no perfect, nothing possible."""
    helpers = clauses.helpers(verb)
    if clauses.perfect(verb) or any(one.tag == "MD" for one in helpers):
        return False
    words = (clauses.tokens[verb], *helpers)
    return any(one.tag in PRESENT for one in words)


def _author(
    scene: Scene,
    deed: Deed,
    verb: int,
) -> bool:
    """Whether the writer speaks of himself; "I" in somebody's words is another."""
    subject = scene.view.tree.subject(verb)
    if subject is None or deed.said is not None:
        return False
    author = scene.page.lexicon.speech.speakers.author_subjects
    return scene.sentence.tokens[subject].text.lower() in author


def _speaks(scene: Scene) -> bool:
    """Whether somebody speaks for himself in a paper."""
    return _kind(scene) in scene.page.lexicon.times.times.papers.sayings


def _records(scene: Scene) -> bool:
    """Whether a paper records what was said on one occasion, not on a journey."""
    papers, words = scene.page.lexicon.times.times.papers, _words(scene.page.document)
    if papers.journeys.intersection(words):
        return False
    if papers.joint.intersection(words[:1]):
        # "Joint Vision Statement from the Leaders", but not "Joint drills begin"
        return bool(papers.sayings.intersection(words[1:NEAR]))
    if _kind(scene) in papers.records:
        return True
    return _speaks(scene) and bool(papers.occasions.intersection(words))


def _kind(scene: Scene) -> str:
    """What its title says that a paper is: "statement" of "Joint Statement by"."""
    papers, words = scene.page.lexicon.times.times.papers, _words(scene.page.document)
    opening = papers.articles | papers.joint
    return next((word for word in words if word not in opening), "")


def _words(document: Document) -> list[str]:
    return (document.title or "").lower().replace(":", " ").split()
