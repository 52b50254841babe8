"""Every code is scanned from pictures of the pages, and its address looked up in the site."""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote, urlsplit

import zxingcpp

from kitgen.proof.check_files import Finding
from kitgen.proof.opened import JOIN, Output, is_players
from kitgen.proof.pdf_reading import Picture

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

DPIS = (150, 300)
"""What a phone sees from afar and from near."""


def scanned(picture: Picture) -> Counter[str]:
    """The texts of all QR codes of a page, with how often each is there."""
    pixels = memoryview(picture.pixels).cast("B", shape=[picture.height, picture.width])
    found = zxingcpp.read_barcodes(pixels, formats=_QR, try_invert=False)
    return Counter(code.text for code in found)


def parts_of(address: str) -> tuple[str, str]:
    """Scheme and host, which do not tell case, and the path, which does, without its last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a code may hold anything
        return "", address
    return f"{parts.scheme}://{parts.netloc}".lower(), unquote(parts.path).rstrip("/")


def hint_folder(output: Output, address: str) -> str:
    """The folder below the site that an address leads to, or an empty string if it leads elsewhere."""
    (base, root), (host, path) = parts_of(output.manifest.options.hints_address), parts_of(address)
    if host != base or not path.startswith(f"{root}/"):
        return ""
    return path[len(root) + 1 :]


def _has_key(output: Output, text: str) -> bool:
    """Whether a printed address carries the key of its sealed page, and none where nothing is sealed."""
    key = urlsplit(text).fragment
    if not output.is_sealed:
        return not key
    return bool(key) and output.seals().get(hint_folder(output, text)) == key


def _shown(code: str) -> str:
    return "the Wi-Fi code" if code.startswith("WIFI:") else code


def check_codes(output: Output) -> Finding:
    """Codes read alike at both resolutions, lead to pages that exist, and none is forgotten."""
    manifest = output.manifest
    wanted = {parts_of(puzzle.hints): puzzle.id for puzzle in manifest.puzzles if puzzle.hints}
    wanted |= {parts_of(lock.url): f"the lock of {lock.act}" for lock in manifest.locks if lock.url}
    landing = parts_of(manifest.options.hints_address)
    without = manifest.options.hints == "none"
    faults: list[str] = []
    printed: set[tuple[str, str]] = set()
    count = 0
    for pdf in output.pdfs():
        for index in range(pdf.pages):
            where = f"{pdf.path} page {index + 1}"
            far, near = (scanned(pdf.picture(index, dpi)) for dpi in DPIS)
            count += near.total()
            if far != near:
                odd = ", ".join(_shown(code) for code in sorted((far - near) + (near - far)))
                faults.append(f"{where}: read at only one of {DPIS[0]} and {DPIS[1]} dpi: {odd}")
            for text in far | near:
                address = parts_of(text)
                if pdf.path == JOIN and text.startswith("WIFI:"):
                    continue  # the check `join` reads it; it holds a password, so no fault may show it
                if without:
                    faults.append(f"{where}: a code ({text}), though there are no hints")
                elif address not in wanted and address != landing:
                    faults.append(f"{where}: the code {text} belongs to no puzzle")
                elif address in wanted and not _has_key(output, text):
                    faults.append(f"{where}: the code {text} does not carry the key of its page")
                if is_players(pdf.path):
                    printed.add(address)
    looked_at = f"{count} codes at {DPIS[0]} and {DPIS[1]} dpi"
    if output.is_reprint:
        # What is printed again has the codes that it has; the site went with the first print.
        return looked_at, faults
    for puzzle in manifest.puzzles:
        if puzzle.hints and (without or parts_of(puzzle.hints) not in printed):
            faults.append(f"{puzzle.id}: its address {puzzle.hints} is in no code of the players' pages")
        elif not puzzle.hints and not without:
            faults.append(f"{puzzle.id}: it has no hint address")
        folder = hint_folder(output, puzzle.hints) if puzzle.hints else ""
        if puzzle.hints and (not folder or f"hints/{folder}/index.html" not in output.files):
            faults.append(f"{puzzle.id}: {puzzle.hints} leads to no page of the site")
    if landing in printed and not without and "hints/index.html" not in output.files:
        faults.append("hints/index.html: missing, though a code leads to it")
    return looked_at, faults
