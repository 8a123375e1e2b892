"""Which faults are put into a source, each on a line or two."""

from __future__ import annotations

import ast

import pytest

from tools.mutation import applied, changes, optional_keywords

FAULTS = {
    "a comparison": ("a < b", {"a <= b"}),
    "both comparisons of a chain": ("a < b <= c", {"a <= b <= c", "a < b < c"}),
    "membership": ("a in b", {"a not in b"}),
    "and": ("a and b", {"a or b"}),
    "not": ("not a", {"a"}),
    "a whole number": ("f(3)", {"f(4)"}),
    "a fraction": ("f(0.5)", {"f(1.5)"}),
    "arithmetic": ("a - b", {"a + b"}),
    "a union of sets": ("a | b", {"a & b"}),
    "a member of a set": ("{a, b}", {"{b}", "{a}"}),
    "a member of a tuple of words": ("('a', 'b')", {"('b',)", "('a',)"}),
    "a key": ("{'a': x, 'b': y}", {"{'b': y}", "{'a': x}"}),
    "a word of a list in a text": ("'a b'.split()", {"['b']", "['a']"}),
    "a keyword": ("f(a, key=b)", {"f(a)"}),
    "a condition of a comprehension": (
        "[a for a in b if c]",
        {"[a for a in b if False]", "[a for a in b if True]"},
    ),
    "a conditional expression": (
        "a if b else c",
        {"a if False else c", "a if True else c"},
    ),
}


def faulty(source: str) -> set[str]:
    """The source with each of its faults, spelt as Python would."""
    return {ast.unparse(ast.parse(applied(source, one))) for one in changes(source)}


@pytest.mark.parametrize(("source", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_construction_has_its_faults(source: str, expected: set[str]) -> None:
    """One at a time, and no others."""
    assert faulty(source) == expected


ANSWERS = {
    "something or nothing": ("str | None", "a", "return None"),
    "a tuple": ("tuple[int, ...]", "a", "return ()"),
    "a set": ("frozenset[str]", "a", "return frozenset()"),
    "a text": ("str", "a", "return ''"),
    "yes or no": ("bool", "a", "return not a"),
}


@pytest.mark.parametrize(
    ("returns", "value", "expected"), ANSWERS.values(), ids=ANSWERS
)
def test_an_answer_becomes_empty_where_its_type_allows(
    returns: str, value: str, expected: str
) -> None:
    """The annotation says what else could come back."""
    (fault,) = faulty(f"def f(a) -> {returns}:\n    return {value}")
    assert fault.endswith(expected)


def test_a_branch_is_taken_never_or_always() -> None:
    """Either way one side of a condition is gone."""
    source = "if a:\n    b()\nelse:\n    c()"
    assert faulty(source) == {
        source.replace("if a", f"if {one}") for one in (True, False)
    }


PASSED_OVER = {
    "a docstring": 'def f():\n    """One of 3."""',
    "an annotation": "def f(a: tuple[1, 2] | None) -> Literal[3]: ...\nb: Literal[1] | None",
    "a type": "A: TypeAlias = Literal['a', 'b'] | None",
    "what only the type checker reads": "if TYPE_CHECKING:\n    a = 1",
    "how a record shows itself": "def __repr__(self):\n    return f(1)",
    "a decorator": "@cache(maxsize=1)\ndef f(): ...",
    "the text of an error": "raise ValueError(f'{a + 1}')",
    "a log": "log.warning('of %d', 3)",
    "names for import": "__all__ = ['a', 'b']",
    "a pair of unlike things": "a = (b, c)",
    "a sum of texts": "a = b + 'c'",
    "a truth value": "a = True",
    "an answer that is empty": "def f() -> str | None:\n    return None",
}


@pytest.mark.parametrize("source", PASSED_OVER.values(), ids=PASSED_OVER)
def test_what_no_test_should_see_stays(source: str) -> None:
    """No fault there."""
    assert not faulty(source)


def test_a_default_is_changed_and_an_annotation_beside_it_is_not() -> None:
    """What a parameter is without a value is behaviour."""
    (fault,) = faulty("def f(a: Literal[1]=2): ...")
    assert "a: Literal[1]=3" in fault


def test_only_what_may_be_left_out_is_dropped() -> None:
    """A call that lacks what it must give fails under any test."""
    optional = optional_keywords(
        ["def f(a, b=1): ...\nclass R(Struct):\n    c: int\n    d: int = 1"]
    )
    shown = [
        change.shown
        for change in changes("f(a=x, b=x)\nR(c=x, d=x)\nother(e=x)", optional)
    ]
    assert shown == ["without b=x", "without d=x", "without e=x"]


def test_a_fault_stands_where_it_is_beside_letters_of_several_bytes() -> None:
    """The tree of Python counts bytes; texts are cut by characters."""
    assert faulty("a = 'é€' if b < c else d") >= {"a = 'é€' if b <= c else d"}


def test_a_member_is_named_with_its_own_line() -> None:
    """Whoever reads the table finds the word."""
    found = [(one.line, one.shown) for one in changes("a = {\n    'b',\n    'c',\n}")]
    assert found == [(2, "without 'b'"), (3, "without 'c'")]
