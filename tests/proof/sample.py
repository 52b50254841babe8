"""A small finished output, made by hand with reportlab and no code of kitgen but the manifest's models."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pikepdf
import qrcode
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kitgen.manifest import (
    EnvelopeEntry,
    FileEntry,
    KitName,
    Manifest,
    Options,
    PieceEntry,
    Printing,
    PuzzleEntry,
    RulerEntry,
    sha256_hex,
)
from kitgen.printing.profile import Duplex, Envelopes, Ink, Lettering

BASE = "http://192.168.1.20:8737"
SEED = "K3QM-7ZRA-P0VD-92HC"
ANSWERS = {"attic-window": "LANTERN", "clock-tower": "4719"}
CODES = {"attic-window": "A7Q2M9XB", "clock-tower": "C3N8R5TK"}
RUNGS = ("NUDGENUDGENUDGEN", "METHODMETHODMETH", "CNFRMCNFRMCNFRMC", "ANSWERANSWERANSW")
PT = 72 / 25.4
WIDTH, HEIGHT = 210.0, 297.0


def address(puzzle: str) -> str:
    """What stands in a puzzle's QR code."""
    return f"{BASE}/{CODES[puzzle]}/".upper()


def rung(puzzle: str, name: str) -> str:
    """The folder of a later page: 16 characters."""
    return f"{CODES[puzzle][:2]}{name[2:]}"


class Pen:
    """A page to draw on in mm from the top left."""

    def __init__(self, canvas: Canvas, font: str) -> None:
        self.canvas, self.font = canvas, font

    def text(
        self, x: float, y: float, text: str, size_pt: float = 10, grey: float = 0, font: str = ""
    ) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.setFont(font or self.font, size_pt)
        self.canvas.drawString(x * PT, (HEIGHT - y) * PT, text)

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.2) -> None:
        self.canvas.setLineWidth(width * PT)
        self.canvas.setLineCap(1)
        self.canvas.line(x1 * PT, (HEIGHT - y1) * PT, x2 * PT, (HEIGHT - y2) * PT)

    def ruler(self, x: float, y: float, length: float = 100.0, upright: bool = False) -> None:
        for mm in range(11):
            at = length * mm / 10
            x1, y1 = (x - 2, y - at) if upright else (x + at, y - 2)
            self.line(x1, y1, *((x, y - at) if upright else (x + at, y)))
        self.line(x, y, *((x, y - length) if upright else (x + length, y)))
        self.text(x + 30, y + 4.5, "100 mm", 8)

    def code(self, x: float, y: float, text: str, module: float = 0.6) -> None:
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
        code.add_data(text)
        for j, row in enumerate(code.get_matrix()):
            for i, dark in enumerate(row):
                if dark:
                    left, bottom = (x + i * module) * PT, (HEIGHT - y - (j + 1) * module) * PT
                    self.canvas.rect(left, bottom, module * PT, module * PT, stroke=0, fill=1)


Draw = Callable[[Pen], None]


@cache
def _font() -> str:
    file = files("fontpkg_atkinson_hyperlegible") / "files" / "AtkinsonHyperlegible-Regular.ttf"
    pdfmetrics.registerFont(TTFont("sample", str(file)))
    return "sample"


