"""What is not English is told from what is."""

from __future__ import annotations

import pytest

from facta.language.target import is_english

OTHERS = {
    "French": (
        "Le ministre a déclaré que la France soutiendrait l’Ukraine aussi longtemps "
        "qu’il le faudrait."
    ),
    "German": (
        "Der Kanzler hat am Montag in Berlin erklärt, dass Deutschland der Ukraine "
        "weiter helfen werde."
    ),
    "Spanish": (
        "El presidente ha anunciado que enviará ayuda a Ucrania en los próximos "
        "días, según fuentes."
    ),
    "Russian": (
        "Президент заявил, что переговоры продолжатся на следующей неделе в "
        "Стамбуле, и никак не раньше."
    ),
    "Indonesian": (
        "Presiden mengatakan bahwa pemerintah akan mengirim bantuan ke Gaza minggu "
        "depan bersama mitra."
    ),
}
ENGLISH = {
    "prose": (
        "The minister said on Monday that the government would send more aid to "
        "Ukraine in the coming weeks."
    ),
    "capitals": (
        "RUSSIA ATTACKS UKRAINE WITH MISSILES, KYIV SAYS; EUROPE PROMISES MORE HELP "
        "BEFORE THE WINTER"
    ),
    "a headline of names": "Putin, Xi, Modi, Lula",
    "nothing": "",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_language_is_told(text: str) -> None:
    """Prose of another language is not English."""
    assert not is_english(text)


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_read(text: str) -> None:
    """English prose, capitals and what is too short to tell are read."""
    assert is_english(text)
