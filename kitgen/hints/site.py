"""The hint pages of a whole kit, as files that any static host can serve from any folder.

    index.html                    type a code
    K7Q2M9XB/index.html           what you need      8 characters, printed beside the QR code
    <16 characters>/index.html    nudge, method, single steps, question, answer
    404.html  robots.txt

A page links to the next one and to those before it; its source holds no word of a later rung.
"""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from markupsafe import Markup

from kitgen.canvas import Role
from kitgen.errors import LayoutError
from kitgen.hints.addresses import CODE_CHARACTERS, RUNG_CHARACTERS, Rung
from kitgen.hints.rungs import HintRung, is_step
from kitgen.hints.style import icon, landing_script, live_script, policy, rung_script, style_sheet
from kitgen.hints.use_order import Use
from kitgen.message import Message, message
from kitgen.rng import CROCKFORD
from kitgen.words.pages import page_environment

PAGE_LIMIT_BYTES = 14_000
"""What the first round trip carries (RFC 6928: ten segments); pages go packed, as `kitgen serve` sends
them and most hosts do."""

PACKING = 6
"""The level that servers pack with by default."""

NEED = "need"
"""The name of a puzzle's first page."""

Say = Callable[[Message], str]
TitleFont = Callable[[str], bytes]
"""From the letters of a title to a small WOFF font with just these."""

_EMBLEM_TAGS = frozenset(
    ("svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title")
)
_TAG = re.compile(r"<\s*/?\s*([^\s/>]*)")
_UNSAFE_ATTRIBUTE = re.compile(r"\s(on\w*|style|id|([\w-]+:)?href)\s*=", re.IGNORECASE)


