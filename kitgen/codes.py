"""From an address to the squares of a QR code.

Level M, versions 2 to 4: version 1 lacks the alignment pattern that makes phones quick, and above version 4
the modules would get too small for a card or the code too large.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kitgen.errors import LayoutError

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The characters of the alphanumeric mode (ISO/IEC 18004, 7.3.4): eleven bits for two."""

CAPACITY_ALPHANUMERIC = {2: 38, 3: 61, 4: 90}
"""Characters by version at level M (ISO/IEC 18004, table 7)."""

CAPACITY_BYTES = {2: 26, 3: 42, 4: 62}
"""Bytes by version at level M (ISO/IEC 18004, table 7)."""

QUIET_MODULES = 4
"""Empty modules that a code needs on all four sides (ISO/IEC 18004, 9.1)."""

MODULE_MM = {2: 0.6, 3: 0.5, 4: 0.5}
"""Side of a module by version: 0.6 mm where there is room, so that codes survive 60 µm of ink spread."""


LARGE_MODULE_MM = 0.6
"""The same for larger versions, which stand where they may be as large as they like."""

MOST_LARGE_BYTES = 250
"""What version 11 holds at level M: 61 modules a side."""


@dataclass(frozen=True)
class QrCode:
    """A code as squares.

    Args:
        version: 2 to 4 on cards, up to 11 where a code has a page to itself.
        matrix: rows from the top, True for a dark module; 25, 29 or 33 a side, without the quiet zone.
    """

    version: int
    matrix: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """Modules a side, without the quiet zone."""
        return len(self.matrix)

    @property
    def side_mm(self) -> float:
        """Width and height on paper with its quiet zone, in mm."""
        return (self.modules + 2 * QUIET_MODULES) * module_mm(self.version)


def module_mm(version: int) -> float:
    """The side of one module on paper, in mm."""
    return MODULE_MM.get(version, LARGE_MODULE_MM)


def qr_matrix(payload: str) -> QrCode:
    """The QR code of an address, in the smallest version from 2 to 4 that holds it.

    Args:
        payload: taken as it is; capitals, digits and `$%*+-./:` alone make a smaller code.

    Raises:
        LayoutError: it needs more than version 4.
    """
    # qrcode is heavy to import, and half of the commands draw no code.
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode
    from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

    version, segments = _fitted(payload)
    # Left to choose a mask, the library draws a code nine times and weighs eight, module by module: 5 ms.
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=0)
    for text, is_alphanumeric in segments:
        mode = MODE_ALPHA_NUM if is_alphanumeric else MODE_8BIT_BYTE
        code.add_data(QRData(text.encode(), mode=mode, check_data=False), optimize=0)
    code.make(fit=False)
    return QrCode(version, _best_masked(code.modules, version))


Segment = tuple[str, bool]
"""A part of a payload, and whether it is in alphanumeric mode."""

DATA_BITS = {2: 224, 3: 352, 4: 512}
"""Data bits by version at level M (ISO/IEC 18004, table 9)."""

_RUN = re.compile(r"[0-9A-Z $%*+./:-]{8,}")
"""Shorter runs in alphanumeric mode save less than changing the mode costs."""


def _fitted(payload: str) -> tuple[int, list[Segment]]:
    """The smallest version, and the parts that the payload is written in: one where that is enough."""
    try:
        version, is_alphanumeric = _version(payload)
    except LayoutError:
        mixed = _mixed(payload)
        bits = sum(map(_bits, mixed))
        for version, most in DATA_BITS.items():
            if 0 < bits <= most:
                return version, mixed
        raise
    return version, [(payload, is_alphanumeric)]


def _mixed(payload: str) -> list[Segment]:
    """The payload in parts, long runs of capitals and digits by themselves."""
    parts: list[Segment] = []
    end = 0
    for run in _RUN.finditer(payload):
        parts += [(payload[end : run.start()], False), (run[0], True)]
        end = run.end()
    parts.append((payload[end:], False))
    return [part for part in parts if part[0]]


def _bits(segment: Segment) -> int:
    """What a part takes (ISO/IEC 18004, 7.4.4 and 7.4.5): 4 for the mode, the count, the characters."""
    text, is_alphanumeric = segment
    if is_alphanumeric:
        return 4 + 9 + len(text) // 2 * 11 + len(text) % 2 * 6
    return 4 + 8 + 8 * len(text.encode())


def large_qr_matrix(payload: str) -> QrCode:
    """A code of any text of up to 250 bytes, for a page that has room for it.

    Args:
        payload: taken as it is; it is told in no error, for it may hold a password.

    Raises:
        LayoutError: it is longer.
    """
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode
    from qrcode.util import MODE_8BIT_BYTE, QRData

    data = payload.encode()
    if not 0 < len(data) <= MOST_LARGE_BYTES:
        raise LayoutError(f"A code of {len(data)} bytes; up to {MOST_LARGE_BYTES} can be read from a page.")
    code = QRCode(version=2, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE, check_data=False), optimize=0)
    code.make(fit=True)
    return QrCode(int(code.version), tuple(tuple(map(bool, row)) for row in code.modules))


