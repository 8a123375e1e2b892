"""
What was wrong with a command line, in one line that ends with what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from facta.cli.routing import meant, nearest

EXAMPLES = {
    "facta relationship": "facta relationship USA RUS",
    "facta what-if": "facta what-if weekly.csv --hold 'RUS>UKR=-20:12'",
    "facta why": "facta why 6c770e1c",
    "facta cite": "facta cite 6c770e1c --style bibtex",
    "facta scale": "facta scale articles/ --to out",
    "facta import": "facta import events.tsv --format icews",
    "facta search": "facta search ceasefire",
    "facta decide accept": "facta decide accept 6c770e1c",
    "facta decide reject": "facta decide reject 6c770e1c --note 'an echo'",
    "facta decide correct": "facta decide correct 6c770e1c date=2025-05-24",
    "facta decide merge": "facta decide merge 6c770e1c d133da74",
    "facta decide split": "facta decide split 6c770e1c dc9f129c",
    "facta decide note": "facta decide note 6c770e1c 'compare the tape'",
    "facta decide decisive": "facta decide decisive 6c770e1c",
    "facta ledger diff": "facta ledger diff before.db facta.db",
    "facta evaluate": "facta evaluate gold.jsonl",
    "facta backup": "facta backup copy.db",
    "facta lexicon find": "facta lexicon find strike",
    "facta ledger remove": "facta ledger remove articles/call.txt",
    "facta ledger rename": "facta ledger rename articles/ archive/",
    "facta actors find": "facta actors find Jens Stoltenberg",
    "facta actors import-petrarch": "facta actors import-petrarch ACTORS.txt -o mine.toml",
}


def explanation(problem: click.ClickException) -> str:
    """
    The fault and what to do; where click tells no more than the fault, where to read
    on.
    """
    context = getattr(problem, "ctx", None)
    where = context.command_path if context else "facta"
    if isinstance(problem, click.NoSuchOption):
        known = {form.lstrip("-"): form for form in _options(context)}
        near = nearest(problem.option_name.lstrip("-"), known)
        return (
            f"no such option: {problem.option_name}; "
            f"{meant(known.get(near or ''), f'see {where} --help')}"
        )
    if (
        isinstance(problem, click.MissingParameter)
        and problem.param
        and where in EXAMPLES
    ):
        return f"{_name(problem.param)} is missing; for example: {EXAMPLES[where]}"
    message = problem.format_message().rstrip(".")
    whole = (
        ";" in message
        or message.endswith("?")
        or not isinstance(problem, click.UsageError)
    )
    if whole:
        return message
    return f"{message}; see {where} --help"


def _options(context: click.Context | None) -> Iterator[str]:
    """The options of a command and of those above it."""
    while context:
        yield from (
            form
            for param in context.command.get_params(context)
            for form in param.opts
            if form[0] == "-"
        )
        context = context.parent


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return "/".join(param.opts)
    return (param.metavar or (param.name or "").upper()).removesuffix("...")
