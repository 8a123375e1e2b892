"""
The life of a process that reads shards for another one: it loads the stages, says which,
and reads what it is sent until its standard input ends, which ends it at once.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO

from facta.errors import FactaError, fault
from facta.scale.nouns import Task
from facta.scale.reading import Place, read


def main() -> None:
    """Tasks and shards from standard input, what becomes of them to standard output."""
    # Ctrl-C is for the process that started this one, which ends it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # what a library prints is no answer
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sent: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, sent), daemon=True).start()
    try:
        _serve(sent, answers)
    except FactaError as error:
        _say(answers, ("error", str(error)))
    except OSError as error:
        where = error.filename or "the folder of the shards"
        _say(answers, ("error", f"{where}: {error.strerror or error}"))
    except Exception as problem:
        _say(answers, ("fault", fault(problem)))


def _serve(sent: queue.Queue[Any], answers: BinaryIO) -> None:
    task: Task = sent.get()
    annotator = task.load()
    _say(answers, ("ready", annotator.stages))

    def told(place: Place | None, source: str) -> None:
        _say(answers, ("at", place, source))

    while True:
        shard, aside = sent.get()
        manifest = read(shard, task, annotator, told, aside=aside)
        _say(answers, ("done", manifest))


def _say(answers: BinaryIO, what: object) -> None:
    pickle.dump(what, answers)
    answers.flush()


def _listen(stream: BinaryIO, sent: queue.Queue[Any]) -> None:
    """Whoever started this process may be gone while it reads."""
    try:
        while True:
            sent.put(pickle.load(stream))  # noqa: S301 - from the process that started this one
    except EOFError:
        os._exit(0)
    except BaseException:
        os._exit(1)
