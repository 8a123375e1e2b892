"""
Kinds of acts as a page calls them: PLOVER's types and modes in words of prose.

Takes what has a type and a mode; gives a noun. The codes stand where a line is opened
and in all data.
"""

from __future__ import annotations

from collections.abc import Mapping

from facta.brief.words import Typed

TYPES: Mapping[str, str] = {
    "AGREE": "promise or agreement",
    "CONSULT": "talks",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "RETREAT": "step back",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "MOBILIZE": "mobilization",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
MODES: Mapping[tuple[str, str], str] = {
    ("ACCUSE", "allege"): "accusation",
    ("ACCUSE", "disapprove"): "rebuke",
    ("ACCUSE", "investigate"): "investigation",
    ("ASSAULT", "abduct"): "abduction",
    ("ASSAULT", "aerial"): "air attack",
    ("ASSAULT", "beat"): "beating",
    ("ASSAULT", "crowd-control"): "force against a crowd",
    ("ASSAULT", "destroy"): "destruction",
    ("ASSAULT", "drone"): "drone attack",
    ("ASSAULT", "explosives"): "bombing",
    ("ASSAULT", "firearms"): "shooting",
    ("ASSAULT", "heavy-weapons"): "attack with heavy weapons",
    ("ASSAULT", "primitive"): "attack with simple weapons",
    ("ASSAULT", "sexual"): "sexual violence",
    ("ASSAULT", "suicide-attack"): "suicide attack",
    ("ASSAULT", "targeted"): "targeted killing",
    ("ASSAULT", "torture"): "torture",
    ("ASSAULT", "unconventional"): "attack with unconventional weapons",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "censor"): "censorship",
    ("COERCE", "curfew"): "curfew",
    ("COERCE", "cyber"): "cyber attack",
    ("COERCE", "deport"): "deportation",
    ("COERCE", "martial-law"): "martial law",
    ("COERCE", "misinformation"): "misinformation",
    ("COERCE", "restrict"): "restriction",
    ("COERCE", "seize"): "seizure",
    ("COERCE", "withhold"): "withholding",
    ("CONSULT", "multilateral"): "talks among several",
    ("CONSULT", "phone"): "phone call",
    ("CONSULT", "third-party"): "mediation",
    ("CONSULT", "visit"): "visit",
    ("MOBILIZE", "militia"): "militia called up",
    ("MOBILIZE", "police"): "police deployed",
    ("MOBILIZE", "troops"): "troops moved",
    ("MOBILIZE", "weapons"): "weapons readied",
    ("PROTEST", "boycott"): "boycott",
    ("PROTEST", "demo"): "demonstration",
    ("PROTEST", "hunger"): "hunger strike",
    ("PROTEST", "obstruct"): "blockade in protest",
    ("PROTEST", "riot"): "riot",
    ("PROTEST", "strike"): "strike",
    ("PROTEST", "vandalize"): "vandalism",
    ("REJECT", "assist"): "refusal to help",
    ("REJECT", "change"): "refusal to change course",
    ("REJECT", "meet"): "refusal to talk",
    ("REJECT", "yield"): "refusal to give way",
    ("REQUEST", "assist"): "request for help",
    ("REQUEST", "change"): "call to change course",
    ("REQUEST", "meet"): "request for talks",
    ("REQUEST", "yield"): "call to give way",
    ("RETREAT", "access"): "access given",
    ("RETREAT", "ceasefire"): "ceasefire",
    ("RETREAT", "disarm"): "disarmament",
    ("RETREAT", "release"): "release",
    ("RETREAT", "resign"): "resignation",
    ("RETREAT", "withdraw"): "withdrawal",
    ("SANCTION", "convict"): "conviction",
    ("SANCTION", "discontinue"): "dealings stopped",
    ("SANCTION", "expel"): "expulsion",
    ("SANCTION", "withdraw"): "withdrawal in protest",
    ("THREATEN", "arrest"): "threat of arrest",
    ("THREATEN", "expel"): "threat of expulsion",
    ("THREATEN", "relations"): "threat to relations",
    ("THREATEN", "restrict"): "threat of restrictions",
    ("THREATEN", "territory"): "threat to territory",
    ("THREATEN", "violence"): "threat of force",
}


def act(item: Typed) -> str:
    """What kind of act it is: "phone call" for CONSULT (phone)."""
    told = MODES.get((item.event_type, item.mode or ""))
    return told or TYPES.get(item.event_type) or item.event_type.lower()
