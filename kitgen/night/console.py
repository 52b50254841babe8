"""The host's pages: the console behind its key, the board behind another.

Whoever shows the key once gets a cookie that only these pages are sent; without it they answer like any wrong
address.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kitgen.night.desk import ALIKE, OUTCOMES, Desk
from kitgen.night.forms import sent_form
from kitgen.night.live import CHANGED, RETRY_MS, Listener, event_text, told
from kitgen.night.pages import NightPages, TeamCode
from kitgen.night.phones import NEWS_HEADERS
from kitgen.night.plan import HouseRules
from kitgen.night.replies import READING, TYPES, page, plain, redirect, reply

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "kitgen-host"
Codes = Callable[[], list[TeamCode]]
ResultCard = Callable[[str], bytes]
"""The result card as `pdf` or `png`; slow, so it is made beside the loop."""

_CARDS = {"result.pdf": ("pdf", "application/pdf"), "result.png": ("png", "image/png")}


class Console:
    """Answers to the host.

    Args:
        desk: the night.
        pages: those that the server makes.
        codes: how each team's phones join.
        card: makes the result card.
    """

    def __init__(self, desk: Desk, pages: NightPages, codes: Codes, card: ResultCard) -> None:
        self._desk, self._pages, self._codes, self._card = desk, pages, codes, card

    async def host(self, request: Request, rest: str) -> Response | None:
        """Anything at `/host`; None for what is not there or not for this visitor.

        Args:
            request: what was asked.
            rest: of the path, behind `/host` and its slash.
        """
        if self._is_key(rest.removesuffix("/")):
            return self._come_in() if request.method in ("GET", "HEAD") else plain(405, Allow=READING)
        if rest == "enter" and request.method == "POST":
            return await self._enter(request)
        if not self._is_key(request.cookies.get(COOKIE, "")):
            return page(200, self._pages.enter()) if rest in ("", "enter") else None
        if rest == "do":
            return await self._do(request) if request.method == "POST" else plain(405, Allow="POST")
        if request.method not in ("GET", "HEAD"):
            return plain(405, Allow=READING)
        return await self._show(request, rest)

    async def _show(self, request: Request, rest: str) -> Response | None:
        match rest:
            case "":
                return page(200, self._pages.console())
            case "part":
                return page(200, self._pages.console_part())
            case "codes" if self._desk.has_teams:
                return page(200, self._pages.codes(self._codes()))
            case "live":
                return self._live(request)
            case "result.pdf" | "result.png":
                form, kind = _CARDS[rest]
                card = await asyncio.to_thread(self._card, form)
                named = f'inline; filename="{rest}"'
                return reply(200, card, kind, **{"Content-Disposition": named})
            case _:
                return None

    def board(self, request: Request, rest: str) -> Response | None:
        """Anything at `/board/KEY/`; None for what is not there."""
        key, _, what = rest.partition("/")
        if not hmac.compare_digest(key.encode(), self._desk.board_key.encode()):
            return None
        if request.method not in ("GET", "HEAD"):
            return plain(405, Allow=READING)
        match what:
            case "":
                return page(200, self._pages.board()) if rest.endswith("/") else redirect(303, f"{key}/")
            case "part":
                return page(200, self._pages.board_part())
            case "live":
                return self._live(request)
            case _:
                return None

    def _is_key(self, typed: str) -> bool:
        tidy = "".join(c for c in typed.upper() if c.isascii() and c.isalnum()).translate(ALIKE)
        return hmac.compare_digest(tidy.encode(), self._desk.host_key.encode())

    def _come_in(self) -> Response:
        answer = redirect(303, "/host")
        # Only our own pages send it back, and no script reads it.
        answer.set_cookie(COOKIE, self._desk.host_key, path="/host", httponly=True, samesite="strict")
        return answer

    async def _enter(self, request: Request) -> Response | None:
        form = await sent_form(request)
        if isinstance(form, int):
            return plain(form, Connection="close")
        # A wrong key is a wrong address: it is answered later and later.
        return self._come_in() if self._is_key(form.get("key", "")) else None

    def _live(self, request: Request) -> Response:
        from starlette.responses import StreamingResponse

        client = request.client.host if request.client else ""
        if not self._desk.hub.has_room(client):
            return plain(503, **{"Retry-After": "5"})
        return StreamingResponse(self._told(Listener(client)), headers=NEWS_HEADERS)

    async def _told(self, listener: Listener) -> AsyncIterator[bytes]:
        with self._desk.hub.listening(listener):
            # At once too: whoever was cut off sees how things stand.
            yield f"retry: {RETRY_MS}\n\n".encode() + event_text(CHANGED, {})
            async for what in told(listener):
                yield event_text(CHANGED, {}) if what else b":\n\n"

    async def _do(self, request: Request) -> Response:
        form = await sent_form(request)
        if isinstance(form, int):
            return plain(form, Connection="close")
        what, _, rest = form.get("do", "").partition(":")
        team, _, about = rest.partition(":")
        if not (self._alone(what, rest, form) or self._of_a_team(what, team, about)):
            return reply(400, b"400 There is no such button on this console.\n", TYPES["txt"])
        return redirect(303, "/host")

    def _alone(self, what: str, rest: str, form: dict[str, str]) -> bool:
        """Do what is about the whole night; False where there is no such thing."""
        desk = self._desk
        match what:
            case "start":
                desk.start()
            case "pause":
                desk.pause()
            case "add" if rest in ("5", "-5"):
                desk.add_minutes(int(rest))
            case "end" if rest in OUTCOMES:
                desk.end(rest)
            case "note":
                desk.note(form.get("note", ""))
            case "rules":
                rules = _rules(form)
                if rules is None:
                    return False
                desk.set_rules(rules)
            case _:
                return False
        return True

    def _of_a_team(self, what: str, team: str, about: str) -> bool:
        """Do what is about one team's puzzle or act; False where there is no such thing."""
        desk = self._desk
        if team not in desk.state.teams:
            return False
        if what == "opened" and about in desk.state.teams[team].acts:
            desk.open_act(team, about)
            return True
        if about not in desk.plan.puzzles:
            return False
        match what:
            case "offer":
                desk.offer(team, about)
            case "solved" | "unsolved":
                desk.mark(team, about, solved=what == "solved")
            case _:
                return False
        return True


def _rules(form: dict[str, str]) -> HouseRules | None:
    """The rules that were sent; None where they are none."""
    fields = ("from_minute", "cost_minutes", "free_after_minutes")
    try:
        given = {name: int(form[name]) for name in fields if form.get(name, "").strip()}
        return HouseRules(**given, timers=form.get("timers") == "yes")
    except (ValueError, ValidationError):
        return None
