"""The join sheet: its codes lead where it says, and the Wi-Fi's password stands in its code alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kitgen.manifest import MANIFEST_NAME
from kitgen.proof.check_codes import DPIS, parts_of, scanned
from kitgen.proof.check_files import Finding
from kitgen.proof.check_spoilers import pdf_texts
from kitgen.proof.opened import JOIN, Output
from kitgen.proof.pdf_reading import PdfReading

SCHEME = "WIFI:"

_FIELD = r'((?:[^\\;,":]|\\[\\;,":])+)'
_FORM = re.compile(rf"WIFI:T:(WPA|nopass);S:{_FIELD};(?:P:{_FIELD};)?;")
_FEWEST, _MOST, _HEX = 8, 63, 64


def check_join(output: Output) -> Finding:
    """One page with the landing page's code and address, and the Wi-Fi's code where one was asked for."""
    options = output.manifest.options
    if options.hints == "none" or output.is_reprint:
        faults = [f"{JOIN}: it is there, though phones have nothing to join"] if JOIN in output.files else []
        return "no join sheet", faults
    pdf = output.pdf(JOIN)
    if pdf is None:
        # Prints of before there were join sheets have none, and name no Wi-Fi.
        is_needed = bool(options.wifi) or JOIN in {entry.path for entry in output.manifest.files}
        return "no join sheet", [f"{JOIN}: missing"] if is_needed else []
    if pdf.pages != 1:
        return "several pages", [f"{JOIN}: {pdf.pages} pages; it must be one"]
    codes = sorted(scanned(pdf.picture(0, DPIS[0])))
    wifi = [code for code in codes if code.startswith(SCHEME)]
    faults = list(_landing_faults(output, pdf, [code for code in codes if code not in wifi]))
    faults += _wifi_faults(output, pdf, wifi)
    return f"{len(codes)} codes on one page", faults


def _landing_faults(output: Output, pdf: PdfReading, codes: list[str]) -> Iterator[str]:
    address = output.manifest.options.hints_address
    if [parts_of(code) for code in codes] != [parts_of(address)]:
        yield f"{JOIN}: its code must lead to {address} and nowhere else; found {', '.join(codes) or 'none'}"
    # Long addresses are broken into lines.
    words = re.sub(r"\s", "", pdf.text(0)).replace("\ufffe", "")
    if address.removesuffix("/") not in words:
        yield f"{JOIN}: the address {address} does not stand on it for typing"


def _wifi_faults(output: Output, pdf: PdfReading, codes: list[str]) -> Iterator[str]:
    ssid = output.manifest.options.wifi
    if len(codes) != bool(ssid):
        yield f"{JOIN}: {len(codes)} Wi-Fi codes; it must have {int(bool(ssid))}"
    for code in codes:
        # No fault shows the code, which holds the password.
        form = _FORM.fullmatch(code)
        if form is None:
            yield f"{JOIN}: its Wi-Fi code has not the form WIFI:T:...;S:...;P:...;;"
            continue
        kind, name, password = form[1], _plain(form[2]), _plain(form[3] or "")
        if name != ssid:
            yield f"{JOIN}: its Wi-Fi code is for {name!r}; the manifest has {ssid!r}"
        if (kind == "WPA") != bool(password):
            yield f"{JOIN}: its Wi-Fi code says {kind}, {'with' if password else 'without'} a password"
        if password and not _FEWEST <= len(password) <= _MOST and len(password) != _HEX:
            yield f"{JOIN}: its Wi-Fi code has a password of {len(password)} characters, as no network has"
        if password:
            yield from _leaks(output, pdf, password)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _leaks(output: Output, pdf: PdfReading, password: str) -> Iterator[str]:
    """Where the password stands besides its code."""
    for place, text in pdf_texts(pdf):
        if password in text:
            yield f"{JOIN}: {place} shows the Wi-Fi password, which belongs in its code alone"
    if password in output.manifest.model_dump_json():
        yield f"{MANIFEST_NAME}: it holds the Wi-Fi password"
    for path in output.files:
        is_ours = path.startswith(("host/", "hints/")) and not path.endswith(".pdf")
        if is_ours and password.encode() in output.read(path):
            yield f"{path}: it holds the Wi-Fi password"
