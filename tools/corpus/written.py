"""
Accounts written for the corpus, cut into sentences as passages are.

    python -m tools.corpus.written FOLDER [--part written|analysis] [--words]
    > passages.jsonl

FOLDER holds `<writer>/<id>.txt`: a line `# id | day | title`, then a numbered sentence
a line, `[1] First sentence.`, a blank line between paragraphs. An account whose
sentences the splitter cuts otherwise is refused, for its coding counts them: write the
sentence anew. With --words, readers are to code their words too. The same files give
the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from facta.errors import SettingsError
from facta.language.segment import Segmenter
from facta.lexicon.language import Rules
from tools.corpus.bare import INVENTED, OWN, WRITTEN, Bare, Part
from tools.corpus.cutting import APART

CREDIT = "the Facta corpus of coded accounts"
_HEAD = re.compile(r"# (?P<id>\S+) \| (?P<day>\d{4}-\d\d-\d\d) \| (?P<title>.+)")
_SENTENCE = re.compile(r"\[\d+\] (.+)")


def passage(
    written: str,
    splitter: Segmenter,
    *,
    part: Part = WRITTEN,
    with_words: bool = False,
) -> Bare:
    """
    One account as a passage of a part.

    Raises:
        SettingsError: a line is in no such form, or a sentence is cut otherwise.
    """
    head, *lines = written.strip().splitlines()
    found = _HEAD.fullmatch(head)
    if found is None:
        raise SettingsError(f"{head}: no head; write `# id | 2003-04-17 | Title`")
    name, paragraphs = found["id"], list(_paragraphs(lines, found["id"]))
    text = APART.join(" ".join(sentences) for sentences in paragraphs)
    bounds = tuple((each.start, each.end) for each in splitter.sentences(text))
    cut = [text[start:end] for start, end in bounds]
    for number, sentence in enumerate((each for own in paragraphs for each in own), 1):
        if sentence not in cut:
            raise SettingsError(
                f"{name} [{number}]: the splitter cuts it otherwise; write it anew"
            )
    return Bare(
        id=name,
        document=name,
        source=OWN,
        licence="CC-BY-4.0",
        credit=CREDIT,
        url="",
        title=found["title"],
        published=date.fromisoformat(found["day"]),
        kind="news",
        text=text,
        sentences=bounds,
        part=part,
        with_words=with_words,
    )


def _paragraphs(lines: Sequence[str], name: str) -> Iterator[list[str]]:
    held: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            found = _SENTENCE.fullmatch(line.strip())
            if found is None:
                raise SettingsError(f"{name}: {line}: write `[1] The sentence.`")
            held.append(found[1])
        elif held:
            yield held
            held = []


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a passage a line; 1 where an account is refused."""
    parser = argparse.ArgumentParser(description="Cuts accounts written to train on.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=INVENTED, default=WRITTEN)
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args(arguments)
    splitter = Segmenter(Rules.load())
    refused = 0
    for path in sorted(options.folder.rglob("*.txt")):
        try:
            made = passage(
                path.read_text("utf8"),
                splitter,
                part=options.part,
                with_words=options.words,
            )
        except SettingsError as reason:
            print(reason, file=sys.stderr)
            refused = 1
        else:
            print(msgspec.json.encode(made).decode())
    return refused


if __name__ == "__main__":
    sys.exit(main())
