"""
The edge to foreign parsers: what they raise becomes `SourceError`, what they warn or
log stays inside.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import warnings
from collections.abc import Iterator

from facta.errors import FactaError, InstallationError, SourceError

_LOGGERS = (
    "trafilatura",
    "htmldate",
    "courlan",
    "charset_normalizer",
    "justext",
    "pypdfium2",
)


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Run a foreign parser without a word from it; we tell of a broken page, once."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        # Without one, Python prints a library's warnings to standard error.
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def needs(*libraries: str) -> None:
    """
    Load libraries that a reader is about to use.

    Raises:
        InstallationError: one is missing or broken. Left to the reader, the fault
            would be told of each page, as if the pages were at fault.
    """
    for name in libraries:
        try:
            with guarded():
                importlib.import_module(name)
        except Exception as error:
            raise InstallationError(
                name, f"cannot be loaded ({' '.join(str(error).split())})"
            ) from error


@contextlib.contextmanager
def foreign(source: str, reason: str, advice: str) -> Iterator[None]:
    """
    Run a foreign parser; whatever it raises becomes one `SourceError`.

    trafilatura, htmldate, feedparser and warcio promise no set of exceptions: on
    hostile input they were seen to raise lxml's, zlib's, UnicodeError, KeyError,
    IndexError, AttributeError, RecursionError and more. This is the one place that
    catches them all, around calls into those libraries only.
    """
    try:
        with guarded():
            yield
    except FactaError:
        raise
    except Exception as error:
        raise SourceError(source, reason, advice) from error
