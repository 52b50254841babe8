"""Files against the manifest."""

from __future__ import annotations

from pathlib import PurePosixPath

from kitgen.manifest import MANIFEST_NAME, sha256_hex
from kitgen.proof.opened import MAX_FILE_BYTES, SOLUTIONS, SOLUTIONS_PDF, Output

Finding = tuple[str, list[str]]
"""What was looked at and how much of it, and the faults."""

MARGIN_MM = 7.0
"""Printers leave up to 6.7 mm bare."""

NEEDED = ("host/guide.pdf", SOLUTIONS_PDF, SOLUTIONS)
AGAIN = "print/again.pdf"
"""The one file of an output that prints single pieces again."""

OF_THE_KIT = "kit"
"""Stands for a puzzle at pieces that belong to all of them, such as the welcome card."""


def check_files(output: Output) -> Finding:
    """Every listed file is there, byte for byte, and nothing else is."""
    listed = {entry.path: entry for entry in output.manifest.files}
    faults = list(output.strangers)
    if len(listed) < len(output.manifest.files):
        faults.append(f"{MANIFEST_NAME}: a file is listed twice")
    if output.is_reprint:
        faults += [f"{path}: of no use in what is printed again" for path in listed if path != AGAIN]
    else:
        faults += [f"{path}: missing from the output" for path in NEEDED if path not in listed]
    if not any(path.startswith("print/") for path in listed):
        faults.append("print: holds nothing to print")
    for path, entry in listed.items():
        if path not in output.files:
            faults.append(f"{path}: listed in the manifest, and not there")
            continue
        if output.files[path] != entry.bytes:
            faults.append(f"{path}: {output.files[path]} bytes; the manifest has {entry.bytes}")
        elif sha256_hex(output.read(path)) != entry.sha256:
            faults.append(f"{path}: changed since it was built (SHA-256 differs)")
        pdf = output.pdf(path) if path.endswith(".pdf") else None
        if pdf is not None and pdf.pages != entry.pages:
            faults.append(f"{path}: {pdf.pages} pages; the manifest has {entry.pages}")
    faults += [f"{path}: not in the manifest" for path in output.files if path not in listed]
    parents = {str(parent) for path in listed for parent in PurePosixPath(path).parents}
    faults += [f"{path}/: a folder without a listed file" for path in sorted(output.folders - parents)]
    total = sum(min(size, MAX_FILE_BYTES) for size in output.files.values())
    return f"{len(output.files)} files, {total / 1e6:.1f} MB", faults
