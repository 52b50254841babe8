"""A new join sheet where this machine's address is no longer the printed one.

It is written beside the output, into `<output>.night/`: the output itself must stay as its manifest has it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from kitgen.errors import KitgenError, OutputError
from kitgen.hints.join import describe_join
from kitgen.hints.wifi import PASSWORD_VARIABLE, Wifi
from kitgen.layout.furniture import SmallPrint
from kitgen.layout.join_sheet import join_leaf
from kitgen.layout.plan import Setting
from kitgen.manifest import Manifest
from kitgen.message import Message, message
from kitgen.night.folder import night_folder
from kitgen.theme.theme import load_theme
from kitgen.words import Catalogue
from kitgen.writers.pdf import FontMetrics, PdfFile

SHEET = "join.pdf"


def write_join_sheet(output: Path, manifest: Manifest, base: str, wifi: Wifi | None = None) -> Path:
    """Write a join sheet for an address, in the kit's theme and language, on the paper it was printed on.

    Args:
        output: the kit's folder.
        manifest: its list.
        base: where the hints are now, such as `http://192.168.1.21:8737`.
        wifi: the network to join, or None for a sheet without its code.

    Returns:
        The sheet.

    Raises:
        KitgenError: the manifest names a theme or cards that are not there, or words do not fit.
        OutputError: the sheet cannot be written.
    """
    data = join_sheet(manifest, base, wifi)
    folder = night_folder(output)
    path = folder / SHEET
    # Written beside and moved: a sheet is there whole or not at all, and no link is written through.
    fresh = folder / f".{SHEET}.{os.getpid()}"
    try:
        folder.mkdir(exist_ok=True)
        with fresh.open("xb") as file:
            file.write(data)
        fresh.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: the new join sheet cannot be written: {error.strerror}.",
            "Make room, or a folder that may be written to; phones can type the new address meanwhile.",
        ) from error
    return path


def join_sheet(manifest: Manifest, base: str, wifi: Wifi | None) -> bytes:
    """The bytes of a join sheet for an address."""
    kit = manifest.kit
    profile = manifest.options.printing.profile()
    theme = load_theme(kit.theme).printed(profile.ink, profile.face)
    metrics = FontMetrics(theme.faces, profile.typography(kit.language))
    say = partial(Catalogue.load(kit.language).say, names=manifest.options.names)
    leaf = join_leaf(Setting(profile, metrics, say), describe_join(kit.title, "lan", base, wifi))

    def small(is_back: bool) -> SmallPrint:
        return SmallPrint(kit.title, manifest.fingerprint, leaf.what, 1, 1, "", is_back)

    title = f"{kit.title}: {say(message('print.file.join'))}"
    file = PdfFile(theme, profile.paper, title, kit.language, metrics, say)
    for page in leaf.pages(small):
        with file.page(profile.origin_mm()) as canvas:
            page.draw(canvas)
    return file.to_bytes()


def renew_join_sheet(
    output: Path, manifest: Manifest, base: str, announce: Callable[[Message], None]
) -> Path | None:
    """Write a new join sheet and tell where it is; what goes wrong is told too, and the night goes on.

    Args:
        output: the kit's folder.
        manifest: its list.
        base: where the hints are now.
        announce: tells the host what happens.

    Returns:
        The sheet, or None where the kit is not for home, the address is no phone's, or nothing was written.
    """
    host = urlsplit(base).hostname or ""
    if manifest.options.hints != "lan" or host == "localhost" or host.startswith("127.") or host == "::1":
        return None
    password = os.environ.get(PASSWORD_VARIABLE)
    try:
        has_code = bool(manifest.options.wifi) and password is not None
        wifi = Wifi(manifest.options.wifi, password or "") if has_code else None
        path = write_join_sheet(output, manifest, base, wifi)
    except KitgenError as error:
        announce(message("join.night.failed", problem=str(error)))
        return None
    announce(message("join.night.written", path=str(path)))
    return path
