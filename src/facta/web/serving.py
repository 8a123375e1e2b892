"""A desk on its address, until Ctrl-C."""

from __future__ import annotations

import errno
import ipaddress
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from facta.errors import SettingsError
from facta.web.app import app
from facta.web.desk import Desk
from facta.web.guard import LOOPBACK, Names

# Requests at once; more than two tabs make is no reader's.
MOST_REQUESTS = 100
GRACE_SECONDS = 2


def bound(host: str, port: int) -> socket.socket:
    """
    The address, taken.

    Raises:
        SettingsError: it is in use, or none of this machine's.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as problem:
        raise SettingsError(f"{host}: no address of this machine") from problem
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        # what a desk that has just ended has left is no reason to refuse
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as problem:
        listening.close()
        raise SettingsError(_refused(host, port, problem)) from problem
    return listening


def _refused(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"port {port} is in use; give another one with --port, or --port 0"
    if problem.errno == errno.EACCES:
        return f"port {port} may not be used; give one from 1024 on with --port"
    return f"{host}: {problem.strerror or problem}; give an address of this machine"


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, which no other reaches."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host in LOOPBACK


def names(host: str, listening: socket.socket) -> Names:
    """By what names the desk on an address may be spoken to."""
    port = int(listening.getsockname()[1])
    if host in LOOPBACK:
        return Names(LOOPBACK, port)
    with suppress(ValueError):
        if ipaddress.ip_address(host).is_unspecified:
            own = {socket.gethostname().lower(), socket.getfqdn().lower()}
            return Names(LOOPBACK | own, port, any_address=True)
    return Names(LOOPBACK | {host.lower()}, port)


def address(host: str, listening: socket.socket) -> str:
    """Where a browser finds it."""
    port = int(listening.getsockname()[1])
    shown = host
    with suppress(ValueError):
        if ipaddress.ip_address(host).is_unspecified:
            shown = "127.0.0.1"
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def serve(
    desk: Desk, host: str, listening: socket.socket, told: Callable[[], object]
) -> None:
    """
    Answer until Ctrl-C; `told` is called when the desk can be spoken to.
    """
    config = uvicorn.Config(
        app(desk, names(host, listening)),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=MOST_REQUESTS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    desk.incoming.begin()
    threading.Thread(target=desk.ready, daemon=True).start()
    told()
    try:
        # it gives the signal on when it has ended
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.incoming.end()
        listening.close()
