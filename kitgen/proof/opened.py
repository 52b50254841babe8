"""An output folder as the proof sees it: files that were really found, each read once, within limits."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from kitgen.manifest import MANIFEST_NAME, Manifest, read_manifest
from kitgen.proof.html_reading import HtmlPage, read_html
from kitgen.proof.pdf_reading import PdfReading, UnreadablePdfError
from kitgen.proof.seals import SealError, is_sealed, opened
from kitgen.units import PAPERS

MAX_FILES = 5_000
MAX_FILE_BYTES = 64_000_000
MAX_HTML_BYTES = 500_000
"""Far beyond what a hint page may have, which is a fault of its own."""

SOLUTIONS = "host/solutions.json"
SOLUTIONS_PDF = "host/solutions.pdf"
PAPER_HINTS = "print/paper-hints.pdf"
JOIN = "print/join.pdf"


class Output:
    """An opened output folder. Links are never followed; what is too large is never read.

    Attributes:
        manifest: the folder's list.
        files: regular files by slash-separated path, without the manifest, sorted.
        folders: every folder below it.
        strangers: what is neither file nor folder (links, pipes), or beyond the limits.
        unreadable: why a PDF could not be opened, by path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        self.files: dict[str, int] = {}
        self.folders: set[str] = set()
        self.strangers: list[str] = []
        self.unreadable: dict[str, str] = {}
        self._bytes: dict[str, bytes] = {}
        self._pdfs: dict[str, PdfReading] = {}
        self._html: dict[str, HtmlPage] = {}
        self._walk()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        for pdf in self._pdfs.values():
            pdf.close()

    def _walk(self) -> None:
        waiting = [self.folder]
        while waiting:
            folder = waiting.pop()
            try:
                found = sorted(folder.iterdir())
            except OSError as error:
                self.strangers.append(f"{folder.relative_to(self.folder)}/: cannot be read: {error.strerror}")
                continue
            for item in found:
                if len(self.files) + len(self.folders) + len(self.strangers) >= MAX_FILES:
                    self.strangers.append(f"more than {MAX_FILES} files; the rest was not looked at")
                    return
                if self._is_folder(item):
                    waiting.append(item)
        self.files = dict(sorted(self.files.items()))

    def _is_folder(self, item: Path) -> bool:
        """Put an entry where it belongs; whether it is a folder to be walked."""
        path = item.relative_to(self.folder).as_posix()
        status = item.lstat()
        if stat.S_ISDIR(status.st_mode):
            self.folders.add(path)
            return True
        if stat.S_ISLNK(status.st_mode):
            self.strangers.append(f"{path}: a link; every file must be real")
        elif not stat.S_ISREG(status.st_mode):
            self.strangers.append(f"{path}: not a regular file")
        elif status.st_size > MAX_FILE_BYTES:
            self.strangers.append(f"{path}: larger than {MAX_FILE_BYTES} bytes")
        elif path != MANIFEST_NAME:
            self.files[path] = status.st_size
        return False

    def read(self, path: str) -> bytes:
        """A file's bytes, or empty if there is no such regular file."""
        if path not in self.files:
            return b""
        if path not in self._bytes:
            self._bytes[path] = (self.folder / path).read_bytes()
        return self._bytes[path]

    def pdf_paths(self) -> list[str]:
        """Every PDF that was found, listed or not."""
        return [path for path in self.files if path.lower().endswith(".pdf")]

    def pdf(self, path: str) -> PdfReading | None:
        """A PDF, or None if it cannot be opened; `unreadable` then says why."""
        if path in self.unreadable or path not in self.files:
            return None
        if path not in self._pdfs:
            paper = PAPERS[self.manifest.options.printing.paper]
            try:
                self._pdfs[path] = PdfReading(path, self.read(path), paper)
            except UnreadablePdfError as error:
                self.unreadable[path] = str(error)
                return None
        return self._pdfs[path]

    def pdfs(self) -> Iterator[PdfReading]:
        """Every PDF that opens. The check `pdf` names those that do not."""
        for path in self.pdf_paths():
            pdf = self.pdf(path)
            if pdf is not None:
                yield pdf

    def players_pdfs(self) -> Iterator[PdfReading]:
        """Every PDF of the players' that opens, in print order: numbered files by their numbers."""
        found = [pdf for pdf in self.pdfs() if is_players(pdf.path)]
        yield from sorted(found, key=lambda pdf: (_leading_number(pdf.path), pdf.path))

    @property
    def is_reprint(self) -> bool:
        """Whether only single cards or pieces were printed again, with nothing for the host."""
        return any(name.startswith(("card:", "piece:")) for name in self.manifest.options.only)

    @property
    def is_whole(self) -> bool:
        """Whether the whole kit was printed, and not single pieces or some of its puzzles."""
        kept = {puzzle.id for puzzle in self.manifest.puzzles}
        return not self.is_reprint and kept.issuperset(self.manifest.options.levels)

    def html(self, path: str) -> HtmlPage:
        """A page of the site as players see it, parsed once; what is sealed is opened."""
        if path not in self._html:
            self._html[path] = read_html(self._shown(path))
        return self._html[path]

    def covering(self, path: str) -> HtmlPage:
        """A page of the site as it lies on the host."""
        return read_html(self.read(path)[:MAX_HTML_BYTES])

    @property
    def is_sealed(self) -> bool:
        """Whether hint pages are sealed."""
        return self.manifest.options.hints == "sealed"

    def seals(self) -> dict[str, str]:
        """By code, the key of its sealed page."""
        known = self.solutions().get("seals")
        return {str(code): str(key) for code, key in known.items()} if isinstance(known, dict) else {}

    def _shown(self, path: str) -> bytes:
        data = self.read(path)[:MAX_HTML_BYTES]
        key = self.seals().get(path.split("/")[1]) if path.count("/") > 1 else None
        if not self.is_sealed or key is None or not is_sealed(data):
            return data
        try:
            return opened(data, key)
        except SealError:
            return b""

    def html_paths(self) -> list[str]:
        """Every HTML file that was found."""
        return [path for path in self.files if path.lower().endswith((".html", ".htm"))]

    def solutions(self) -> dict[str, object]:
        """The host's file for programs, or an empty table."""
        document = json.loads(self.read(SOLUTIONS) or b"{}")
        return document if isinstance(document, dict) else {}

    def seed(self) -> str:
        """The seed, or an empty string if the host's file has none."""
        return str(self.solutions().get("seed") or "")

    def answers(self) -> dict[str, str]:
        """Answers by puzzle."""
        puzzles = self.solutions().get("puzzles")
        found: dict[str, str] = {}
        for puzzle in puzzles if isinstance(puzzles, list) else []:
            if isinstance(puzzle, dict) and str(puzzle.get("answer") or "").strip():
                found[str(puzzle.get("id"))] = str(puzzle["answer"])
        return found


def _leading_number(path: str) -> int:
    digits = re.match(r"print/(\d{1,4})-", path)
    return int(digits[1]) if digits else 0


def is_players(path: str) -> bool:
    """Whether players get this file."""
    return path.startswith("print/")
