"""Nothing in the output acts: no scripts, attachments, forms or ways out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from kitgen.proof.check_files import Finding
from kitgen.proof.html_reading import HtmlPage
from kitgen.proof.opened import Output
from kitgen.proof.pdf_objects import Name, dictionaries
from kitgen.proof.pdf_reading import PdfReading

MAX_PAGE_BYTES = 14_000
"""What the first round trip carries (RFC 6928)."""

# ISO 32000-1: 12.6 actions, 12.7 forms, 7.11.4 embedded files, 12.3.5 collections.
_ACTIVE_KEYS = {"JS": "a script", "JavaScript": "scripts", "AA": "actions on events", "AcroForm": "a form",
                "XFA": "a form", "EmbeddedFiles": "attachments", "EF": "an attached file",
                "Collection": "attachments", "AF": "attachments", "RichMedia": "media"}  # fmt: skip
_QUIET_ACTIONS = ("GoTo",)


def check_active(output: Output) -> Finding:
    """PDFs and hint pages hold nothing that runs by itself or leads outside."""
    faults: list[str] = []
    count = 0
    for pdf in output.pdfs():
        count += len(pdf.objects)
        faults += [f"{pdf.path}: {fault}" for fault in dict.fromkeys(_pdf_faults(pdf))]
    for path in output.html_paths():
        size = wire_bytes(output.read(path))
        if size >= MAX_PAGE_BYTES:
            faults.append(f"{path}: {size} bytes packed; {MAX_PAGE_BYTES} reach a phone at once")
        if output.is_sealed:
            faults += [f"{path}: {fault}" for fault in dict.fromkeys(_html_faults(output.covering(path)))]
        faults += [f"{path}: {fault}" for fault in dict.fromkeys(_html_faults(output.html(path)))]
    return f"{count} objects of PDFs, {len(output.html_paths())} hint pages", faults


def wire_bytes(data: bytes) -> int:
    """What goes over the wire of a page that is sent packed."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return min(len(data), len(packer.compress(data) + packer.flush()))


def _pdf_faults(pdf: PdfReading) -> Iterator[str]:
    yield from pdf.active()
    for index in range(pdf.pages):
        for fault in pdf.annotations(index):
            yield f"page {index + 1}: {fault}"
    for item in pdf.objects:
        for found in dictionaries(item.value):
            for key, meaning in _ACTIVE_KEYS.items():
                if key in found:
                    yield f"{meaning} (/{key} in object {item.number})"
            action = found.get("S")
            is_action = found.get("Type") == "Action" or "URI" in found or action in ("JavaScript", "Launch")
            if is_action and isinstance(action, Name) and action not in _QUIET_ACTIONS:
                yield f"an action {action} (object {item.number})"
            if "OpenAction" in found and not isinstance(found["OpenAction"], list):
                yield f"an action on opening (object {item.number})"
            if found.get("Type") == "EmbeddedFile":
                yield f"an attached file (object {item.number})"


def _html_faults(page: HtmlPage) -> Iterator[str]:
    rules = {
        name.lower(): values.split()
        for name, _, values in (rule.strip().partition(" ") for rule in page.policy.split(";"))
        if name
    }
    if not page.policy:
        yield "it has no Content-Security-Policy"
    elif rules.get("default-src") != ["'none'"]:
        yield "its policy does not begin with default-src 'none'"
    for name, values in rules.items():
        for value in values:
            if re.match(r"'unsafe-|\*|[a-z]+:(?!$)|https?:", value) and not value.startswith("data:"):
                yield f"its policy allows {value} in {name}"
    if "noindex" not in page.robots:
        yield "search engines may list it (noindex is missing)"
    for address in page.outside:
        yield f"it leads outside: {address[:60]}"
    for script in page.script_hashes:
        if script not in rules.get("script-src", []):
            yield "a script whose hash is not in its policy"
    for script in page.script_faults:
        yield f"a script that no hash covers: {script}"
