"""From an address to the squares of a QR code.

Level M, versions 2 to 4: version 1 lacks the alignment pattern that makes phones quick, and above version 4
the modules would get too small for a card or the code too large.
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class QrCode:
    """A code as squares.

    Args:
        version: 2 to 4.
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
    return MODULE_MM[version]


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

    version, is_alphanumeric = _version(payload)
    mode = MODE_ALPHA_NUM if is_alphanumeric else MODE_8BIT_BYTE
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(payload.encode(), mode=mode, check_data=False), optimize=0)
    code.make(fit=False)
    return QrCode(version, tuple(tuple(bool(module) for module in row) for row in code.modules))


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
