"""A QR code in a terminal."""

from __future__ import annotations

from kitgen.codes import QUIET_MODULES, QrCode

_BLACK_ON_WHITE = "\x1b[30;107m"
_AS_BEFORE = "\x1b[0m"
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def terminal_code(code: QrCode) -> str:
    """A code as lines of text, two rows of modules to a line, black on white whatever the terminal's colours.

    Args:
        code: drawn with its quiet zone.
    """
    side = code.modules + 2 * QUIET_MODULES

    def is_dark(x: int, y: int) -> bool:
        x, y = x - QUIET_MODULES, y - QUIET_MODULES
        return 0 <= x < code.modules and 0 <= y < code.modules and code.matrix[y][x]

    lines = (
        "".join(_HALVES[is_dark(x, y), is_dark(x, y + 1)] for x in range(side)) for y in range(0, side, 2)
    )
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" for line in lines)
