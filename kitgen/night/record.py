"""The night's diary: every event in SQLite beside the kit before anybody sees what comes of it.

Where the disk is full or the file cannot be written the night goes on in memory, and `fault` says so.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from kitgen.errors import ServeError
from kitgen.night.events import Event, Kind

FORMAT = "1"
MOST_EVENTS = 50_000
"""More than any night has; a diary with more is none of ours."""

_TABLES = (
    "create table if not exists facts (name text primary key, value text not null) strict",
    "create table if not exists events (id integer primary key, at real not null, kind text not null,"
    " team text not null, about text not null, detail text not null, minutes real not null) strict",
)


class Record:
    """The diary of one night.

    Args:
        path: of the file; it is made where there is none. None keeps the night in memory alone.
        fingerprint: of the kit that is played, which another night's diary would not have.

    Raises:
        ServeError: the file is no diary of this kit.
    """

    def __init__(self, path: Path | None, fingerprint: str) -> None:
        self.path = path
        self.fault = ""
        self._events: list[Event] = []
        self._facts: dict[str, str] = {}
        self._unwritten: list[Event] = []
        self._unwritten_facts: dict[str, str] = {}
        self._file: sqlite3.Connection | None = None
        if path is not None:
            self._open(path, fingerprint)

    def _open(self, path: Path, fingerprint: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, isolation_level=None, timeout=2)
            # A laptop that loses its power loses nothing: each event is on the disk before it is shown.
            self._file.execute("pragma journal_mode = wal")
            self._file.execute("pragma synchronous = full")
            self._file.execute("pragma trusted_schema = off")
            for table in _TABLES:
                self._file.execute(table)
            self._read(path, fingerprint)
        except (sqlite3.OperationalError, OSError) as error:
            self.fault = str(error)
        except sqlite3.DatabaseError as error:
            raise ServeError(
                f"{path}: this is no diary of a night ({error}).", "Move it away, or start with --new-night."
            ) from error

    def _read(self, path: Path, fingerprint: str) -> None:
        assert self._file is not None, "it was opened just now"
        self._facts = dict(self._file.execute("select name, value from facts"))
        other = self._facts.get("fingerprint", fingerprint)
        if other != fingerprint or self._facts.get("format", FORMAT) != FORMAT:
            raise ServeError(
                f"{path}: this is the diary of another print ({other}), not of {fingerprint}.",
                "Start a diary of its own with --new-night; the old one is kept beside it.",
            )
        self.note_fact("format", FORMAT)
        self.note_fact("fingerprint", fingerprint)
        rows = self._file.execute(
            "select at, kind, team, about, detail, minutes from events order by id limit ?",
            (MOST_EVENTS + 1,),
        ).fetchall()
        known = {kind.value for kind in Kind}
        if len(rows) > MOST_EVENTS or any(row[1] not in known for row in rows):
            raise ServeError(f"{path}: this diary cannot be read.", "Start with --new-night.")
        self._events = [Event(row[0], Kind(row[1]), *row[2:]) for row in rows]

    @property
    def events(self) -> tuple[Event, ...]:
        """All that happened, in order."""
        return tuple(self._events)

    def fact(self, name: str) -> str:
        """Something noted once for the whole night, or empty."""
        return self._facts.get(name, "")

    def note_fact(self, name: str, value: str) -> None:
        """Note something for the whole night, in place of what stood there."""
        if self._facts.get(name) != value:
            self._facts[name] = value
            self._unwritten_facts[name] = value
            self._flush()

    def add(self, event: Event) -> None:
        """Write an event down; where that fails it is remembered all the same, and written later."""
        self._events.append(event)
        self._unwritten.append(event)
        self._flush()

    def _flush(self) -> None:
        """Write down all that is not yet on the disk, whole or not at all."""
        if self._file is None:
            return
        try:
            with self._file:
                self._file.execute("begin")
                self._file.executemany(
                    "insert or replace into facts values (?, ?)", list(self._unwritten_facts.items())
                )
                self._file.executemany(
                    "insert into events (at, kind, team, about, detail, minutes) values (?, ?, ?, ?, ?, ?)",
                    [(e.at, e.kind.value, e.team, e.about, e.detail, e.minutes) for e in self._unwritten],
                )
        except sqlite3.Error as error:
            self.fault = str(error)
        else:
            self._unwritten.clear()
            self._unwritten_facts.clear()
            self.fault = ""

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the diary; its file holds all of it without others beside it."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.close()
            self._file = None
