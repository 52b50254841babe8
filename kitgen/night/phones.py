"""What phones may open: a hint on the night's terms, the page of their team, and news while it stays open.

A phone belongs to the team whose code it once showed; a cookie remembers that. Where everybody is one table
no phone has to show anything.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

from kitgen.message import message
from kitgen.night.desk import ALIKE, Desk
from kitgen.night.events import TABLE
from kitgen.night.forms import sent_body, sent_form
from kitgen.night.live import OFFER, RETRY_MS, Listener, event_text, told
from kitgen.night.pages import NightPages
from kitgen.night.plan import PuzzlePlan, RungPlan
from kitgen.night.replies import READING, SECURITY_HEADERS, SENDING, page, plain, redirect
from kitgen.night.views import Say, team_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "kitgen-team"
REMEMBERED_S = 24 * 60 * 60


class Phones:
    """Answers to phones beyond the pages themselves.

    Args:
        desk: the night.
        pages: those that the server makes.
        say: puts messages into words.
    """

    def __init__(self, desk: Desk, pages: NightPages, say: Say) -> None:
        self._desk, self._pages, self._say = desk, pages, say

    def team_of(self, request: Request) -> str | None:
        """The team that a phone belongs to; None where it has not joined one."""
        if not self._desk.has_teams:
            return TABLE
        return self._desk.team_codes.get(request.cookies.get(COOKIE, ""))

    async def open(self, request: Request, code: str) -> Response | None:
        """Count in that a page is opened, or say why not; None where the page itself is the answer."""
        known = self._desk.plan.pages.get(code)
        if known is None:
            return None
        puzzle, rung = known
        team = self.team_of(request)
        if rung is None:
            if team is not None and request.method == "GET":
                self._desk.see(team, puzzle)
            return None
        if team is None:
            return page(200, self._pages.join())
        return await self._open_rung(request, team, puzzle, rung)

    async def _open_rung(
        self, request: Request, team: str, puzzle: PuzzlePlan, rung: RungPlan
    ) -> Response | None:
        terms = self._desk.terms(team, puzzle, rung)
        is_paid = False
        if request.method == "POST":
            body = await sent_body(request)
            if isinstance(body, int):
                return plain(body, Connection="close")
            is_paid = True
        if terms.wait_minutes or (terms.cost_minutes and not is_paid):
            return page(200, self._pages.wait(puzzle.title, f"../{puzzle.code}/", terms))
        if request.method != "HEAD":
            self._desk.open_rung(team, puzzle, rung, terms)
        return redirect(303, "./") if is_paid else None

    async def team(self, request: Request, rest: str) -> Response | None:
        """The page of a team, at `/team/CODE/`; None where there is no such team.

        Args:
            request: what was asked.
            rest: of the path, behind `/team/`.
        """
        if not self._desk.has_teams:
            return None
        typed = rest.removesuffix("/") or request.query_params.get("code", "")
        code = "".join(c for c in typed.upper() if c.isascii() and c.isalnum()).translate(ALIKE)
        if not code and request.method in ("GET", "HEAD"):
            return page(200, self._pages.join())
        team = self._desk.team_codes.get(code)
        if team is None:
            return None
        if request.method == "POST":
            form = await sent_form(request)
            if isinstance(form, int):
                return plain(form, Connection="close")
            self._desk.name_team(team, form.get("name", ""))
        elif request.method not in ("GET", "HEAD"):
            return plain(405, Allow=SENDING)
        elif rest != f"{code}/":
            return redirect(303, f"/team/{code}/")
        shown = page(200, self._pages.team(team_name(self._desk, team, self._say)))
        shown.set_cookie(COOKIE, code, max_age=REMEMBERED_S, path="/", httponly=True, samesite="lax")
        return shown

    def tried(self, request: Request, act: str, looks: Mapping[str, str], *, is_open: bool) -> None:
        """Count in that a phone tried a lock.

        Args:
            request: what was sent.
            act: whose lock it is.
            looks: by box that was tried, `right`, `near` or `again`.
            is_open: whether it opened.
        """
        team = self.team_of(request)
        if team is None:
            return
        if is_open:
            self._desk.open_act(team, act)
        else:
            self._desk.try_lock(team, act, looks)

    def news(self, request: Request, code: str) -> Response | None:
        """A line that stays open and tells of hints that the host offers; None where there is no such page.

        Args:
            request: what was asked.
            code: of the page that listens; empty for the landing page.
        """
        from starlette.responses import StreamingResponse

        known = self._desk.plan.pages.get(code)
        if code and known is None:
            return None
        if request.method != "GET":
            return plain(405, Allow=READING)
        client = request.client.host if request.client else ""
        team = self.team_of(request)
        if team is None or not self._desk.hub.has_room(client):
            # Nothing to come: 204 tells the browser not to ask again (HTML, 9.2.3).
            return plain(204)
        listener = Listener(client, team, known[0].id if known else "")
        return StreamingResponse(self._told(listener), headers=NEWS_HEADERS)

    async def _told(self, listener: Listener) -> AsyncIterator[bytes]:
        with self._desk.hub.listening(listener):
            yield f"retry: {RETRY_MS}\n\n".encode()
            for offer in self._offers(listener):
                yield offer
            async for what in told(listener):
                if what != OFFER:
                    yield b":\n\n"
                    continue
                for offer in self._offers(listener):
                    yield offer

    def _offers(self, listener: Listener) -> list[bytes]:
        """What the host offers this phone now."""
        assert listener.team is not None, "phones without a team are not told anything"
        wanted = [listener.puzzle] if listener.puzzle else list(self._desk.plan.puzzles)
        offers = []
        for name in wanted:
            puzzle = self._desk.plan.puzzles[name]
            rung = self._desk.state.offered(listener.team, puzzle)
            if rung is None:
                continue
            # Only a page of the puzzle itself is told the address; the landing page hears of it by name.
            href = f"../{rung.code}/" if listener.puzzle else ""
            key = "text" if listener.puzzle else "elsewhere"
            text = self._say(message(f"night.offer.{key}", title=puzzle.title))
            offers.append(event_text("offer", {"text": text, "href": href}))
        return offers


NEWS_HEADERS = {
    **SECURITY_HEADERS,
    "Content-Type": "text/event-stream; charset=utf-8",
    # Some proxies would keep the news to themselves until there is a lot of it.
    "X-Accel-Buffering": "no",
}
