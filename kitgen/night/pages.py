"""The pages that the server makes itself: for the host, the television, and phones that have to wait.

They have the look of the printed kit, by the theme's roles, and no answer in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kitgen.canvas import Role
from kitgen.codes import QUIET_MODULES, QrCode
from kitgen.hints.style import icon, policy, script_of, style_sheet
from kitgen.message import Message, message
from kitgen.night.desk import LONGEST_NAME, LONGEST_NOTE, Desk
from kitgen.night.policy import Terms
from kitgen.night.views import Say, clock_view, diary, team_views
from kitgen.words.pages import page_environment

HEADING_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜabcdefghijklmnopqrstuvwxyzäöüß0123456789 '’-?!.,&"
"""What headings and most teams' names are written with."""


@dataclass(frozen=True)
class TeamCode:
    """How a team's phones join: its name, its code, the address, and the same as a picture."""

    name: str
    code: str
    address: str
    picture: Markup


class NightPages:
    """Makes them.

    Args:
        desk: the night that they show.
        title: of the kit.
        language: of all words, as a BCP 47 tag.
        say: puts messages into words.
        letters: makes the font of headings; without it browsers use a face of their own.
    """

    def __init__(
        self, desk: Desk, title: str, language: str, say: Say, letters: Callable[[str], bytes] | None = None
    ) -> None:
        self._desk, self._say = desk, say
        self._font = letters(HEADING_LETTERS + title) if letters else b""
        palette = desk.plan.palette
        self._palette = palette
        self._shared = {
            "title": title,
            "language": language,
            "t": self._text,
            "band": palette[Role.BAND],
            "icon": icon(palette),
        }

    def _text(self, key: str, **values: str | int | Message) -> str:
        return self._say(message(key, **values))

    def wait(self, title: str, back: str, terms: Terms) -> bytes:
        """For a phone whose hint may not be opened yet, or has its price.

        Args:
            title: of the puzzle.
            back: where its first page is, relative to this one.
            terms: what the hint takes.
        """
        return self._page("night/wait", ("page", "rung", "night/phone"), puzzle=title, back=back, terms=terms)

    def join(self) -> bytes:
        """For a phone that belongs to no team yet."""
        return self._page("night/join", ("page", "landing", "night/phone"))

    def team(self, name: str) -> bytes:
        """For a phone that has just joined."""
        return self._page("night/team", ("page", "landing", "night/phone"), name=name, longest=LONGEST_NAME)

    def enter(self) -> bytes:
        """For whoever wants to see the console and has not shown the key."""
        return self._page("night/enter", ("page", "landing", "night/phone"))

    def console(self) -> bytes:
        """The host's console, whole."""
        return self._page(
            "night/console",
            ("page", "night/console"),
            script_of("night/console.js"),
            rules=self._desk.state.rules,
            longest_note=LONGEST_NOTE,
            **self._console_values(),
        )

    def console_part(self) -> bytes:
        """What changes on the console, to be laid over what stands there."""
        return self._render("night/console_live", self._shared | self._console_values())

    def _console_values(self) -> dict[str, object]:
        desk = self._desk
        return {
            "clock": clock_view(desk),
            "timers": desk.state.rules.timers,
            "teams": team_views(desk, self._say),
            "diary": diary(desk, self._say),
            "fault": desk.record.fault,
            "has_teams": desk.has_teams,
            "board": f"../board/{desk.board_key}/",
        }

    def board(self) -> bytes:
        """The board for a television, whole."""
        values = self._board_values()
        return self._page("night/board", ("page", "night/board"), script_of("night/console.js"), **values)

    def board_part(self) -> bytes:
        """What changes on the board."""
        return self._render("night/board_live", self._shared | self._board_values())

    def _board_values(self) -> dict[str, object]:
        desk = self._desk
        return {
            "clock": clock_view(desk),
            "timers": desk.state.rules.timers,
            "teams": team_views(desk, self._say),
        }

    def codes(self, codes: Sequence[TeamCode]) -> bytes:
        """The codes by which phones join their teams."""
        return self._page("night/codes", ("page", "night/console"), codes=codes)

    def _page(self, template: str, sheets: Sequence[str], script: str = "", **values: object) -> bytes:
        style = style_sheet(self._palette, sheets, self._font)
        own = {
            # Both are our own files with checked colours, and the policy carries their hashes.
            "style": Markup(style),  # noqa: S704
            "script": Markup(script),  # noqa: S704
            "csp": policy(style, script, sends=True, connects=bool(script)),
        }
        return self._render(template, {**self._shared, **own, **values})

    def _render(self, template: str, values: dict[str, object]) -> bytes:
        return page_environment().get_template(f"{template}.html.j2").render(**values).encode()


def code_picture(code: QrCode) -> Markup:
    """A QR code as SVG, with its quiet zone."""
    size = code.modules + 2 * QUIET_MODULES
    dots = "".join(
        f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    # Numbers only.
    return Markup(  # noqa: S704
        f'<svg class="code" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" aria-hidden="true">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
    )