def _version(payload: str) -> tuple[int, bool]:
    is_alphanumeric = bool(payload) and ALPHANUMERIC.issuperset(payload)
    capacity = CAPACITY_ALPHANUMERIC if is_alphanumeric else CAPACITY_BYTES
    length = len(payload) if is_alphanumeric else len(payload.encode())
    for version, most in capacity.items():
        if 0 < length <= most:
            return version, is_alphanumeric
    unit = "characters" if is_alphanumeric else "bytes"
    other = (
        "" if is_alphanumeric else f" ({CAPACITY_ALPHANUMERIC[4]} if it were all capitals, digits and -./:)"
    )
    raise LayoutError(
        f"The hint address {payload[:80]!r} has {length} {unit}; a code that phones read from a card holds"
        f" 1 to {capacity[4]}{other}.",
        "Give a shorter address with --hints: a shorter host or no folder, best without lower-case letters in"
        " its path.",
    )


class _Masks(NamedTuple):
    """What all codes of a version share; modules as in `_number`.

    Args:
        inside: all modules of the code.
        naming: the modules that name level and mask.
        names: how they name each mask.
        changes: for each mask the modules that are other ones than with mask 0.
    """

    inside: int
    naming: int
    names: tuple[int, ...]
    changes: tuple[int, ...]


def _number(modules: Sequence[Sequence[bool | None]]) -> int:
    """A code as one integer, a bit a module: its rows from the top, then its columns from the left.

    A zero after each of these lines keeps them apart, so that what is asked of lines is asked of all at once.
    """
    lines = [*modules, *zip(*modules, strict=True)]
    return int("".join(["".join(["1" if module else "0" for module in line]) + "0" for line in lines]), 2)


@lru_cache(maxsize=len(CAPACITY_BYTES))
def _masks(version: int) -> _Masks:
    """The masks of a version, how codes name them and where: the library tells all of it."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode, precomputed_qr_blanks
    from qrcode.util import mask_func

    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=0)
    code.make(fit=False)
    side = range(code.modules_count)
    named = []
    for mask in range(8):
        code.modules = [[None for _ in side] for _ in side]
        code.setup_type_info(test=False, mask_pattern=mask)
        named.append(code.modules)
    data = [
        (y, x) for y in side for x in side if precomputed_qr_blanks[version][y][x] is None is named[0][y][x]
    ]
    masks = []
    for mask in range(8):
        is_changed = mask_func(mask)
        masked = [[False for _ in side] for _ in side]
        for y, x in data:
            masked[y][x] = is_changed(y, x)
        masks.append(_number(masked))
    return _Masks(
        _number([[True for _ in side] for _ in side]),
        _number([[module is not None for module in row] for row in named[0]]),
        tuple(map(_number, named)),
        tuple(mask ^ masks[0] for mask in masks),
    )


def _best_masked(modules: Sequence[Sequence[bool | None]], version: int) -> tuple[tuple[bool, ...], ...]:
    """A code with the mask that the library would choose, in a hundredth of its time.

    Args:
        modules: the code as the library draws it with mask 0.
        version: of the code.
    """
    side = len(modules)
    masks = _masks(version)
    # Codes are weighed while they do not name their mask yet.
    unnamed = _number(modules) & ~masks.naming
    best = min(range(8), key=lambda mask: _lost_points(unnamed ^ masks.changes[mask], masks.inside, side))
    bits = f"{unnamed ^ masks.changes[best] | masks.names[best]:0{2 * side * (side + 1)}b}"
    starts = range(0, side * (side + 1), side + 1)
    return tuple([tuple([bit == "1" for bit in bits[start : start + side]]) for start in starts])


def _lost_points(code: int, inside: int, side: int) -> int:
    """How hard a code is to read (ISO/IEC 18004, 7.8.3), in some thirty operations on all of its modules.

    Args:
        code: rows and columns.
        inside: all modules of such a code.
        side: modules a side.
    """
    light = inside & ~code
    below, rows = side + 1, side * (side + 1)
    points = 0
    for colour in (code, light):
        two = colour & colour >> 1
        # Five in a line lose three points, and each further one a point more: one for each place where five
        # begin, and two for each first of such places.
        five = two & two >> 2 & colour >> 4
        points += five.bit_count() + 2 * (five & ~(five << 1)).bit_count()
        # Each square of two by two, in rows alone.
        upper = two >> rows
        points += 3 * (upper & upper >> below).bit_count()
    # What looks like a finder pattern with four light modules before or behind it.
    finder = code & light >> 1 & code >> 2 & code >> 3 & code >> 4 & light >> 5 & code >> 6
    two = light & light >> 1
    four = two & two >> 2
    points += 40 * ((finder & four >> 7).bit_count() + (finder & four << 4).bit_count())
    dark = (code >> rows).bit_count() / side**2
    return points + 10 * int(abs(dark * 100 - 50) / 5)