def pdf(
    *pages: Draw,
    title: str = "The Attic",
    language: str | None = "en",
    version: tuple[int, int] = (1, 7),
    scaling: str | None = "None",
    duplex: str | None = "Simplex",
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> bytes:
    """A PDF as the writer would make it."""
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(size[0] * PT, size[1] * PT),
        invariant=1,
        pdfVersion=version,
        initialFontName=_font(),
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    if scaling:
        canvas.setViewerPreference("PrintScaling", scaling)
    if duplex:
        canvas.setViewerPreference("Duplex", duplex)
    for draw in pages:
        draw(Pen(canvas, _font()))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """A PDF after some work by pikepdf."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(buffer)
    return buffer.getvalue()


FINGERPRINT = "ABCD-EFGH"
CARD = (63.0, 88.0)
CARDS = [
    (f"{puzzle}/{name}", puzzle, (20.0 + 63.0 * (i % 2), 30.0 + 88.0 * (i // 2)))
    for i, (puzzle, name) in enumerate((puzzle, name) for puzzle in ANSWERS for name in ("story", "task"))
]
"""Four cards on page 1, edge to edge, numbered from 1."""


def small_print(number: int, of: int = 2, what: str = "cards", goes_to: str = "envelope 1") -> str:
    """What stands at a sheet's foot."""
    return f"The Attic · print {FINGERPRINT} · {what} · {goes_to} · sheet {number} of {of}"


def frame(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """Four lines to cut along."""
    for x1, y1, x2, y2 in ((0, 0, 1, 0), (0, 1, 1, 1), (0, 0, 0, 1), (1, 0, 1, 1)):
        pen.line(x + x1 * width, y + y1 * height, x + x2 * width, y + y2 * height)


def cards(pen: Pen) -> None:
    """Page 1 of what is cut up."""
    pen.text(30, 40, "What the window saw")
    pen.code(60, 60, address("attic-window"))
    pen.ruler(55, 20)
    for number, (_, _, (x, y)) in enumerate(CARDS, start=1):
        frame(pen, x, y, *CARD)
        pen.text(x + CARD[0] / 2 - 0.8, y + CARD[1] - 2.5, str(number), 8)
    frame(pen, 150, 30, 40, 40)
    pen.text(30, 288, small_print(1), 8)


def sheets(pen: Pen) -> None:
    """Page 1 of the sheets, with a ruler along the edge."""
    pen.text(30, 40, "Set the hands of the clock.")
    pen.code(60, 60, address("clock-tower"))
    pen.ruler(15, 200, upright=True)
    pen.text(30, 288, small_print(2, what="The Clock"), 8)


def guide(pen: Pen) -> None:
    """The host's guide."""
    pen.text(30, 40, "Lay out the cards. 2 puzzles, 30 minutes.")


def solutions(pen: Pen) -> None:
    """The host's solutions, with the answers."""
    for i, answer in enumerate(ANSWERS.values()):
        pen.text(30, 40 + 10 * i, f"The answer is {answer}.")


PAGES: dict[str, Draw] = {
    "print/firm-paper.pdf": cards,
    "print/plain-paper.pdf": sheets,
    "host/guide.pdf": guide,
    "host/solutions.pdf": solutions,
}


def page(text: str, *links: str, policy: str = "default-src 'none'; style-src 'none'") -> bytes:
    """A hint page."""
    ways = "".join(f'<a href="../{link}/">on</a>' for link in links)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="robots" content="noindex"><title>Hint</title></head>'
        f"<body><p>{text}</p>{ways}</body></html>"
    ).encode()


def site() -> dict[str, bytes]:
    """All pages: what you need, nudge, method, question, answer."""
    made = {
        "hints/index.html": page("Type the code."),
        "hints/404.html": page("Nothing here."),
        "hints/robots.txt": b"User-agent: *\nDisallow: /\n",
    }
    for puzzle, answer in ANSWERS.items():
        first = CODES[puzzle]
        nudge, method, question, end = (rung(puzzle, name) for name in RUNGS)
        made |= {
            f"hints/{first}/index.html": page("You need the cards.", nudge),
            f"hints/{nudge}/index.html": page("Look up.", first, method, question),
            f"hints/{method}/index.html": page("Count.", first, nudge, question),
            f"hints/{question}/index.html": page("Sure?", first, end),
            f"hints/{end}/index.html": page(f"The answer is <b>{answer}</b>.", first, nudge, method),
        }
    return made


def solutions_json(seed: str = SEED) -> bytes:
    """Seed and answers for programs."""
    puzzles = [{"id": puzzle, "answer": answer} for puzzle, answer in ANSWERS.items()]
    return json.dumps({"format": 1, "seed": seed, "puzzles": puzzles}).encode()


@cache
def sound() -> dict[str, bytes]:
    """All files of the sound output, without its manifest."""
    made = {path: pdf(draw) for path, draw in PAGES.items()}
    return made | site() | {"host/solutions.json": solutions_json()}


def pieces() -> list[PieceEntry]:
    """Four cards and a prop to cut out, and a sheet."""
    listed = [
        _piece(name, puzzle, "print/firm-paper.pdf", (x, y, *CARD), number)
        for number, (name, puzzle, (x, y)) in enumerate(CARDS, start=1)
    ]
    listed.append(
        _piece("attic-window/prop", "attic-window", "print/firm-paper.pdf", (150.0, 30.0, 40.0, 40.0))
    )
    listed.append(
        _piece("clock-tower/clock", "clock-tower", "print/plain-paper.pdf", (20.0, 30.0, 170.0, 240.0))
    )
    return listed


def _piece(
    name: str, puzzle: str, file: str, box: tuple[float, float, float, float], number: int = 0
) -> PieceEntry:
    return PieceEntry(
        id=name, puzzle=puzzle, group="g", envelope="I", file=file, page=1, box_mm=box, number=number
    )


class Sample:
    """An output folder in the making: change `files` or the lists, then `write`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = dict(sound())
        self.pages = dict.fromkeys(PAGES, 1)
        self.hints = "lan"
        self.pieces = pieces()
        self.only: list[str] = []
        self.levels: dict[str, str] = {}
        self.printing = Printing(
            paper="a4", cards="poker", duplex=Duplex.NONE, ink=Ink.FULL, offset_mm=(0, 0),
            back_offset_mm=(0, 0), large_print=False, sleeves=False, face=Lettering.PLAIN,
            envelopes=Envelopes.COVERS,
        )  # fmt: skip
        self.puzzles = [
            PuzzleEntry(
                id=puzzle, beat=puzzle, act="I", title=puzzle, mechanism="m", level="easy", minutes=5,
                box="A",
                hints=address(puzzle),
            )
            for puzzle in ANSWERS
        ]  # fmt: skip
        self.rulers = [
            RulerEntry(file="print/firm-paper.pdf", page=1, from_mm=(55, 20), to_mm=(155, 20), length_mm=100),
            RulerEntry(
                file="print/plain-paper.pdf", page=1, from_mm=(15, 200), to_mm=(15, 100), length_mm=100
            ),
        ]

    def draw(self, path: str, *more: Draw) -> None:
        """Draw a file's page anew with something added to it."""

        def both(pen: Pen) -> None:
            for draw in (PAGES[path], *more):
                draw(pen)

        self.files[path] = pdf(both)

    def manifest(self) -> Manifest:
        """The list that belongs to the files."""
        entries = [
            FileEntry(path=path, sha256=sha256_hex(data), bytes=len(data), pages=self.pages.get(path))
            for path, data in self.files.items()
        ]
        options = Options(
            difficulty="easy", levels=self.levels, cast="", names={}, printing=self.printing,
            players=4, fright="full", locks="none", copies=1, hints=self.hints,
            hints_address="" if self.hints == "none" else BASE, only=self.only,
        )  # fmt: skip
        return Manifest(
            kitgen="0.1.0",
            kit=KitName(id="attic", title="The Attic", version="1", language="en"),
            fingerprint=FINGERPRINT,
            options=options,
            files=entries,
            pieces=self.pieces,
            puzzles=self.puzzles,
            rulers=self.rulers,
            envelopes=[EnvelopeEntry(id="I", scenes=[])],
        )

    def write(self) -> Path:
        """All files and the manifest, on disk."""
        for path, data in self.files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        (self.folder / "manifest.json").write_bytes(self.manifest().to_json())
        return self.folder
