"""A Wi-Fi network as a code that phones join it by.

The password stands in that code and nowhere else: no manifest, no log, no text, no `repr`.

Source: ZXing, 'Barcode Contents', section 'Wi-Fi Network config', which phones' cameras follow: `T`, `S` and
`P`, with a backslash before each of `\\ ; , " :`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kitgen.errors import UsageError

PASSWORD_VARIABLE = "KITGEN_WIFI_PASSWORD"  # noqa: S105 - the name of a variable
MOST_SSID_BYTES = 32
FEWEST_CHARACTERS, MOST_CHARACTERS = 8, 63

_SPECIAL = re.compile(r'([\\;,":])')
_HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True)
class Wifi:
    """A network and its password.

    Args:
        ssid: its name, 1 to 32 bytes.
        password: 8 to 63 characters of printable ASCII or 64 hex digits; empty for an open network.

    Raises:
        UsageError: no network can have that name or password; the message never tells the password.
    """

    ssid: str
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if (
            not 0 < len(self.ssid.encode("utf-8", "replace")) <= MOST_SSID_BYTES
            or not self.ssid.isprintable()
        ):
            raise UsageError(
                f"--wifi {self.ssid[:40]!r} is no name of a network: 1 to {MOST_SSID_BYTES} bytes, no line "
                "breaks.",
                "Give it as the phone's list of networks shows it.",
            )
        is_phrase = (
            FEWEST_CHARACTERS <= len(self.password) <= MOST_CHARACTERS
            and self.password.isascii()
            and self.password.isprintable()
        )
        if self.password and not is_phrase and not _HEX_KEY.fullmatch(self.password):
            raise UsageError(
                f"The Wi-Fi password has {len(self.password)} characters; a network takes "
                f"{FEWEST_CHARACTERS} to {MOST_CHARACTERS} of ASCII, or 64 hex digits.",
                "Give the one that phones are asked for; leave it empty for an open network.",
            )

    def payload(self) -> str:
        """What stands in the code."""
        if not self.password:
            return f"WIFI:T:nopass;S:{_escaped(self.ssid)};;"
        return f"WIFI:T:WPA;S:{_escaped(self.ssid)};P:{_escaped(self.password)};;"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
