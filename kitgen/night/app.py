"""The hint pages as a web application: exactly the files given, from memory, and nothing else.

A lock's page can be sent as a form; nothing else takes anything.

A web server that never touches the disk has no paths to escape from; what is not in its dictionary does
not exist.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TYPE_CHECKING

from kitgen.night.locks import FORM_TYPE, LARGEST_BODY_BYTES, Locks, is_own_form
from kitgen.night.patience import Patience

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

SECURITY_HEADERS = {
    # The page's own policy, a meta tag, is stricter and stands beside this one; both hold.
    "Content-Security-Policy": "frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_TYPES = {"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8"}
_ALIKE = str.maketrans("OIL", "011")
_INDEX = "index.html"
# A code as people and phones write it: small letters, groups, no slash at the end.
_TYPED_PATH = re.compile(r"/[A-Za-z0-9-]{1,40}/?")
_READING = "GET, HEAD"

BODY_SECONDS = 10.0
"""A form is a few hundred bytes; whoever sends it slower keeps a place from others."""

LOCK_HEADERS = {**SECURITY_HEADERS, "Referrer-Policy": "same-origin"}
"""Without a referrer a browser would name no origin with the form, and it would be refused."""

Sleep = Callable[[float], Awaitable[None]]


def make_app(
    files: Mapping[str, bytes],
    allowed_hosts: Collection[str],
    *,
    locks: Locks | None = None,
    patience: Patience | None = None,
    sleep: Sleep = asyncio.sleep,
) -> Starlette:
    """The application.

    Args:
        files: path to bytes, as `build_site` makes them.
        allowed_hosts: host names and addresses, without a port, under which it may be asked. Other names in
            the Host header are refused, so that no page elsewhere can reach in by a name of its own.
        locks: those whose pages take answers.
        patience: what is remembered about wrong addresses; tests bring their own.
        sleep: how to wait; tests bring their own.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.types import Receive, Scope, Send

    site = _Site(files, allowed_hosts, locks, Patience() if patience is None else patience, sleep)

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
        patience: Patience,
        sleep: Sleep,
    ) -> None:
        self._pages = {f"/{path}": data for path, data in files.items()}
        self._pages |= {f"/{path.removesuffix(_INDEX)}": data for path, data in files.items()}
        self._missing = files.get("404.html", b"")
        self._locks = locks
        self._hosts = frozenset(host.lower() for host in allowed_hosts)
        self._patience = patience
        self._sleep = sleep

    async def respond(self, request: Request) -> Response:
        host = _host(request.headers.getlist("host"))
        if not host:
            return _plain(400)
        if host not in self._hosts:
            return _plain(421)
        client = request.client.host if request.client else ""
        code = self._lock_at(request.scope["path"])
        if self._locks and code:
            return await self._lock(self._locks, code, client, request)
        if request.method not in ("GET", "HEAD"):
            return _plain(405, Allow=_READING)
        if self._patience.is_exhausted(client):
            return _plain(429, **{"Retry-After": "10"})
        found = self._find(request)
        if found is not None:
            return found
        try:
            # Only this client waits: others are served meanwhile.
            await self._sleep(self._patience.miss(client))
        finally:
            self._patience.waited(client)
        return _reply(404, self._missing, _TYPES["html"])

    def _lock_at(self, path: str) -> str:
        """The code of the lock whose page this is, or empty."""
        code = path.removeprefix("/").removesuffix(_INDEX).removesuffix("/")
        is_page = self._locks is not None and code in self._locks and path in self._pages
        return code if is_page else ""

    async def _lock(self, locks: Locks, code: str, client: str, request: Request) -> Response:
        """A lock's page, or what comes of a try. A right try never waits, a wrong one longer each time."""
        can_try = locks.is_open_for_tries(code)
        if request.method in ("GET", "HEAD"):
            return _page(200 if can_try else 503, locks.first_page(code))
        if request.method != "POST":
            return _plain(405, Allow=f"{_READING}, POST")
        headers = request.headers
        if not is_own_form(
            headers.get("origin", ""), headers.get("sec-fetch-site", ""), headers.get("host", "")
        ):
            return _plain(403)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
            return _plain(415)
        if not can_try:
            return _page(503, locks.first_page(code))
        body = await _body(request)
        if isinstance(body, int):
            return _plain(body, Connection="close")
        typed = locks.read(code, body)
        if typed is None:
            return _plain(400)
        who = f"{client} {code}"
        if locks.patience.is_exhausted(who):
            return _page(429, locks.busy(code, typed), **{"Retry-After": "10"})
        tried = locks.attempt(code, typed)
        if tried.is_wrong:
            try:
                await self._sleep(locks.patience.miss(who))
            finally:
                locks.patience.waited(who)
        return _page(200, tried.page)

    def _find(self, request: Request) -> Response | None:
        path: str = request.scope["path"]
        typed = request.query_params.get("code", "") if path == "/" else ""
        if path in self._pages and not typed:
            return _reply(200, self._pages[path], _TYPES.get(path.rpartition(".")[2], _TYPES["html"]))
        if not typed and not _TYPED_PATH.fullmatch(path):
            return None
        code = "".join(c for c in (typed or path).upper() if c.isascii() and c.isalnum()).translate(_ALIKE)
        if f"/{code}/" not in self._pages or not code:
            return None
        # To its one address in capitals, with a slash at the end, for links on the page are relative; and
        # relative itself, so that a proxy may serve the site in a folder.
        up = ".." if path.endswith("/") and path != "/" else "."
        return _redirect(303 if typed else 308, f"{up}/{code}/")


async def _body(request: Request) -> bytes | int:
    """The body, or the status that refuses it: too large, or too slow."""
    from starlette.requests import ClientDisconnect

    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST_BODY_BYTES:
                    return 413
    except TimeoutError:
        return 408
    except ClientDisconnect:
        return 400
    return body


def _host(headers: list[str]) -> str:
    """The one Host header without its port, in small letters; empty where it is missing or malformed."""
    if len(headers) != 1:
        return ""
    host, colon, port = headers[0].strip().lower().rpartition(":")
    if not colon or headers[0].rstrip().endswith("]"):
        return headers[0].strip().lower()
    return host if port.isascii() and port.isdigit() else ""


def _reply(status: int, body: bytes, kind: str, **headers: str) -> Response:
    from starlette.responses import Response

    return Response(body, status, {**SECURITY_HEADERS, **headers, "Content-Type": kind})


def _page(status: int, body: bytes, **headers: str) -> Response:
    """A lock's page."""
    return _reply(status, body, _TYPES["html"], **(LOCK_HEADERS | headers))


def _plain(status: int, **headers: str) -> Response:
    from http import HTTPStatus

    return _reply(status, f"{status} {HTTPStatus(status).phrase}\n".encode(), _TYPES["txt"], **headers)


def _redirect(status: int, path: str) -> Response:
    return _reply(status, b"", _TYPES["txt"], Location=path)
