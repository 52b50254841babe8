"""What is made before any clock starts: the words as JSON for all, and for all but kitgen frames, pictures
and codes as SVG."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path as FilePath
from typing import Any

from benchmarks.reference.content import EMBLEMS, ReferenceKit, reference_kit
from benchmarks.reference.places import BAND_MM, CODE_MM
from kitgen.canvas import Canvas, LineKind, Path, Role
from kitgen.codes import qr_matrix
from kitgen.layout.furniture import draw_qr
from kitgen.message import Message
from kitgen.theme.art import draw_art
from kitgen.theme.frames import card_frame, night_frame, sheet_frame, title_band
from kitgen.theme.theme import Theme, load_theme
from kitgen.units import Box


class SvgCanvas(Canvas):
    """Writes shapes down as SVG, one unit a millimetre; it knows no text."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.parts: list[str] = []

    def draw(
        self,
        path: Path,
        *,
        fill: Role | None = None,
        stroke: Role | None = None,
        width_mm: float = 0.3,
        dash: tuple[float, ...] = (),
        even_odd: bool = False,
    ) -> None:
        """See `Canvas.draw`."""
        colours = self._theme.hex_colours
        d = "".join(op + " ".join(f"{value:.3f}" for value in values) for op, values in path.segments)
        words = [f'd="{d}" fill="{colours[fill] if fill else "none"}"']
        if stroke:
            words.append(f'stroke="{colours[stroke]}" stroke-width="{width_mm:g}"')
        if dash:
            words.append(f'stroke-dasharray="{" ".join(f"{length:.3f}" for length in dash)}"')
        if even_odd:
            words.append('fill-rule="evenodd"')
        self.parts.append(f"<path {' '.join(words)}/>")

    def line(self, path: Path, kind: LineKind) -> None:
        """See `Canvas.line`."""
        style = self._theme.lines[kind]
        self.draw(path, stroke=style.role, width_mm=style.width_mm, dash=style.dash)

    def text(self, *_: Any, **__: Any) -> None:
        """See `Canvas.text`; texts are the contenders' own."""
        raise NotImplementedError

    def art(self, name: str, box: Box) -> None:
        """See `Canvas.art`."""
        draw_art(self, self._theme.art[name], box)

    def say(self, message: Message) -> str:
        """See `Canvas.say`; nothing that is prepared here has words."""
        raise NotImplementedError

    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        """See `Canvas.moved`."""
        self.parts.append(f'<g transform="translate({x_mm} {y_mm}) rotate({turn_deg}) scale({scale:.6f})">')
        yield
        self.parts.append("</g>")

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:  # noqa: ARG002 - nothing here leaves its box
        """See `Canvas.clipped`."""
        yield


def _svg(theme: Theme, width_mm: float, height_mm: float, draw: Callable[[Canvas], None]) -> str:
    canvas = SvgCanvas(theme)
    draw(canvas)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {width_mm} {height_mm}" stroke-linecap="round" stroke-linejoin="round">'
    )
    return head + "".join(canvas.parts) + "</svg>"


def _card_front(canvas: Canvas) -> None:
    card_frame(canvas, Box(0, 0, 63, 88))
    title_band(canvas, Box(4.4, 4.4, 54.2, BAND_MM))


def _card_back(canvas: Canvas) -> None:
    canvas.art("night-wall", Box(0, 0, 63, 88))
    night_frame(canvas, Box(0, 0, 63, 88))


def pictures(theme: Theme) -> dict[str, str]:
    """Frames, card back and emblems as SVG, by name."""
    return {
        "front": _svg(theme, 63, 88, _card_front),
        "back": _svg(theme, 63, 88, _card_back),
        "sheet": _svg(theme, 190, 270, lambda canvas: sheet_frame(canvas, Box(0, 0, 190, 270))),
        **{name: _emblem(theme, name) for name in EMBLEMS},
    }


def _emblem(theme: Theme, name: str) -> str:
    width, height = theme.art[name].size
    return _svg(theme, width, height, lambda canvas: canvas.art(name, Box(0, 0, width, height)))


def _code(theme: Theme, address: str) -> str:
    code = qr_matrix(address)
    return _svg(theme, CODE_MM, CODE_MM, lambda canvas: draw_qr(canvas, code, 0, 0))


def prepare(folder: FilePath, kits: int) -> None:
    """Write everything that the other contenders need into a folder."""
    theme = load_theme("midnight-thread")
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for file in set(theme.faces.values()):
        shutil.copyfile(file, fonts / file.name)
    for name, svg in pictures(theme).items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    for number in range(kits):
        kit = reference_kit(number)
        data = _as_data(kit)
        for i, card in enumerate(kit.cards):
            if card.address:
                name = data["cards"][i]["code"] = f"code-{number}-{i}.svg"
                (folder / name).write_text(_code(theme, card.address), encoding="utf-8")
        (folder / f"kit-{number}.json").write_text(json.dumps(data), encoding="utf-8")


def _as_data(kit: ReferenceKit) -> dict[str, Any]:
    data = asdict(kit)
    for sheet, as_data in zip(kit.sheets, data["sheets"], strict=True):
        as_data["rows"] = [" ".join(map(str, numbers)) for numbers in sheet.row_numbers]
        as_data["columns"] = sheet.column_numbers
    return data
