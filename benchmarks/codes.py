"""Printed codes before phones: `python -m benchmarks.codes` prints how many of them are read.

The codes are those of really built kits, rendered from their PDFs with all that stands around them, for three
addresses: one for each version of code. They are drawn at modules of both sizes, whichever the build uses,
go through the print and the cameras of `benchmarks.phone`, and are shown to readers nobody here wrote. One
picture each: a phone takes thirty a second until one of them is read.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from itertools import cycle, islice

import cv2
import numpy as np
import pypdfium2
import zxingcpp

from benchmarks.phone import (
    FAR,
    HARSH,
    ORDINARY,
    PAPER_PX_MM,
    Camera,
    Picture,
    Shot,
    draw_shot,
    photographed,
    printed,
)
from kitgen import __version__
from kitgen.build import BuildOptions, Built, build_kit
from kitgen.codes import module_mm, qr_matrix

KIT = "small-door"
FILES = ("print/firm-paper.pdf", "print/plain-paper.pdf")

ADDRESSES = (
    "http://192.168.1.20:8737",
    "https://escape-nights.example.org",
    "https://anna-k.github.io/kits/small-door",
)
"""At home, under a name of one's own, in a folder with small letters: codes of versions 2, 3 and 4."""

MODULES_MM = (0.6, 0.5)

PAPER_MM = 40.0
"""Side of the piece of paper that is photographed."""

FIND_DPI = 200

CAMERAS = {"ordinary": (ORDINARY, 0.06), "far": (FAR, 0.06), "harsh": (HARSH, 0.08)}
"""Cameras with how far ink spreads in front of them, in mm."""

CAUSES: Mapping[str, Callable[[Shot], float]] = {
    "tilt": lambda shot: shot.tilt_deg,
    "blur": lambda shot: shot.blur_px,
    "motion": lambda shot: shot.motion_px,
    "distance": lambda shot: shot.distance_mm,
    "noise": lambda shot: -shot.electrons,
    "shadow": lambda shot: shot.shadow,
    "uneven light": lambda shot: -shot.falloff,
    "JPEG": lambda shot: -shot.jpeg,
}
"""What may be at fault; greater is worse."""

Reader = Callable[[Picture], str]
"""The text of the code in a picture, or nothing."""


@dataclass(frozen=True)
class PrintedCode:
    """A code of a built PDF.

    Args:
        text: what it holds.
        version: 2 to 4.
        file: which PDF it is in.
        page: index of its page.
        middle_mm: from the upper left corner of the page, to the right and down.
    """

    text: str
    version: int
    file: bytes
    page: int
    middle_mm: tuple[float, float]


@dataclass(frozen=True)
class Look:
    """One picture and who read it.

    Args:
        version: of the code, 2 to 4.
        shot: the picture's circumstances.
        read: by reader, whether it found exactly the code's text.
    """

    version: int
    shot: Shot
    read: Mapping[str, bool]


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pictures", type=int, default=500, help="pictures of each size of module and camera"
    )
    parser.add_argument("--seed", type=int, default=1, help="for what differs between pictures")
    arguments = parser.parse_args()
    readers = all_readers()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}, Python {platform.python_version()}")
    print(f"kitgen {__version__}, {KIT}, seed {arguments.seed}, {arguments.pictures} pictures a line")
    print(", ".join(readers))
    kits = [build_kit(BuildOptions(KIT, seed="codes", hints=address)) for address in ADDRESSES]
    codes = [printed_codes(built) for built in kits]
    # Versions take turns, so that any number of pictures has each of them equally often.
    turns = list(islice(_in_turn(codes), arguments.pictures))
    for name, (camera, spread_mm) in CAMERAS.items():
        for size_mm in MODULES_MM:
            looks = [
                look(code, size_mm, spread_mm, camera, arguments.seed * 1_000_000 + number, readers)
                for number, code in enumerate(turns)
            ]
            print(f"\n{name} camera, modules of {size_mm} mm, ink spreads by {spread_mm * 1000:.0f} µm")
            _table(looks, readers)


def all_readers() -> dict[str, Reader]:
    """Readers by name and version; zbar only where the machine has it, as it is a library of the system."""
    detector = cv2.QRCodeDetector()
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

    def zxing(picture: Picture) -> str:
        return next((code.text for code in zxingcpp.read_barcodes(picture, formats=formats)), "")

    def opencv(picture: Picture) -> str:
        try:
            return str(detector.detectAndDecode(picture)[0])
        except cv2.error:  # it trips over some things that it takes for codes
            return ""

    readers: dict[str, Reader] = {
        f"zxing-cpp {version_of('zxing-cpp')}": zxing,
        f"OpenCV {cv2.__version__}": opencv,
    }
    try:
        from pyzbar import pyzbar
    except ImportError:
        return readers

    def zbar(picture: Picture) -> str:
        found = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
        return next((code.data.decode(errors="replace") for code in found), "")

    return readers | {"zbar": zbar}