@dataclass(frozen=True)
class PuzzleHints:
    """All that the pages of one puzzle show. Texts are plain and get escaped; only the emblem is markup.

    Args:
        id: the puzzle's slug, for error messages.
        title: as on its sheet.
        act_label: 'Act IV'.
        emblem: SVG by the theme, drawn for a light ground and without ids; or empty.
        code: 8 characters, of the first page.
        needs: one line for each group of pieces.
        answer_form: what the answer looks like.
        rungs: the pages behind the first that tell something, in order; the last one tells the answer.
        confirm_code: 16 characters, of the page that asks before the answer.
        pictures: WebP for the first of `needs`, in order; the others have none.
        uses: in which order the first of `needs` come into use.
    """

    id: str
    title: str
    act_label: str
    emblem: str
    code: str
    needs: tuple[str, ...]
    answer_form: str
    rungs: tuple[HintRung, ...]
    confirm_code: str
    pictures: tuple[bytes, ...] = ()
    uses: tuple[Use, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """The names of the pages that count as hints, in order; the question before the answer is none."""
        return (NEED, *(rung.name for rung in self.rungs))

    @property
    def pages(self) -> Mapping[str, str]:
        """The code of every page by name, in order: need, nudge, method, steps, confirm, answer."""
        codes = {NEED: self.code}
        for rung in self.rungs:
            if rung.name == Rung.ANSWER:
                codes[Rung.CONFIRM.value] = self.confirm_code
            codes[rung.name] = rung.code
        return codes

    def folder(self, name: str) -> str:
        """The folder of a page."""
        return self.pages[name]

    def rung(self, name: str) -> HintRung:
        """The rung of a name, of those behind the first page."""
        return next(rung for rung in self.rungs if rung.name == name)


@dataclass(frozen=True)
class _Step:
    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class _Way:
    label: str
    href: str
    look: str
    sign: str


def build_site(
    title: str,
    language: str,
    puzzles: Iterable[PuzzleHints],
    palette: Mapping[str, str],
    say: Say,
    title_font: TitleFont | None = None,
    *,
    is_live: bool = False,
) -> dict[str, bytes]:
    """The whole site.

    Args:
        title: of the kit.
        language: of all words, as a BCP 47 tag.
        puzzles: in the kit's order, which no page gives away.
        palette: `#rrggbb` by role.
        say: puts messages into words.
        title_font: makes the font of one page's title; without it phones use a face of their own.
        is_live: whether `kitgen serve` serves it, so that open pages hear of hints that the host offers.

    Returns:
        Path to bytes; sorted by path, so that the order of files tells nothing.

    Raises:
        LayoutError: a page would be larger than one round trip carries.
        ValueError: codes are malformed or used twice, or an emblem holds more than shapes.
    """
    painter = _Painter(title, language, palette, say, title_font, is_live=is_live)
    site = {
        "index.html": painter.landing(),
        "404.html": painter.missing(),
        "robots.txt": b"User-agent: *\nDisallow: /\n",
    }
    for puzzle in puzzles:
        _check(puzzle)
        for rung, folder in puzzle.pages.items():
            path = f"{folder}/index.html"
            if path in site:
                raise ValueError(f"{puzzle.id}: the code of its {rung} page is used twice")
            site[path] = painter.rung(puzzle, rung)
    return dict(sorted(site.items()))


def _check(puzzle: PuzzleHints) -> None:
    if puzzle.rungs[-1].name != Rung.ANSWER:
        raise ValueError(f"{puzzle.id}: its last rung is {puzzle.rungs[-1].name}, not the answer")
    for name, code in puzzle.pages.items():
        length = CODE_CHARACTERS if name == NEED else RUNG_CHARACTERS
        if len(code) != length or not set(code) <= set(CROCKFORD):
            raise ValueError(f"{puzzle.id}: {code!r} is not a code of {length} characters")
    emblem = puzzle.emblem
    is_picture = (
        emblem.startswith("<svg ") and emblem.endswith("</svg>") and set(_TAG.findall(emblem)) <= _EMBLEM_TAGS
    )
    if emblem and (not is_picture or _UNSAFE_ATTRIBUTE.search(emblem)):
        raise ValueError(f"{puzzle.id}: its emblem holds more than shapes")


def wire_bytes(page: bytes) -> int:
    """How many bytes of a page go over the wire; what is small enough unpacked is not packed to see it."""
    return len(page) if len(page) <= PAGE_LIMIT_BYTES else len(gzip.compress(page, PACKING, mtime=0))


class _Painter:
    """Makes single pages; holds what all of them share."""

    def __init__(
        self,
        title: str,
        language: str,
        palette: Mapping[str, str],
        say: Say,
        title_font: TitleFont | None,
        *,
        is_live: bool,
    ) -> None:
        self._is_live = is_live
        self._palette = palette
        self._say = say
        self._title_font = title_font
        self._shared = {
            "language": language,
            "t": self._text,
            "band": palette[Role.BAND],
            "icon": icon(palette),
            "title": title,
        }

    def landing(self) -> bytes:
        script = landing_script()
        heading = self._text("hints.landing.heading")
        return self._page("landing", "index.html", heading, script=script, news="live/")

    def missing(self) -> bytes:
        return self._page("missing", "404.html", self._text("hints.missing.heading"))

    def rung(self, puzzle: PuzzleHints, rung: str) -> bytes:
        counted = puzzle.counted
        is_counted = rung in counted
        number = counted.index(rung) + 1 if is_counted else 0
        place = (
            self._text("hints.step", number=number, total=len(counted))
            if is_counted
            else self._text("hints.before_answer")
        )
        shown = [_Shown(puzzle, rung)]
        if rung == NEED and puzzle.pictures:
            # The words go first, then the pictures, then the title's own letters.
            shown.append(_Shown(replace(puzzle, pictures=()), rung))
        return self._page(
            "rung",
            f"the {rung} hint of {puzzle.id}",
            puzzle.title,
            news=f"../live/{puzzle.folder(rung)}",
            script=rung_script(),
            shown=shown,
            own=puzzle.code,
            rung=rung,
            rung_heading=self._heading(puzzle, rung),
            place=place,
            # The theme made it and `_check` has looked at it: shapes and nothing else.
            emblem=Markup(puzzle.emblem) if rung == NEED else "",  # noqa: S704
            steps=self._steps(puzzle, number) if is_counted else (),
            ways=self._ways(puzzle, rung),
        )

    def _steps(self, puzzle: PuzzleHints, number: int) -> tuple[_Step, ...]:
        steps = []
        for i, rung in enumerate(puzzle.counted, start=1):
            # A later rung is only an empty place: neither its name nor its address is on this page.
            name = self._heading(puzzle, rung) if i <= number else ""
            step = self._text("hints.step", number=i, total=len(puzzle.counted)) if i <= number else ""
            href = f"../{puzzle.folder(rung)}/" if i < number else ""
            steps.append(_Step(f"{step}: {name}" if name else "", href, i == number))
        return tuple(steps)

    def _ways(self, puzzle: PuzzleHints, rung: str) -> tuple[_Way, ...]:
        def way(key: str, target: str, look: str, sign: str) -> _Way:
            return _Way(self._text(key), f"../{puzzle.folder(target)}/", look, sign)

        if rung == Rung.ANSWER:
            return ()
        if rung == Rung.CONFIRM:
            return (
                way("hints.confirm.no", NEED, "go back", "←"),
                way("hints.confirm.yes", Rung.ANSWER, "maybe", "→"),
            )
        following = puzzle.counted[puzzle.counted.index(rung) + 1]
        ways = []
        if following != Rung.ANSWER:
            key = "step" if is_step(following) else following
            ways.append(way(f"hints.go.{key}", following, "go", "→"))
        if rung != NEED:
            ways.append(way("hints.go.confirm", Rung.CONFIRM, "maybe", "?"))
        return tuple(ways)

    def _heading(self, puzzle: PuzzleHints, rung: str) -> str:
        if rung in (NEED, Rung.CONFIRM):
            return self._text(f"hints.rung.{rung}")
        return self._say(puzzle.rung(rung).heading)

    def _text(self, key: str, **values: str | int) -> str:
        return self._say(message(key, **values))

    def _page(
        self,
        kind: str,
        name: str,
        heading: str,
        script: str = "",
        news: str = "",
        shown: Sequence[_Shown | None] = (None,),
        **values: object,
    ) -> bytes:
        """One page: the first that fits of what there is to show, with the title's own letters or without."""
        values["live"] = news if self._is_live else ""
        if values["live"]:
            script += live_script()
        font = self._title_font(heading) if self._title_font else b""
        page = b""
        for puzzle in shown:
            for letters in (font, b"") if font else (b"",):
                page = self._rendered(kind, letters, script, {**values, "puzzle": puzzle})
                if wire_bytes(page) <= PAGE_LIMIT_BYTES:
                    return page
        raise LayoutError(
            f"{name}: the page has {wire_bytes(page)} bytes; {PAGE_LIMIT_BYTES} reach a phone at once.",
            "Shorten its texts or simplify its emblem.",
        )

    def _rendered(self, kind: str, font: bytes, script: str, values: Mapping[str, object]) -> bytes:
        sheets = ("page", *((kind,) if kind in ("rung", "landing") else ()))
        style = style_sheet(self._palette, sheets, font)
        page = page_environment().get_template(f"hints/{kind}.html.j2")
        return page.render(
            **self._shared,
            # Both are our own files with checked colours, and the policy carries their hashes.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            csp=policy(style, script, connects=bool(values["live"]), sends=kind == "landing"),
            **values,
        ).encode()


def _data(picture: bytes) -> str:
    """A picture as an address that holds it."""
    return "data:image/webp;base64," + base64.b64encode(picture).decode() if picture else ""


class _Shown:
    """What a template of one rung may read of a puzzle: later rungs are not there at all."""

    def __init__(self, puzzle: PuzzleHints, rung: str) -> None:
        self.title = puzzle.title
        self.act_label = puzzle.act_label
        if rung == NEED:
            self.needs = tuple(zip_longest(puzzle.needs, map(_data, puzzle.pictures), fillvalue=""))
            self.uses = " ".join(f"{use.group}:{','.join(map(str, use.needs))}" for use in puzzle.uses)
            self.answer_form = puzzle.answer_form
        elif rung != Rung.CONFIRM:
            self.lines = puzzle.rung(rung).lines
