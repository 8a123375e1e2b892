"""
What a brief says, before it is laid out: frozen records that HTML, Markdown and JSON
all render.

Every line carries `Passage`s: the words in their account, with what stands around them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from facta.records import Caveat, Corroboration, Credibility, Date, Part, Skipped

# where a page has a happening: among the key events, told in passing, within one country,
# only planned or possible, or of another time
Place = Literal["key", "passing", "domestic", "possible", "background"]


class Passage(Struct, frozen=True, kw_only=True):
    """
    Words of one account in their surroundings.

    `pieces` alternate between plain and marked text, plain first; joined they read as
    in the account. `anchor` is the place of the sentence in the brief's copy of the
    account.
    """

    account: int
    document: str
    start: int
    end: int
    pieces: tuple[str, ...]
    anchor: str


class ReportLine(Struct, frozen=True, kw_only=True):
    """
    One account's report of a happening: the passage, why it was coded so, and why it
    was taken for the same.

    `again` are further passages of the account that tell the same; `sourced` says in
    words how it comes to it.
    """

    event: str
    passage: Passage
    again: tuple[Passage, ...]
    originator: str
    rule: str
    confidence: float
    parts: tuple[Part, ...]
    said_by: str | None
    sourced: str


class HappeningLine(Struct, frozen=True, kw_only=True):
    """
    One happening in words a reader needs: who, what, whom, when, how sure.

    `clause` is the account's own words for it, in pieces of which every other names the
    act, plain first; `who` and `whom` are its parties as accounts call them. `place`
    tells where a page has it; `told_with` is the happening whose passage stands in the
    same sentence and has it already. `gap` says that nothing is told of the time before.

    `day` is its date in words, `when` the same with what it rests on where no account
    states it. `told` counts all reports, one an account, those too that the page has no
    room for. `decisive` says that somebody marked it so. `grade` is that of the
    information, `graded` its meaning, `backed` who stands behind it in words.
    """

    id: str
    event_type: str
    mode: str | None
    auxiliary: tuple[str, ...]
    quad_code: int
    score: float
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: Date | None
    precision: str | None
    day: str
    when: str
    when_basis: str
    reports: tuple[ReportLine, ...]
    told: int
    originators: tuple[str, ...]
    disputed: bool
    background: bool
    caveats: tuple[Caveat, ...]
    grade: Credibility
    graded: str
    corroboration: Corroboration
    backed: str
    decisive: bool = False
    clause: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    domestic: bool = False
    place: Place = "passing"
    told_with: str | None = None
    gap: str | None = None


class MatterLine(Struct, frozen=True, kw_only=True):
    """
    One of the lines that matter most: a sentence in pieces that alternate between plain
    and marked, plain first, with who stands behind it.

    `id` is that of the happening, commitment or dispute that it tells; `told` says how
    many independent originators do, `marks` what has to be said with it.
    """

    kind: str
    id: str
    when: str
    pieces: tuple[str, ...]
    originators: int
    told: str
    marks: tuple[str, ...]
    passages: tuple[Passage, ...]
    weight: float


class PositionLine(Struct, frozen=True, kw_only=True):
    """
    Where somebody stands on something: a sentence, when, what it rests on (a demand, a
    statement and so on) and its passage.
    """

    kind: str
    id: str
    sentence: str
    when: str
    passage: Passage
    caveats: tuple[Caveat, ...] = ()


class Stakeholder(Struct, frozen=True, kw_only=True):
    """A party with where it and its people stand; the weightiest line first."""

    party: str
    lines: tuple[PositionLine, ...]


class VoiceLine(Struct, frozen=True, kw_only=True):
    """
    Somebody or something that accounts lean on, with how often; `accounts` are their
    numbers.
    """

    name: str
    kind: str
    accounts: tuple[int, ...]
    said: int


class StatementLine(Struct, frozen=True, kw_only=True):
    """
    One statement with its passage; `manner` says how it reached the account (quoted,
    relayed, its channel).
    """

    id: str
    passage: Passage
    content: str
    cue: str | None
    direct: bool
    manner: tuple[str, ...]
    when: str
    stance: str | None


class SpeakerGroup(Struct, frozen=True, kw_only=True):
    """
    The statements of one speaker, those that say most first; `said` counts those too
    that the page has no room for. `words` is what accounts call the speaker, office
    first; `moved` tells how a stance was earlier and later.
    """

    speaker: str
    kind: str
    country: str | None
    statements: tuple[StatementLine, ...]
    said: int
    words: str = ""
    moved: tuple[str, ...] = ()


class ChangeLine(Struct, frozen=True):
    """
    What an account says became of a commitment; `own` where that is its maker's own.
    """

    status: str
    passage: Passage
    own: bool = False


class CommitmentLine(Struct, frozen=True, kw_only=True):
    """
    One promise, threat or demand as it stands, however many accounts tell it; the last
    of `history` holds. `claimed` says that only its maker tells it kept. `sentence`
    says who bound himself to what, `when` he did, `state` what came of it, empty where
    nothing is told.
    """

    id: str
    kind: str
    maker: str
    recipient: str | None
    passages: tuple[Passage, ...]
    condition: str | None
    deadline: str | None
    due: Date | None
    status: str
    history: tuple[ChangeLine, ...]
    claimed: bool = False
    sentence: str = ""
    when: str = ""
    state: str = ""
    caveats: tuple[Caveat, ...] = ()


class WatchLine(Struct, frozen=True, kw_only=True):
    """
    An open commitment: who is `bound` to whom, to what, the two in one `sentence`, and
    how that stands, with its first passage; `commitment` is its line among the commitments.
    """

    commitment: str
    standing: str
    bound: str
    content: str
    stands: str
    passage: Passage
    sentence: str = ""
    caveats: tuple[Caveat, ...] = ()


class RateLine(Struct, frozen=True, kw_only=True):
    """How commitments of a kind went, and the lines of those that were counted."""

    sentences: tuple[str, ...]
    commitments: tuple[str, ...]


class ForecastLine(Struct, frozen=True, kw_only=True):
    """Where a dyad may go, or why that cannot be told; None for all dyads."""

    dyad: str | None
    sentences: tuple[str, ...]


class Watch(Struct, frozen=True, kw_only=True):
    """
    What to watch, as seen from a day that `sentence` tells. `more` says of how many
    open commitments there is no line.
    """

    sentence: str
    open: tuple[WatchLine, ...]
    more: tuple[str, ...]
    rates: tuple[RateLine, ...]
    forecasts: tuple[ForecastLine, ...]


class ClaimLine(Struct, frozen=True):
    """One side of a dispute."""

    value: str
    passages: tuple[Passage, ...]


class DisputeLine(Struct, frozen=True, kw_only=True):
    """
    Claims that cannot all hold; `sentence` tells in words what differs, `caveats` are
    those of the happening that they are about.
    """

    id: str
    attribute: str
    strength: str
    subject: str
    sentence: str
    claims: tuple[ClaimLine, ...]
    happening: str | None
    caveats: tuple[Caveat, ...] = ()


class FigureLine(Struct, frozen=True, kw_only=True):
    """
    A number with what it counts and who says so, however many accounts give it; each
    with a passage.
    """

    passages: tuple[Passage, ...]
    value: str
    of: str | None
    said_by: str | None


class Dot(Struct, frozen=True, kw_only=True):
    """
    One happening on a chart; `day` is an ordinal (days since 0001-01-01).

    `told` says that the day is its own; else it is that of publication, or the middle
    of the month that is told.
    """

    happening: str
    day: int
    score: float
    deed: bool
    label: str
    told: bool


class Mean(Struct, frozen=True, kw_only=True):
    """
    The mean of one period of a series with its 90 % interval; days as ordinals, both
    included.
    """

    first: int
    last: int
    mean: float
    low: float
    high: float
    count: int


class TurnedLine(Struct, frozen=True, kw_only=True):
    """A turn of a relationship in a sentence, and the happenings that moved it."""

    sentence: str
    happenings: tuple[str, ...]


class DyadPanel(Struct, frozen=True, kw_only=True):
    """
    Words and deeds from one actor to another; `outside` counts those whose month is not
    told.

    `sentences` say what there is to say, `spoken` and `done` are the happenings behind
    the means of words and of deeds; `own` of all have a day of their own, and `charted`
    tells whether enough of them have a day of
    their own for a chart to show anything.
    """

    actor: str
    recipient: str
    dots: tuple[Dot, ...]
    words: tuple[Mean, ...]
    deeds: tuple[Mean, ...]
    words_mean: float | None
    deeds_mean: float | None
    outside: int
    sentences: tuple[str, ...] = ()
    turns: tuple[TurnedLine, ...] = ()
    spoken: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    own: int = 0
    charted: bool = False


class Run(Struct, frozen=True):
    """A stretch of an account's text; `anchor` is set where a sentence stands."""

    text: str
    anchor: str | None


