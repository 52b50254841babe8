"""Answers to requests, with the headers that every one of them carries."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

FORM_HEADERS = {**SECURITY_HEADERS, "Referrer-Policy": "same-origin"}
"""Without a referrer a browser would name no origin with a form, and it would be refused."""

TYPES = {"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8"}
READING = "GET, HEAD"
SENDING = f"{READING}, POST"


def reply(status: int, body: bytes, kind: str, **headers: str) -> Response:
    """Any answer."""
    from starlette.responses import Response

    return Response(body, status, {**SECURITY_HEADERS, **headers, "Content-Type": kind})


def page(status: int, body: bytes, **headers: str) -> Response:
    """A page with a form."""
    return reply(status, body, TYPES["html"], **(FORM_HEADERS | headers))


def plain(status: int, **headers: str) -> Response:
    """A status and nothing else."""
    return reply(status, f"{status} {HTTPStatus(status).phrase}\n".encode(), TYPES["txt"], **headers)


def redirect(status: int, path: str, **headers: str) -> Response:
    """On to another address."""
    return reply(status, b"", TYPES["txt"], Location=path, **headers)
