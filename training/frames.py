"""
Sentences with a marked pair, made from the lexicon: each word in its sense's frame.

`pairs(lexicon, count)` draws word, frame (active, passive, nominal, adjectival, under
an operator), parties, tense and surroundings; seed and lexicon fix the result. The
types are the fifteen of marked pairs (YIELD is CONCEDE and RETREAT).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.pairs import scheme
from facta.lexicon.events import Events, Part, Sense
from facta.records import Span

SEED = 20
# What sentences are made of. An entry that stands several times, as the empty ones do,
# is drawn so much oftener; all shares here are judged, not fitted.
STATES = (
    "Austria", "Bolivia", "Canada", "Chad", "Chile", "China", "Cuba", "Egypt",
    "Estonia", "Ethiopia", "France",
    "Georgia", "Germany", "Ghana", "Greece", "India", "Iran", "Iraq", "Israel",
    "Italy", "Japan", "Jordan", "Kenya",
    "Kosovo", "Libya", "Mexico", "Moscow", "Nigeria", "Norway", "Pakistan", "Peru",
    "Poland", "Qatar", "Russia",
    "Serbia", "Somalia", "Spain", "Sudan", "Syria", "Taiwan", "Turkey", "Ukraine",
    "Vietnam", "Washington", "Yemen",
)  # fmt: skip
ADJECTIVES = (
    "Chinese", "Egyptian", "French", "Indian", "Iranian", "Israeli", "Kenyan",
    "Polish", "Russian", "Serbian",
    "Turkish", "Ukrainian",
)  # fmt: skip
OFFICES = (
    "president",
    "prime minister",
    "foreign minister",
    "army",
    "government",
    "police",
    "parliament",
    "embassy",
)
BODIES = (
    "the European Union", "the United Nations", "NATO", "the African Union",
    "rebels", "protesters", "the opposition",
    "the court", "militants", "the White House", "the central bank",
    "Human Rights Watch", "villagers", "Amnesty",
    "the trade union", "students", "President Keller", "Minister Okafor",
    "Ms Lindqvist", "the newspaper", "a company",
)  # fmt: skip
TAILS = (
    "", "", "", " on Monday", " last week", " in the capital",
    " after two days of rain", " for the third time",
    ", officials said", ", the ministry said on Tuesday", " near the border",
    ", according to a statement",
    " amid a dispute over gas", " despite a warning from Oslo",
    ", a day after Lisbon called an election",
)  # fmt: skip
OPENINGS = (
    "",
    "",
    "",
    "",
    "On Friday, ",
    "Officials said that ",
    "The agency reported that ",
    "In March ",
)
ASIDES = ("", "", "", "", ", which holds an election in May,", " and two neighbours")
INFINITIVES = (
    "leave the islands", "end the blockade", "free the sailors", "lower its tariffs",
    "hold a vote", "share the water",
    "publish the figures", "reopen the bridge", "send more buses", "stop the drills",
    "change the law", "join the pact",
)  # fmt: skip
GERUNDS = (
    "shelling a village", "hiding the figures", "arming bandits",
    "breaking the pact", "spying on ships", "theft",
    "blocking the river", "jailing reporters", "rigging the vote", "bribing a judge",
    "delaying the inquiry",
)  # fmt: skip
MATTERS = (
    "plan",
    "offer",
    "demand",
    "claim",
    "proposal",
    "request",
    "idea",
    "draft",
    "appeal for a longer truce",
)
LIGHT = ("began", "launched", "announced", "made", "continued", "backed", "carried out")
IRREGULAR = {
    "become": "became become", "begin": "began begun", "bind": "bound bound",
    "blow": "blew blown",
    "break": "broke broken", "bring": "brought brought", "build": "built built",
    "burn": "burnt burnt",
    "buy": "bought bought", "catch": "caught caught", "choose": "chose chosen",
    "come": "came come", "cut": "cut cut",
    "deal": "dealt dealt", "draw": "drew drawn", "drive": "drove driven",
    "feed": "fed fed", "fight": "fought fought",
    "find": "found found", "flee": "fled fled", "fly": "flew flown",
    "forbid": "forbade forbidden",
    "forgive": "forgave forgiven", "get": "got got", "give": "gave given",
    "go": "went gone", "hang": "hanged hanged",
    "have": "had had", "hit": "hit hit", "hold": "held held", "hurt": "hurt hurt",
    "keep": "kept kept",
    "lay": "laid laid", "lead": "led led", "leave": "left left", "lend": "lent lent",
    "let": "let let",
    "lose": "lost lost", "make": "made made", "meet": "met met", "pay": "paid paid",
    "pull": "pulled pulled",
    "put": "put put", "rise": "rose risen", "rescind": "rescinded rescinded",
    "run": "ran run", "say": "said said",
    "see": "saw seen", "seek": "sought sought", "sell": "sold sold",
    "send": "sent sent", "set": "set set",
    "shake": "shook shaken", "shoot": "shot shot", "shut": "shut shut",
    "sit": "sat sat", "slay": "slew slain",
    "speak": "spoke spoken", "spend": "spent spent", "split": "split split",
    "spread": "spread spread",
    "stand": "stood stood", "steal": "stole stolen", "stick": "stuck stuck",
    "strike": "struck struck",
    "swear": "swore sworn", "take": "took taken", "teach": "taught taught",
    "tear": "tore torn",
    "tell": "told told", "think": "thought thought", "throw": "threw thrown",
    "undertake": "undertook undertaken",
    "uphold": "upheld upheld", "win": "won won", "withdraw": "withdrew withdrawn",
    "withhold": "withheld withheld",
    "wound": "wounded wounded", "write": "wrote written",
}  # fmt: skip
FRIENDLY = frozenset({"AID", "COOPERATE", "SUPPORT", "CONSULT", "YIELD"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
# Words before an infinitive, the types they apply to, what they make of them.
OPERATORS = (
    ("agreed to", FRIENDLY, "AGREE"),
    ("promised to", FRIENDLY, "AGREE"),
    ("is ready to", FRIENDLY, "AGREE"),
    ("will soon", FRIENDLY - {"YIELD"}, "AGREE"),
    ("refused to", FRIENDLY, "REJECT"),
    ("declined to", FRIENDLY, "REJECT"),
    ("will not", FRIENDLY, "REJECT"),
    ("threatened to", HARMFUL, "THREATEN"),
    ("vowed to", HARMFUL, "THREATEN"),
    ("warned that it would", HARMFUL, "THREATEN"),
)


class Pair(NamedTuple):
    """A made sentence with its marked ranges, its type and the sense it comes from."""

    text: str
    actor: Span
    recipient: Span
    event_type: str
    sense: str


class Word(NamedTuple):
    """One word of the lexicon in one sense."""

    sense: Sense
    part: Part
    text: str


def pairs(lexicon: Events, count: int) -> list[Pair]:
    """`count` made sentences, as many of each type; the same at every call."""
    draw = random.Random(SEED)
    words = _by_type(lexicon)
    above = [
        (operator, to, below)
        for operator, names, to in OPERATORS
        for below in sorted(names)
    ]
    found: list[Pair] = []
    while len(found) < count:
        wanted = sorted(words)[len(found) % len(words)]
        fitting = [(operator, below) for operator, to, below in above if to == wanted]
        operator, below = "", wanted
        if fitting and draw.random() < 0.5:
            operator, below = draw.choice(fitting)
        word = draw.choice(words[below])
        clause = _clause(draw, lexicon, word, operator)
        if clause is not None:
            found.append(_marked(draw, clause, wanted, word.sense))
    return found


def _by_type(lexicon: Events) -> dict[str, list[Word]]:
    """The words that tell each type, but for senses that ask for words around them."""
    found: dict[str, list[Word]] = {}
    for sense in sorted(lexicon.senses, key=lambda sense: sense.name):
        if sense.type is not None and not sense.near and not sense.auxiliary:
            found.setdefault(scheme(sense.type), []).extend(
                Word(sense, part, text) for part, text in sense.words
            )
    return found


def _clause(
    draw: random.Random, lexicon: Events, word: Word, operator: str
) -> str | None:
    """A clause in which `{A}` acts on `{R}`; None where the frame is too odd."""
    sense = word.sense
    slot = draw.choice((sense.recipient or ("object",))[:3])
    if slot in {"subject", "possessive"} or (operator and word.part != "verb"):
        return None
    if word.part == "verb":
        clause = _verb(draw, lexicon, sense, word.text, slot, operator)
    elif word.part == "noun":
        clause = _noun(draw, sense, word.text, slot)
    else:
        clause = f"{{A}} is {word.text} {_at(slot)}{{R}}"
    # The sense has the one who acts as its object, so the two change places.
    if sense.actor[:1] == ("object",):
        return clause.replace("{A}", "{X}").replace("{R}", "{A}").replace("{X}", "{R}")
    return clause


def _party(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.4:
        return draw.choice(STATES)
    if kind < 0.6:
        return f"the {draw.choice(ADJECTIVES)} {draw.choice(OFFICES)}"
    if kind < 0.75:
        return f"{draw.choice(STATES)}'s {draw.choice(OFFICES)}"
    return draw.choice(BODIES)


def _verb(
    draw: random.Random,
    lexicon: Events,
    sense: Sense,
    word: str,
    slot: str,
    operator: str,
) -> str:
    """A clause with `word` as verb: `{A}` acts on `{R}`, who stands in `slot`."""
    head, *rest = word.split()
    after = "".join(f"{part} " for part in rest)
    past, participle = _forms(head)
    what = _filler(draw, lexicon, sense.object)
    if what is None:
        place = f"{_at(slot)}{{R}}"
    elif slot == "object":
        place = draw.choice((f"{{R}}'s {what}", f"the {what} of {{R}}"))
    elif slot == "indirect":
        place = f"{{R}} {draw.choice(('a', 'its', 'more'))} {what}"
    else:
        place = f"{draw.choice(('its', 'the', 'a', 'new'))} {what} {slot} {{R}}"
    place += _needed(draw, lexicon, sense, slot) + _governed(draw, sense, slot)
    if operator:
        return f"{{A}} {operator} {head} {after}{place}"
    if place.startswith("{R}") and sense.passive is not False and draw.random() < 0.25:
        return f"{{R}} was {participle} {after}by {{A}}{place.removeprefix('{R}')}"
    tense = draw.choice(
        (past, past, f"has {participle}", f"is {_gerund(head)}", f"moved to {head}")
    )
    return f"{{A}} {tense} {after}{place}"


def _noun(draw: random.Random, sense: Sense, word: str, slot: str) -> str:
    """A clause about the act that a noun names."""
    place = f"{'of' if slot in {'object', 'indirect'} else slot} {{R}}"
    if sense.possessive == "recipient":
        return draw.choice(
            (
                f"{{R}}'s {word} by {{A}} was in the news",
                f"the {word} of {{R}} by {{A}} went on",
            )
        )
    if slot == "between":
        return draw.choice(
            (
                f"a {word} between {{A}} and {{R}} made news",
                f"{{A}} and {{R}} began a {word}",
            )
        )
    forms = (
        f"{{A}}'s {word} {place} made news",
        f"the {word} {place} by {{A}} went on",
        f"{{A}} {draw.choice(LIGHT)} a {word} {place}",
        f"{{A}} {draw.choice(LIGHT)} its {word} {place}",
    )
    return draw.choice(forms)


def _at(slot: str) -> str:
    return "" if slot in {"object", "indirect"} else f"{slot} "


def _filler(draw: random.Random, lexicon: Events, names: Sequence[str]) -> str | None:
    """One of the words or of the words of the classes that a frame asks for."""
    words: set[str] = set()
    for name in names:
        if name.startswith("@"):
            words.update(lexicon.classes[name[1:]])
        else:
            words.add(name)
    if not words:
        return None
    # Sorted, because a set has no order that two runs share.
    return draw.choice(sorted(words))


def _needed(draw: random.Random, lexicon: Events, sense: Sense, slot: str) -> str:
    """What must stand beside the recipient, as words after it."""
    found = ""
    for name, words in sense.needs.items():
        if name == slot or (words == ("*",) and name != "infinitive"):
            continue
        if name in {"infinitive", "complement", "clause"}:
            found += " to " + _infinitive(draw, words)
        else:
            found += f" {_at(name)}the {_filler(draw, lexicon, words) or 'matter'}"
    return found


def _infinitive(draw: random.Random, words: Sequence[str]) -> str:
    if words == ("*",):
        return draw.choice(INFINITIVES)
    return draw.choice(words) + " the matter"


def _governed(draw: random.Random, sense: Sense, slot: str) -> str:
    """What an operator governs, where it is not asked for already."""
    if not sense.governs or "infinitive" in sense.needs:
        return ""
    first = sense.governs[0]
    if first in {"infinitive", "complement"}:
        return f" to {draw.choice(INFINITIVES)}"
    if first == "object":
        if slot != "object":
            return ""
        return f"'s {draw.choice(MATTERS)}"
    return f" {first} {draw.choice(GERUNDS)}"


def _marked(draw: random.Random, clause: str, event_type: str, sense: Sense) -> Pair:
    """The clause with parties and surroundings, and the ranges of the two."""
    parties = {"{A}": _party(draw), "{R}": _party(draw)}
    aside = ""
    if clause.startswith("{A} "):
        aside = draw.choice(ASIDES)
    opening, tail = draw.choice(OPENINGS), draw.choice(TAILS)
    whole = opening + clause.replace("{A}", "{A}" + aside, 1) + tail + "."
    text, spans = "", {}
    for piece in whole.replace("{", "|{").replace("}", "}|").split("|"):
        if piece in parties:
            spans[piece] = (len(text), len(text) + len(parties[piece]))
        text += parties.get(piece, piece)
    text = text[0].upper() + text[1:]
    return Pair(
        text,
        Span.of(text, *spans["{A}"]),
        Span.of(text, *spans["{R}"]),
        event_type,
        sense.name,
    )


def _forms(verb: str) -> tuple[str, str]:
    """Past and past participle."""
    if verb in IRREGULAR:
        past, participle = IRREGULAR[verb].split()
        return past, participle
    if verb.endswith("e"):
        form = verb + "d"
    elif verb.endswith("y") and verb[-2:-1] not in "aeou":
        form = verb[:-1] + "ied"
    else:
        form = _doubled(verb) + "ed"
    return form, form


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """A short verb with its last consonant twice where it doubles it: "barr"."""
    vowels = tuple("aeiou")
    short = len(verb) <= 4 and sum(letter in vowels for letter in verb) == 1
    if short and verb[-1] not in "aeiouwxyhsl" and verb[-2:-1] in vowels:
        return verb + verb[-1]
    return verb
