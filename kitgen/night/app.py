"""The hint pages as a web application: exactly the files given, from memory, and nothing else.

A lock's page can be sent as a form, and so can the pages that the night itself makes; nothing else takes
anything.

A web server that never touches the disk has no paths to escape from; what is not in its dictionary does
not exist.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitgen.night.desk import ALIKE, Desk
from kitgen.night.forms import sent_body
from kitgen.night.locks import Locks
from kitgen.night.patience import Patience
from kitgen.night.replies import READING, SENDING, TYPES, page, plain, redirect, reply

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from kitgen.night.console import Console
    from kitgen.night.phones import Phones

_INDEX = "index.html"
# A code as people and phones write it: small letters, groups, no slash at the end.
_TYPED_PATH = re.compile(r"/[A-Za-z0-9-]{1,40}/?")

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Night:
    """What a server needs besides pages to follow a night.

    Args:
        desk: where everything is written down.
        phones: what it answers to players.
        console: what it answers to the host.
    """

    desk: Desk
    phones: Phones
    console: Console


def make_app(
    files: Mapping[str, bytes],
    allowed_hosts: Collection[str],
    *,
    locks: Locks | None = None,
    night: Night | None = None,
    patience: Patience | None = None,
    sleep: Sleep = asyncio.sleep,
) -> Starlette:
    """The application.

    Args:
        files: path to bytes, as `build_site` makes them.
        allowed_hosts: host names and addresses, without a port, under which it may be asked. Other names in
            the Host header are refused, so that no page elsewhere can reach in by a name of its own.
        locks: those whose pages take answers.
        night: what follows the night; without it there are hints and locks alone.
        patience: what is remembered about wrong addresses; tests bring their own.
        sleep: how to wait; tests bring their own.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.types import Receive, Scope, Send

    site = _Site(files, allowed_hosts, locks, night, Patience() if patience is None else patience, sleep)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.requests import Request

        response = await site.respond(Request(scope, receive))
        await response(scope, receive, send)

    return Starlette(routes=[Mount("/", app=answer)])


class _Site:
    def __init__(
        self,
        files: Mapping[str, bytes],
        allowed_hosts: Collection[str],
        locks: Locks | None,
        night: Night | None,
        patience: Patience,
        sleep: Sleep,
    ) -> None:
        self._pages = {f"/{path}": data for path, data in files.items()}
        self._pages |= {f"/{path.removesuffix(_INDEX)}": data for path, data in files.items()}
        # Packed once, for the phones of a whole night.
        self._packed = {path: gzip.compress(data, mtime=0) for path, data in self._pages.items()}
        self._missing = files.get("404.html", b"")
        self._locks = locks
        self._night = night
        self._hosts = frozenset(host.lower() for host in allowed_hosts)
        self._patience = patience
        self._sleep = sleep

    async def respond(self, request: Request) -> Response:
        host = _host(request.headers.getlist("host"))
        if not host:
            return plain(400)
        if host not in self._hosts:
            return plain(421)
        client = request.client.host if request.client else ""
        if self._patience.is_exhausted(client):
            return plain(429, **{"Retry-After": "10"})
        found = await self._answer(request, client)
        if found is not None:
            return found
        try:
            # Only this client waits: others are served meanwhile.
            await self._sleep(self._patience.miss(client))
        finally:
            self._patience.waited(client)
        return reply(404, self._missing, TYPES["html"])

    async def _answer(self, request: Request, client: str) -> Response | None:
        """The answer to a request; None where the address is wrong."""
        path: str = request.scope["path"]
        code = _code_at(path)
        if self._locks is not None and code in self._locks and path in self._pages:
            return await self._lock(self._locks, code, client, request)
        if self._night is not None:
            found = await self._of_the_night(self._night, request, code)
            if found is not None:
                return found
            room = path.split("/")[1]
            if room in _ROOMS:
                return None
        if request.method not in ("GET", "HEAD"):
            return plain(405, Allow=READING)
        return self._find(request)

    async def _of_the_night(self, night: Night, request: Request, code: str) -> Response | None:
        """What the night itself answers: host, board, teams, news, and hints that have to wait."""
        path: str = request.scope["path"]
        room, _, rest = path.removeprefix("/").partition("/")
        match room:
            case "host":
                return await night.console.host(request, rest)
            case "board":
                return night.console.board(request, rest)
            case "team":
                return await night.phones.team(request, rest)
            case "live":
                return night.phones.news(request, rest)
            case _ if path in self._pages:
                is_form = request.method == "POST"
                if is_form and not night.desk.takes_forms(code):
                    return None
                if request.method in ("GET", "HEAD") or is_form:
                    return await night.phones.open(request, code)
        return None

    async def _lock(self, locks: Locks, code: str, client: str, request: Request) -> Response:
        """A lock's page, or what comes of a try. A right try never waits, a wrong one longer each time."""
        can_try = locks.is_open_for_tries(code)
        if request.method in ("GET", "HEAD"):
            return page(200 if can_try else 503, locks.first_page(code))
        if request.method != "POST":
            return plain(405, Allow=SENDING)
        body = await sent_body(request)
        if isinstance(body, int):
            return plain(body, Connection="close")
        if not can_try:
            return page(503, locks.first_page(code))
        typed = locks.read(code, body)
        if typed is None:
            return plain(400)
        who = f"{client} {code}"
        if locks.patience.is_exhausted(who):
            return page(429, locks.busy(code, typed), **{"Retry-After": "10"})
        tried = locks.attempt(code, typed)
        if self._night is not None:
            self._night.phones.tried(request, locks.act_of(code), tried.looks, is_open=tried.is_open)
        if tried.is_wrong:
            try:
                await self._sleep(locks.patience.miss(who))
            finally:
                locks.patience.waited(who)
        return page(200, tried.page)

    def _file(self, request: Request, path: str) -> Response:
        """One of the files, packed for whoever takes that."""
        kind = TYPES.get(path.rpartition(".")[2], TYPES["html"])
        if takes_gzip(request.headers.get("accept-encoding", "")):
            return reply(200, self._packed[path], kind, **PACKED)
        return reply(200, self._pages[path], kind, Vary=PACKED["Vary"])

    def _find(self, request: Request) -> Response | None:
        path: str = request.scope["path"]
        typed = request.query_params.get("code", "") if path == "/" else ""
        if path in self._pages and not typed:
            return self._file(request, path)
        if not typed and not _TYPED_PATH.fullmatch(path):
            return None
        code = "".join(c for c in (typed or path).upper() if c.isascii() and c.isalnum()).translate(ALIKE)
        if f"/{code}/" not in self._pages or not code:
            return None
        # To its one address in capitals, with a slash at the end, for links on the page are relative; and
        # relative itself, so that a proxy may serve the site in a folder.
        up = ".." if path.endswith("/") and path != "/" else "."
        return redirect(303 if typed else 308, f"{up}/{code}/")


PACKED = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header asks for gzip (RFC 9110, 12.5.3)."""
    for part in accepted.lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


_ROOMS = ("host", "board", "team", "live")
"""Where the night itself answers; none of them can be a code."""


def _code_at(path: str) -> str:
    """The folder of a page as its address says it."""
    return path.removeprefix("/").removesuffix(_INDEX).removesuffix("/")


def _host(headers: list[str]) -> str:
    """The one Host header without its port, in small letters; empty where it is missing or malformed."""
    if len(headers) != 1:
        return ""
    host, colon, port = headers[0].strip().lower().rpartition(":")
    if not colon or headers[0].rstrip().endswith("]"):
        return headers[0].strip().lower()
    return host if port.isascii() and port.isdigit() else ""
