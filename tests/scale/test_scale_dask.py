"""On a Dask cluster shards are what they are on this machine, whatever an account does."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.scale.cluster import LOCAL, cluster
from tests.scale.making import articles, read, scaled, tables


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes() -> None:
    """And sets aside what ends a process, at no cost to its workers."""
    articles(Path("in"), 23, a003="deadly")
    scaled(["in"], Path("one"), Path("one.log"))
    found = scaled(["in"], Path("two"), Path("two.log"), places=cluster(LOCAL, 2))
    assert tables(Path("one")) == tables(Path("two"))
    assert [source for manifest, _ in found for source in manifest.dead] == [
        "in/a003.txt"
    ]
    assert set(read(Path("one.log"))) == set(read(Path("two.log")))
