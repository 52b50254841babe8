"""Forms that pages of this server send, and nobody else's."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

FORM_TYPE = "application/x-www-form-urlencoded"

LARGEST_BODY_BYTES = 8_192
"""Twenty-six boxes of 40 characters, percent-encoded, are less."""

BODY_SECONDS = 10.0
"""A form is a few hundred bytes; whoever sends it slower keeps a place from others."""

MOST_FIELDS = 30


def is_own_form(origin: str, fetch_site: str, host: str) -> bool:
    """Whether a form was sent from a page of this server.

    Browsers send `Origin` with every POST; `Sec-Fetch-Site` only where they trust the connection, which plain
    http at home is not.

    Args:
        origin: the Origin header, or empty.
        fetch_site: the Sec-Fetch-Site header, or empty.
        host: the Host header, whose name was found to be ours.

    Source: Fetch, 3.2; Fetch Metadata Request Headers, 2.4.
    """
    if fetch_site and fetch_site != "same-origin":
        return False
    parts = urlsplit(origin)
    if parts.scheme in ("http", "https") and parts.netloc:
        return parts.netloc.lower() == host.strip().lower()
    return not origin and fetch_site == "same-origin"


async def sent_body(request: Request) -> bytes | int:
    """The body of a form, or the status that refuses it: 403, 408, 413 or 415."""
    headers = request.headers
    if not is_own_form(headers.get("origin", ""), headers.get("sec-fetch-site", ""), headers.get("host", "")):
        return 403
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        return 415
    return await _body(request)


async def sent_form(request: Request) -> dict[str, str] | int:
    """The fields of a form, or the status that refuses it."""
    body = await sent_body(request)
    if isinstance(body, int):
        return body
    try:
        fields = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict",
            max_num_fields=MOST_FIELDS,
        )  # fmt: skip
    except ValueError:
        return 400
    return dict(fields) if len(dict(fields)) == len(fields) else 400


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
