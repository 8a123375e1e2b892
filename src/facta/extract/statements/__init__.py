"""
Who said what: quotations and reported speech with speaker, cue, channel, date and
stance.

`statements` takes a page and the lexicon of speech, and gives statements in text
order. Pure.
"""

from __future__ import annotations

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.direct import merged
from facta.extract.statements.indirect import indirect
from facta.extract.statements.relays import denying, relayed
from facta.extract.statements.settings import addressee, channel, date
from facta.extract.statements.speakers import Speakers
from facta.extract.statements.stance import stance
from facta.extract.statements.verbless import headlines
from facta.lexicon.speech import Cues
from facta.records import Span, Statement, content_id

__all__ = ["statements"]


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
    lexicon = page.lexicon.speech
    found = merged(page, lexicon, (*indirect(page, lexicon), *headlines(page, lexicon)))
    speakers = Speakers(page, lexicon)
    told = [_statement(page, each, speakers, lexicon) for each in found]
    return denying(page, found, relayed(page, found, told, lexicon))


def _statement(
    page: Page, each: Attribution, speakers: Speakers, lexicon: Cues
) -> Statement:
    said = page.text[each.start : each.end]
    speaker = speakers.speaker(each.source, said)
    if each.source is None and each.place is not None and each.quoted:
        speaker = speakers.implied(each.place, said)
    tree = page.trees[each.sentence]
    cue = Span.of(page.text, *tree.around(each.words)) if each.words else None
    dated = date(page, each)
    places = page.layout.tokens_between(each.start, each.end) + [
        Place(each.sentence, index) for index in each.words
    ]
    strength, target = stance(
        page, list(dict.fromkeys(places)), lexicon.opinions, speaker.name
    )
    content = Span.of(page.text, each.start, each.end)
    return Statement(
        id=content_id(
            page.document.id, content.start, content.end, cue.start if cue else None
        ),
        document=page.document.id,
        sentence=tree.sentence.index,
        speaker=speaker,
        cue=cue,
        content=content,
        direct=each.quoted,
        channel=channel(page, each, lexicon),
        relation="primary",
        date=dated.date,
        date_basis=dated.basis,
        addressee=addressee(page, each),
        denies=None,
        stance=strength,
        target=target,
        grade=each.cue.grade if each.cue else None,
        date_precision=dated.precision,
    )
