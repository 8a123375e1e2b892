"""
What every reader keeps to, whoever adds it.

A reader gets a file in `FILES`, which holds the passage once, under each of its endings.
"""

from __future__ import annotations

import json
import re
from gzip import compress
from pathlib import Path

import pytest

from facta.read.formats import BY_SUFFIX
from tests.read.making import PASSAGE, one, pdf, read, warc

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf8")
FORMATS = PAGE.partition("\n## Formats")[2].partition("\n## ")[0]
HTML = f"<html><head><title>A call</title></head><body><p>{PASSAGE}</p></body></html>"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item>'
    f"<title>A call</title><description>{PASSAGE}</description></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry>'
    f"<title>A call</title><summary>{PASSAGE}</summary></entry></feed>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    f'xmlns="http://purl.org/rss/1.0/"><item><title>A call</title>'
    f"<description>{PASSAGE}</description></item></rdf:RDF>"
)
LINE = json.dumps({"text": PASSAGE}) + "\n"
FILES: dict[str, bytes] = {
    ".atom": ATOM.encode(),
    ".csv": f'text\n"{PASSAGE}"\n'.encode(),
    ".htm": HTML.encode(),
    ".html": HTML.encode(),
    ".jsonl": LINE.encode(),
    ".markdown": f"# A call\n\n{PASSAGE}\n".encode(),
    ".md": f"# A call\n\n{PASSAGE}\n".encode(),
    ".ndjson": LINE.encode(),
    ".pdf": pdf(*re.findall(r".{1,60}(?: |$)", PASSAGE)),
    ".rdf": RDF.encode(),
    ".rss": RSS.encode(),
    ".tsv": f"text\tid\n{PASSAGE}\ta\n".encode(),
    ".txt": PASSAGE.encode(),
    ".warc": warc(("https://x.example/1", "200 OK", "text/html", HTML.encode())),
    ".xhtml": HTML.encode(),
    ".xml": RSS.encode(),
}
every = pytest.mark.parametrize(("ending", "data"), FILES.items(), ids=FILES)


def test_all_readers_are_covered() -> None:
    """A new reader needs a file here, and is then held to all of this."""
    by_content = {".pdf", ".txt", ".warc"}
    assert sorted(FILES) == sorted({*BY_SUFFIX, *by_content})


@every
def test_a_file_gives_its_account(tmp_path: Path, ending: str, data: bytes) -> None:
    """Once, whole, and the same under a name in capitals and packed."""
    texts = set()
    for name, content in {
        f"a{ending}": data,
        f"b{ending.upper()}": data,
        f"c{ending}.gz": compress(data),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        texts.add(one(path).text)
    (text,) = texts
    assert " ".join(text.split()).count(PASSAGE) == 1


@every
def test_a_broken_file_costs_one_line(tmp_path: Path, ending: str, data: bytes) -> None:
    """Cut anywhere it gives what it holds, or a reason in one line; never a fault."""
    for at in range(0, len(data), max(len(data) // 9, 1)):
        path = tmp_path / f"{at}{ending}"
        path.write_bytes(data[:at])
        _, skipped = read(path)
        assert not [one for one in skipped if "\n" in one.reason]
        assert not [one for one in skipped if "fault" in one.reason]


@every
def test_the_page_names_the_format(ending: str, data: bytes) -> None:
    """A format that nobody can find is none."""
    assert data
    assert f"`{ending}`" in FORMATS
