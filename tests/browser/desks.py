"""A desk on a port, and every page of it."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import uvicorn

from facta.ledger import Ledger
from facta.web import serving
from facta.web.app import app
from facta.web.desk import Desk
from tests.web.making import desk, told


class Served:
    """A desk on a port of its own."""

    def __init__(self, made: Desk) -> None:
        self.desk = made
        listening = serving.bound("127.0.0.1", 0)
        self.address = serving.address("127.0.0.1", listening).rstrip("/")
        names = serving.names("127.0.0.1", listening)
        config = uvicorn.Config(
            app(made, names), log_config=None, lifespan="off", ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listening]}
        )
        self._thread.start()

    def end(self) -> None:
        """Let go of the port."""
        self._server.should_exit = True
        self._thread.join()


def copied(ledger: Path, folder: Path) -> Path:
    """A ledger of the same records, to decide on."""
    return Path(shutil.copy(ledger, folder / ledger.name))


def serve(ledger: Path) -> Served:
    """A desk over a ledger, which takes requests from now on."""
    return Served(desk(ledger))


def everything(path: Path, *, accounts: int | None = None) -> list[str]:
    """A page of each kind, with the longest accounts, or all of them."""
    with Ledger.open(path, read_only=True) as ledger:
        held = sorted(ledger.documents(), key=lambda each: (-len(each.text), each.id))
        documents = [document.id for document in held[:accounts]]
        dispute = next(ledger.disputes()).id
    return [
        *("/", "/?q=struck", "/timeline", "/accounts", "/parties", "/party?name=RUS"),
        *("/?q=Russia&actor=RUS", "/parties?q=R", "/timeline?actor=Qwxyz"),
        *(f"/accounts/{name}?at=3" for name in documents),
        *("/inbox", "/inbox?list=left_out", "/inbox?list=unresolved"),
        *("/inbox?list=disputed", "/disputes", f"/disputes/{dispute}"),
        *("/decisions", "/new", "/export", "/dyad?one=RUS&other=UKR"),
        *(f"/happenings/{told(path).id}", f"/why/{told(path).id}", "/nowhere"),
    ]