def printed_codes(built: Built) -> list[PrintedCode]:
    """Where a kit's puzzles have their codes on paper: one place each."""
    wanted = {puzzle.hints for puzzle in built.manifest.puzzles}
    found: dict[str, PrintedCode] = {}
    for name in FILES:
        document = pypdfium2.PdfDocument(built.files[name])
        for number, page in enumerate(document):
            if wanted <= found.keys():
                break
            pixels = page.render(scale=FIND_DPI / 72, grayscale=True).to_numpy()
            for code in zxingcpp.read_barcodes(pixels):
                place = code.position
                corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
                x, y = (sum(getattr(corner, axis) for corner in corners) / 4 for axis in "xy")
                middle = (x * 25.4 / FIND_DPI, y * 25.4 / FIND_DPI)
                version = qr_matrix(code.text).version
                here = PrintedCode(code.text, version, built.files[name], number, middle)
                found.setdefault(code.text, here)
        document.close()
    missing = wanted - found.keys()
    assert not missing, f"not found in the pictures of the pages: {missing}"
    return [found[text] for text in sorted(wanted)]


def artwork(code: PrintedCode, size_mm: float) -> Picture:
    """The piece of the page round a code, drawn so large that modules get a size.

    Args:
        code: in its PDF.
        size_mm: side of a module.
    """
    larger = size_mm / module_mm(code.version)
    document = pypdfium2.PdfDocument(code.file)
    page = document[code.page]
    width, height = page.get_size()
    half = PAPER_MM / 2 / larger * 72 / 25.4
    x, y = (mm * 72 / 25.4 for mm in code.middle_mm)
    off = (x - half, height - y - half, width - x - half, y - half)
    # What would lie outside the sheet is white, so that the code stays in the middle.
    inside = tuple(max(0.0, edge) for edge in off)
    scale = PAPER_PX_MM * larger * 25.4 / 72
    pixels = page.render(scale=scale, crop=inside, grayscale=True).to_numpy()
    document.close()
    left, bottom, right, top = (round(max(0.0, -edge) * scale) for edge in off)
    return np.asarray(
        cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_CONSTANT, value=255), np.uint8
    )


def look(
    code: PrintedCode,
    size_mm: float,
    spread_mm: float,
    camera: Camera,
    seed: int,
    readers: Mapping[str, Reader],
) -> Look:
    """Print a code, take one picture of it, and ask all readers.

    Args:
        code: in its PDF.
        size_mm: side of a module.
        spread_mm: how far ink runs.
        camera: takes the picture.
        seed: for its circumstances, which are the same for modules of any size.
        readers: by name.
    """
    shot = draw_shot(camera, seed)
    picture = photographed(printed(artwork(code, size_mm), spread_mm, seed), camera, shot)
    return Look(code.version, shot, {name: reader(picture) == code.text for name, reader in readers.items()})


def _in_turn(groups: list[list[PrintedCode]]) -> Iterator[PrintedCode]:
    for together in zip(*map(cycle, groups), strict=True):
        yield from together


def _table(looks: list[Look], readers: Mapping[str, Reader]) -> None:
    versions = sorted({look.version for look in looks})
    print(f"{'read, %':<18} {'all':>6} " + " ".join(f"{f'v{version}':>6}" for version in versions))
    for name in readers:
        groups = [looks, *([look for look in looks if look.version == version] for version in versions)]
        shares = [100 * sum(look.read[name] for look in group) / len(group) for group in groups]
        print(f"{name:<18} " + " ".join(f"{share:6.1f}" for share in shares))
        failed = [look.shot for look in looks if not look.read[name]]
        if failed:
            print(f"  {len(failed)} not read; {_causes(failed, [look.shot for look in looks])}")
    if len(readers) < 3:
        print(f"{'zbar':<18} not here")


def _causes(failed: list[Shot], shots: list[Shot]) -> str:
    """What most failures share: circumstances in the worse half of all pictures' (by chance 50 %)."""
    shares = {
        name: np.mean([cause(shot) > np.median([cause(each) for each in shots]) for shot in failed])
        for name, cause in CAUSES.items()
    }
    worst = sorted(shares, key=lambda name: -shares[name])[:3]
    return "in the worse half: " + ", ".join(f"{name} {100 * shares[name]:.0f} %" for name in worst)


def _machine() -> str:
    return f"{platform.machine()}, {platform.system()}"


if __name__ == "__main__":
    main()
