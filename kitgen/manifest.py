"""The list that a finished output carries: what was built, from which options, file by file.

The build writes it, `proof`, `serve` and `preview` read it. It names no answer and no seed; the host's
`solutions.json` has those.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kitgen.errors import OutputError
from kitgen.printing.profile import CARD_FORMATS, Duplex, Envelopes, Ink, Lettering, PrintProfile
from kitgen.units import PAPERS

MANIFEST_NAME = "manifest.json"
MAX_MANIFEST_BYTES = 5_000_000

RelativePath = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
]
"""A slash-separated path below the output folder, with no dot folders in it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KitName(_Part):
    """Which kit it is, and the theme that it is printed in."""

    id: str
    title: str
    version: str
    language: str
    theme: str = "midnight-thread"


class Printing(_Part):
    """The print profile; see `kitgen.printing.profile`."""

    paper: Literal["a4", "letter"]
    cards: str
    duplex: Duplex
    ink: Ink
    offset_mm: tuple[float, float]
    back_offset_mm: tuple[float, float]
    large_print: bool
    sleeves: bool
    face: Lettering
    envelopes: Envelopes

    @classmethod
    def of(cls, profile: PrintProfile) -> Printing:
        """The profile as the manifest has it: paper and cards by their names."""
        settings = {name: getattr(profile, name) for name in cls.model_fields}
        return cls.model_validate({**settings, "paper": profile.paper.name, "cards": profile.cards.name})

    def profile(self) -> PrintProfile:
        """The profile that it was printed with.

        Raises:
            OutputError: it has cards that kitgen does not know.
        """
        if self.cards not in CARD_FORMATS:
            raise OutputError(f"{MANIFEST_NAME}: there are no cards of the format {self.cards[:40]!r}.")
        settings = {name: getattr(self, name) for name in type(self).model_fields}
        return PrintProfile(**{**settings, "paper": PAPERS[self.paper], "cards": CARD_FORMATS[self.cards]})


class Options(_Part):
    """What was asked for, with every default resolved; together with the seed it rebuilds the output.

    `wifi` is the name of the network that the join sheet has a code for; its password is in that code alone.
    """

    difficulty: str
    levels: dict[str, str]
    cast: str
    names: dict[str, str]
    players: int
    fright: Literal["mild", "full"]
    locks: Literal["paper", "phone", "host", "none"]
    copies: int
    printing: Printing
    hints: str
    hints_address: str
    hint_paper: Literal["fold", "film", "none"] = "none"
    wifi: str = ""
    only: list[str]


class FileEntry(_Part):
    """One file: path below the folder, SHA-256 in hex, size, and pages where it is a PDF."""

    path: RelativePath
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    bytes: int
    pages: int | None = None


Millimetres = tuple[float, float, float, float]
"""x, y, width and height in mm from the top left of the paper."""


class BackEntry(_Part):
    """Where a piece's back is printed; on the page of its front where it is folded."""

    page: int
    box_mm: Millimetres


class PieceEntry(_Part):
    """Where one piece is printed: file, page from 1, and its trimmed box, after any turn.

    `envelope` is an act's id, `table` for what lies out from the start, or `end`. `number` is printed on the
    card, 0 where none is. `turned` says that it lies turned clockwise by a quarter.
    """

    id: str
    puzzle: str
    group: str
    envelope: str
    file: RelativePath
    page: int
    box_mm: Millimetres
    number: int = 0
    turned: bool = False
    back: BackEntry | None = None


class PuzzleEntry(_Part):
    """One puzzle, without its answer. `hints` is the address printed beside its code, or empty."""

    id: str
    beat: str
    act: str
    title: str
    mechanism: str
    level: str
    minutes: float
    box: str
    hints: str


class DialEntry(_Part):
    """How a ring is set: character `position` (from 1) of `box`, at the arrow or at `against`."""

    ring: int
    box: str
    position: int
    against: tuple[str, int] | None = None


class LockEntry(_Part):
    """One lock: whose answers open it, and how; no answer. `url` is its page for phones, or empty."""

    act: str
    title: str
    boxes: list[str]
    dials: list[DialEntry] = Field(default_factory=list)
    url: str = ""


class EnvelopeEntry(_Part):
    """One envelope in the order of opening, and the scenes that lie in it."""

    id: str
    scenes: list[str]


class RulerEntry(_Part):
    """A printed ruler: where it starts and ends in mm from the top left of its page."""

    file: RelativePath
    page: int
    from_mm: tuple[float, float]
    to_mm: tuple[float, float]
    length_mm: float


class StripEntry(_Part):
    """Where a puzzle's hints lie on a sheet, in mm from the top left of its page: the title, hint below hint,
    the answer last."""

    puzzle: str
    file: RelativePath
    page: int
    panels_mm: list[Millimetres]


class InkEntry(_Part):
    """Ink in per cent of a printed side, on the mean of all `sides` with any ink, rounded to a tenth."""

    cyan: float
    magenta: float
    yellow: float
    black: float
    sides: int


class CapsEntry(_Part):
    """What the kit means to keep to; None where it sets no cap."""

    sheets: int | None = None
    cutting_minutes: int | None = None


class BudgetEntry(_Part):
    """What the players' files cost a host; see `kitgen.budget.budget.Budget`.

    `cutting_minutes` is rounded up to whole minutes, `shaped_mm` to whole millimetres. `over` names the caps
    that this print does not keep.
    """

    sheets: int
    firm_sheets: int
    cards: int
    straight_cuts: int
    shaped_mm: int
    holes: int
    cutting_minutes: int
    ink: InkEntry
    caps: CapsEntry
    over: list[Literal["sheets", "cutting_minutes"]] = Field(default_factory=list)


class Manifest(_Part):
    """All of it. `fingerprint` is printed on every page and belongs to these options and no others.

    `budget` is None where single pieces were printed again.
    """

    format: Literal[1] = 1
    kitgen: str
    kit: KitName
    fingerprint: str
    options: Options
    files: list[FileEntry] = Field(default_factory=list)
    pieces: list[PieceEntry] = Field(default_factory=list)
    puzzles: list[PuzzleEntry] = Field(default_factory=list)
    locks: list[LockEntry] = Field(default_factory=list)
    envelopes: list[EnvelopeEntry] = Field(default_factory=list)
    minutes: float = 0.0
    budget: BudgetEntry | None = None
    rulers: list[RulerEntry] = Field(default_factory=list)
    hint_strips: list[StripEntry] = Field(default_factory=list)

    def to_json(self) -> bytes:
        """The file's bytes: sorted keys, two blanks, one line break at the end."""
        text = json.dumps(self.model_dump(mode="json"), indent=2, sort_keys=True, ensure_ascii=False)
        return (text + "\n").encode()


def sha256_hex(data: bytes) -> str:
    """SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder.

    Raises:
        OutputError: there is none, or it is not one that kitgen wrote.
    """
    path = folder / MANIFEST_NAME
    hint = "Name a folder that `kitgen build` has written, such as output/small-door."
    if not folder.is_dir():
        raise OutputError(f"{folder}: there is no such folder.", hint)
    if not path.is_file():
        raise OutputError(f"{folder}: it has no {MANIFEST_NAME}, so it is not an output of kitgen.", hint)
    if path.stat().st_size > MAX_MANIFEST_BYTES:
        raise OutputError(f"{path}: larger than {MAX_MANIFEST_BYTES} bytes; not a manifest of kitgen.", hint)
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise OutputError(f"{path}: {place}: {first['msg']}.", hint) from error
