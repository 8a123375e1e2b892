"""
Who said what: quotations and reported speech with speaker, cue, channel, date and
stance.

`statements` takes a page and gives statements in text order. Pure.
"""

from __future__ import annotations

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.circumstances import addressee, channel, date
from facta.extract.statements.denials import denying
from facta.extract.statements.indirect import indirect
from facta.extract.statements.merging import merged
from facta.extract.statements.odds import confidence
from facta.extract.statements.relays import relayed
from facta.extract.statements.saying import saying
from facta.extract.statements.speakers import Speakers
from facta.extract.statements.stance import stance
from facta.extract.statements.transcripts import outside_labels, turns
from facta.extract.statements.verbless import headlines
from facta.records import Span, Speaker, Statement, content_id

__all__ = ["attributed", "statements"]


def statements(page: Page) -> tuple[Statement, ...]:
    """
    What a document says that somebody said.

    Args:
        page: the document with its times and actors.

    Returns:
        Statements in text order of their contents. A quotation split around its cue
        gives two with one cue; a denial carries in `denies` the position of the
        statement it denies.
    """
    pairs = attributed(page)
    found = [each for each, _ in pairs]
    told = [statement for _, statement in pairs]
    return denying(page, found, relayed(page, found, told))


def attributed(page: Page) -> list[tuple[Attribution, Statement]]:
    """
    Each attribution of a page with its statement, in text order, before any is compared
    with another.
    """
    spoken = turns(page)
    named = outside_labels(page, tuple(headlines(page)), spoken)
    inside = outside_labels(page, merged(page, (*indirect(page), *named)), spoken)
    found = sorted((*inside, *spoken), key=lambda each: (each.start, each.end))
    speakers = Speakers(page, spoken)
    return [(each, _statement(page, each, speakers)) for each in found]


def _statement(page: Page, each: Attribution, speakers: Speakers) -> Statement:
    speaker = _speaker(page, each, speakers)
    content = Span.of(page.text, each.start, each.end)
    cue = _cue(page, each)
    begins = None if cue is None else cue.start
    dated = date(page, each)
    strength, target = stance(page, _places(page, each), speaker.name)
    kind = saying(page, each)
    return Statement(
        id=content_id(page.document.id, content.start, content.end, begins),
        document=page.document.id,
        sentence=page.trees[each.sentence].sentence.index,
        speaker=speaker,
        cue=cue,
        content=content,
        direct=each.quoted,
        channel=channel(page, each),
        relation="primary",
        date=dated.date,
        date_basis=dated.basis,
        addressee=addressee(page, each),
        denies=None,
        stance=strength,
        target=target,
        grade=each.grade,
        date_precision=dated.precision,
        attribution=kind,
        confidence=confidence(page, each, speaker, kind),
    )


def _speaker(page: Page, each: Attribution, speakers: Speakers) -> Speaker:
    """Who says it; a quotation whose cue has no source is of whoever is spoken of."""
    said = page.text[each.start : each.end]
    if each.label is not None:
        return speakers.labelled(*each.label)
    if each.source is None and each.place is not None and each.quoted:
        return speakers.implied(each.place, said)
    return speakers.speaker(each.source, said)


def _cue(page: Page, each: Attribution) -> Span | None:
    if not each.words:
        return None
    return Span.of(page.text, *page.trees[each.sentence].around(each.words))


def _places(page: Page, each: Attribution) -> list[Place]:
    """The tokens of a content and of its cue, each once."""
    inside = page.layout.tokens_between(each.start, each.end)
    cue = [Place(each.sentence, index) for index in each.words]
    return list(dict.fromkeys([*inside, *cue]))