class AccountLine(Struct, frozen=True, kw_only=True):
    """
    One account and what it contributed.

    `sources` counts its statements by what stands behind them, `leans_on` names whose
    reports it passes on. `text` is empty where the brief is too large to hold the
    accounts.
    """

    number: int
    document: str
    source: str
    label: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str
    originator: str | None
    copies: tuple[int, ...]
    words: int
    counts: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    leans_on: tuple[str, ...]
    alone: int
    text: tuple[Run, ...]


class Brief(Struct, frozen=True, kw_only=True):
    """
    The whole brief. Happenings stand in order of time, the undated last.

    `matters` are its first lines. `left_out` says what had no room, `narrowed` to which
    part of its ledger the brief keeps, `undated` what to do where accounts have no day.
    """

    title: str
    facts: tuple[tuple[str, int], ...]
    span: str
    happenings: tuple[HappeningLine, ...]
    speakers: tuple[SpeakerGroup, ...]
    commitments: tuple[CommitmentLine, ...]
    watch: Watch
    disputes: tuple[DisputeLine, ...]
    figures: tuple[FigureLine, ...]
    dyads: tuple[DyadPanel, ...]
    accounts: tuple[AccountLine, ...]
    skipped: tuple[Skipped, ...]
    left_out: tuple[str, ...]
    version: str
    narrowed: str | None = None
    matters: tuple[MatterLine, ...] = ()
    positions: tuple[Stakeholder, ...] = ()
    voices: tuple[VoiceLine, ...] = ()
    undated: str | None = None
