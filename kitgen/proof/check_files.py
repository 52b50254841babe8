"""Files against the manifest, and places of pieces on their pages."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from kitgen.manifest import MANIFEST_NAME, PieceEntry, sha256_hex
from kitgen.proof.opened import MAX_FILE_BYTES, SOLUTIONS, SOLUTIONS_PDF, Output
from kitgen.units import PAPERS, Box

Finding = tuple[str, list[str]]
"""What was looked at and how much of it, and the faults."""

MARGIN_MM = 7.0
"""Printers leave up to 6.7 mm bare."""

NEEDED = ("host/guide.pdf", SOLUTIONS_PDF, SOLUTIONS)
OF_THE_KIT = "kit"
"""Stands for a puzzle at pieces that belong to all of them, such as the welcome card."""

_SLACK_MM = 0.05


def check_files(output: Output) -> Finding:
    """Every listed file is there, byte for byte, and nothing else is."""
    listed = {entry.path: entry for entry in output.manifest.files}
    faults = list(output.strangers)
    if len(listed) < len(output.manifest.files):
        faults.append(f"{MANIFEST_NAME}: a file is listed twice")
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


def _box(piece: PieceEntry) -> Box:
    return Box(*piece.box_mm)


def _overlap(one: Box, other: Box) -> bool:
    return (
        min(one.right_mm, other.right_mm) - max(one.x_mm, other.x_mm) > _SLACK_MM
        and min(one.bottom_mm, other.bottom_mm) - max(one.y_mm, other.y_mm) > _SLACK_MM
    )


def check_pieces(output: Output) -> Finding:
    """Every piece lies on a page that exists, inside its margins, clear of the others."""
    paper = PAPERS[output.manifest.options.paper]
    room = Box(0, 0, paper.width_mm, paper.height_mm).inset(MARGIN_MM)
    faults: list[str] = []
    pages: defaultdict[tuple[str, int], list[PieceEntry]] = defaultdict(list)
    known = {OF_THE_KIT, *(puzzle.id for puzzle in output.manifest.puzzles)}
    for piece in output.manifest.pieces:
        pdf = output.pdf(piece.file)
        where = f"{piece.file} page {piece.page}: piece {piece.id}"
        if pdf is None or not 1 <= piece.page <= pdf.pages:
            faults.append(f"{where}: there is no such page")
            continue
        box = _box(piece)
        if not (box.width_mm > 0 and box.height_mm > 0 and room.contains(box, _SLACK_MM)):
            faults.append(f"{where}: reaches into the margin of {MARGIN_MM:g} mm")
        if piece.puzzle not in known:
            faults.append(f"{where}: belongs to no puzzle of the manifest ({piece.puzzle})")
        for other in pages[piece.file, piece.page]:
            if _overlap(box, _box(other)):
                faults.append(f"{where}: lies over piece {other.id}")
        pages[piece.file, piece.page].append(piece)
    if not output.manifest.pieces:
        faults.append(f"{MANIFEST_NAME}: no piece is listed")
    return f"{len(output.manifest.pieces)} pieces on {len(pages)} pages", faults
