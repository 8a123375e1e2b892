"""
Small faults that can be put into a source: what a careful test suite would notice.

`changes(source)` gives each as a replacement of some characters. Left out is what no
test could or should see: docstrings, annotations, decorators, blocks for the type
checker, `__repr__`, texts of logs and errors, assertions, and a change that leaves the
tree as it was.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

Optional: TypeAlias = Mapping[str, frozenset[str]]

FLIPPED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SWAPPED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
# What a function may return instead, by the beginning of its return annotation.
EMPTY = (
    ("tuple[", "()"),
    ("list[", "[]"),
    ("dict[", "{}"),
    ("Mapping[", "{}"),
    ("frozenset[", "frozenset()"),
    ("set[", "set()"),
    ("Sequence[", "()"),
    ("Iterable[", "()"),
    ("Iterator[", "iter(())"),
    ("str", "''"),
)
LOGS = {"log", "logger", "logging", "warnings"}
WORDS = (ast.Set, ast.List, ast.Tuple)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Change(Struct, frozen=True, kw_only=True):
    """A fault: `after` instead of the characters from `start` to `end`."""

    line: int
    operator: str
    start: int
    end: int
    after: str
    shown: str


class Edit(Struct, frozen=True, kw_only=True):
    """Another expression for a node, and the node whose line the fault stands on."""

    node: ast.expr
    after: str
    at: ast.expr
    shown: str = ""


def changes(source: str, optional: Optional | None = None) -> Iterator[Change]:
    """
    Every fault that the operators know, in the order of the source.

    Args:
        source: a module.
        optional: by name of a function or record, what it may be called without;
            None: anything by anybody.

    >>> [change.shown for change in changes("late = day > 3")]
    ['day > 3 → day >= 3', '3 → 4']
    """
    starts = _starts(source)
    for node, returns in _nodes(ast.parse(source), None):
        for name, edit in _edits(node, returns, optional):
            if not _differs(edit):
                continue
            start, end = _place(edit.node, starts, source)
            before = ast.unparse(edit.node)
            yield Change(
                line=edit.at.lineno,
                operator=name,
                start=start,
                end=end,
                after=edit.after,
                shown=edit.shown or f"{_short(before)} → {_short(edit.after)}",
            )


def applied(source: str, change: Change) -> str:
    """The source with the fault in it."""
    return f"{source[: change.start]}({change.after}){source[change.end :]}"


def optional_keywords(sources: Iterable[str]) -> dict[str, frozenset[str]]:
    """
    What functions and records may be called without, by their names.

    Dropping what must be given fails at once under any test, and tells nothing.

    >>> optional_keywords(["def f(a, b=1, *, c, d=2): ..."])
    {'f': frozenset({'b', 'd'})}
    """
    found: dict[str, set[str]] = {}
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                found.setdefault(node.name, set()).update(_defaults(node))
    return {name: frozenset(keywords) for name, keywords in found.items()}


def _defaults(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            if isinstance(line, ast.AnnAssign) and line.value is not None:
                yield ast.unparse(line.target)
    if isinstance(node, FUNCTIONS):
        given = node.args
        positional = [*given.posonlyargs, *given.args]
        if given.defaults:
            yield from (one.arg for one in positional[-len(given.defaults) :])
        for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
            if default is not None:
                yield one.arg


# -- What is looked at


def _nodes(node: ast.AST, returns: str | None) -> Iterator[tuple[ast.AST, str | None]]:
    """Every node that counts, with the return annotation of the function around it."""
    if _passed_over(node):
        return
    yield node, returns
    if isinstance(node, FUNCTIONS):
        returns = ast.unparse(node.returns) if node.returns else None
        inside: Iterable[ast.AST] = (*_given(node.args), *node.body)
    elif isinstance(node, ast.ClassDef):
        inside = node.body
    elif isinstance(node, ast.AnnAssign):
        inside = [node.value] if node.value else []
    else:
        inside = ast.iter_child_nodes(node)
    for child in inside:
        yield from _nodes(child, returns)


def _given(arguments: ast.arguments) -> Iterator[ast.expr]:
    yield from arguments.defaults
    yield from (default for default in arguments.kw_defaults if default is not None)


def _passed_over(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    if isinstance(node, FUNCTIONS):
        return node.name == "__repr__"
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation).endswith("TypeAlias")
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) in {"Literal", "tuple", "Callable", "Mapping"}
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or _is_log(node.value)
    return isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr)


def _is_log(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value) in LOGS
    return False


def _edits(
    node: ast.AST, returns: str | None, optional: Optional | None
) -> Iterator[tuple[str, Edit]]:
    for name, operator in OPERATORS:
        for edit in operator(node):
            yield name, edit
    for edit in _without_keyword(node, optional):
        yield "keyword dropped", edit
    for edit in _without_answer(node, returns):
        yield "return emptied", edit


# -- The operators: a node to other expressions


def _edit(node: ast.expr, after: ast.expr) -> Edit:
    return Edit(node=node, after=ast.unparse(after), at=node)


def _flipped(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            ops = [*node.ops[:at], FLIPPED[type(operator)](), *node.ops[at + 1 :]]
            yield _edit(
                node,
                ast.Compare(left=node.left, ops=ops, comparators=node.comparators),
            )


def _negated(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _edit(node, node.operand)
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _edit(node, ast.BoolOp(op=other, values=node.values))


def _off_by_one(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return
    if isinstance(node.value, int | float):
        yield _edit(node, ast.Constant(node.value + 1))


def _one_branch(node: ast.AST) -> Iterator[Edit]:
    """A condition that always holds, or never."""
    tests: Iterable[ast.expr] = ()
    if isinstance(node, ast.If | ast.IfExp):
        tests = (node.test,)
    if isinstance(node, ast.comprehension):
        tests = node.ifs
    for test in tests:
        yield _edit(test, ast.Constant(value=False))
        yield _edit(test, ast.Constant(value=True))


def _swapped(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPPED and not _is_text(node):
        other = SWAPPED[type(node.op)]()
        yield _edit(node, ast.BinOp(left=node.left, op=other, right=node.right))


def _is_text(node: ast.BinOp) -> bool:
    """Whether a sum joins texts or sequences, or names types, which is not arithmetic."""
    sides = (node.left, node.right)
    return any(
        isinstance(side, ast.JoinedStr | ast.Tuple | ast.List | ast.ListComp)
        or (
            isinstance(side, ast.Constant)
            and (side.value is None or isinstance(side.value, str))
        )
        for side in sides
    )


def _without_member(node: ast.AST) -> Iterator[Edit]:
    """A list of words, numbers or names that lacks one."""
    if isinstance(node, WORDS) and _is_collection(node):
        for at, member in enumerate(node.elts):
            rest = [*node.elts[:at], *node.elts[at + 1 :]]
            yield _dropped(node, _like(node, rest), member)
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for at, key in enumerate(node.keys):
            if key is not None:
                keys = [*node.keys[:at], *node.keys[at + 1 :]]
                values = [*node.values[:at], *node.values[at + 1 :]]
                yield _dropped(node, ast.Dict(keys=keys, values=values), key)
    if isinstance(node, ast.Call) and _is_word_list(node):
        yield from _without_word(node)


def _dropped(node: ast.expr, after: ast.expr, member: ast.expr) -> Edit:
    shown = f"without {_short(ast.unparse(member))}"
    return Edit(node=node, after=ast.unparse(after), at=member, shown=shown)


def _like(node: ast.Set | ast.List | ast.Tuple, members: list[ast.expr]) -> ast.expr:
    if isinstance(node, ast.Set):
        return ast.Set(elts=members)
    return type(node)(elts=members, ctx=ast.Load())


def _is_collection(node: ast.Set | ast.List | ast.Tuple) -> bool:
    """Several of a kind; a pair of unlike things is a record, not a collection."""
    if len(node.elts) < 2:
        return False
    if isinstance(node, ast.Set):
        return True
    alike = all(isinstance(member, ast.Constant) for member in node.elts)
    return alike and isinstance(node.ctx, ast.Load)


def _is_word_list(node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and not node.args
        and isinstance(node.func.value, ast.Constant)
    )


def _without_word(node: ast.Call) -> Iterator[Edit]:
    assert isinstance(node.func, ast.Attribute)
    assert isinstance(node.func.value, ast.Constant)
    words = str(node.func.value.value).split()
    for at, word in enumerate(words):
        rest = [*words[:at], *words[at + 1 :]]
        yield Edit(node=node, after=repr(rest), at=node, shown=f"without {word!r}")


OPERATORS: tuple[tuple[str, Callable[[ast.AST], Iterator[Edit]]], ...] = (
    ("comparison flipped", _flipped),
    ("boolean negated", _negated),
    ("constant off by one", _off_by_one),
    ("branch dropped", _one_branch),
    ("arithmetic swapped", _swapped),
    ("member removed", _without_member),
)


def _without_keyword(node: ast.AST, optional: Optional | None) -> Iterator[Edit]:
    if not isinstance(node, ast.Call):
        return
    callee = ast.unparse(node.func).rpartition(".")[2]
    for at, keyword in enumerate(node.keywords):
        known = (optional or {}).get(callee)
        if keyword.arg is None or (known is not None and keyword.arg not in known):
            continue
        rest = [*node.keywords[:at], *node.keywords[at + 1 :]]
        after = ast.Call(func=node.func, args=node.args, keywords=rest)
        edit = _dropped(node, after, keyword.value)
        yield replace(edit, shown=f"without {_short(ast.unparse(keyword))}")


def _without_answer(node: ast.AST, returns: str | None) -> Iterator[Edit]:
    if not isinstance(node, ast.Return) or node.value is None or returns is None:
        return
    if returns == "bool":
        yield _edit(node.value, ast.UnaryOp(op=ast.Not(), operand=node.value))
    elif "None" in returns.split(" | "):
        yield _edit(node.value, ast.Constant(value=None))
    else:
        empty = [after for begin, after in EMPTY if returns.startswith(begin)]
        yield from (Edit(node=node.value, after=one, at=node.value) for one in empty)


# -- Places


def _starts(source: str) -> list[int]:
    """Where each line of a source begins."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _place(node: ast.expr, starts: list[int], source: str) -> tuple[int, int]:
    """From which character to which a node stands: the tree counts bytes of a line."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    ends = ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))
    start, end = (
        starts[line - 1] + _characters(source, starts, line, column)
        for line, column in ends
    )
    return start, end


def _characters(source: str, starts: list[int], line: int, column: int) -> int:
    text = source[starts[line - 1] : starts[line]]
    return len(text.encode("utf8")[:column].decode("utf8"))


def _differs(edit: Edit) -> bool:
    """Whether the tree is another one; in brackets it may stand where the node stood."""
    after = ast.parse(edit.after, mode="eval").body
    return ast.dump(after) != ast.dump(edit.node)


def _short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
