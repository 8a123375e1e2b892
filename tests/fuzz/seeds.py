"""What a fuzzer begins with: an input of each form that a target knows."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from facta.exchange.incoming import INLETS
from facta.ledger.nouns import Decision, Proof
from facta.ledger.sharing import line
from tests.exchange.test_incoming import FILES, ROW
from tests.fuzz.targets import FORMS
from tests.test_doubling import SHAPES

FEW, LONG = 12, 80  # parts of a shape; words of a text
AT = datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC)
DECIDED = Decision(
    number=1,
    record="c0ffee",
    kind="event",
    verdict="corrected",
    note="",
    by="Ann",
    at=AT,
    value='{"type":"CONSULT"}',
    snapshot="RUS to UKR: FIGHT",
    proofs=(Proof(id="c0ffee", kind="event", document="d0", source="a.txt"),),
)


def seeds(name: str) -> Iterator[bytes]:
    """The inputs of one target."""
    if name == "readers":
        for shape, made in SHAPES.items():
            given = made(FEW)
            data = given.encode() if isinstance(given, str) else given
            suffix = f".{shape.rpartition('.')[2]}"
            if suffix in FORMS:
                yield bytes([FORMS.index(suffix)]) + data
    elif name == "importers":
        for at, form in enumerate(INLETS):
            yield bytes([at]) + FILES[form](ROW[form]()).encode()
    elif name == "decisions":
        yield line(DECIDED)
    elif name == "what-if":
        yield b"RUS>UKR=-30..-10:12\ndate,RUS>UKR\n2025-01-06,-3\n2025-01-13,4.5\n"
        yield b"a=1e3:4\ndate,a,b\n2025-01,1,\n2025-02,,2\n"
    else:
        chance = random.Random(name)
        for _ in range(FEW):
            yield chance.randbytes(LONG)
