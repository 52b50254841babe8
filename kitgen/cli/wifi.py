"""The password of a Wi-Fi: from the environment, or typed unseen; never an argument, for those are listed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from kitgen.errors import UsageError

if TYPE_CHECKING:
    from kitgen.hints.wifi import Wifi


def asked_wifi(ssid: str) -> Wifi:
    """The network of that name with its password.

    Raises:
        UsageError: there is nobody to ask and the environment has none, or it fits no network.
    """
    from kitgen.hints.wifi import PASSWORD_VARIABLE, Wifi

    password = os.environ.get(PASSWORD_VARIABLE)
    if password is None:
        if not sys.stdin.isatty():
            raise UsageError(
                f"--wifi {ssid[:40]}: there is nobody to ask for its password.",
                f"Set {PASSWORD_VARIABLE}; leave it empty for an open network.",
            )
        password = click.prompt(
            "Wi-Fi password (empty for an open network)",
            default="",
            hide_input=True,
            show_default=False,
            err=True,
        )
    return Wifi(ssid, password)
