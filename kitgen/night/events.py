"""What happens in a night, one thing at a time.

Everything that a server remembers is a list of events; all that it shows is counted up from them. So a
server that dies and comes back knows what it knew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TABLE = ""
"""The team of a night without teams: everybody at one table."""


class Kind(StrEnum):
    """What sort of thing happened."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    ADDED = "added"  # minutes to the time that the host gives
    ENDED = "ended"  # detail: won, lost
    REOPENED = "reopened"  # an end that was none
    SEEN = "seen"  # a puzzle's first page was opened for the first time
    RUNG = "rung"  # a hint was opened for the first time; minutes: what it cost
    OFFERED = "offered"  # the host offers the next hint of a puzzle
    TRIED = "tried"  # a lock; detail: boxes with what came of each
    OPENED = "opened"  # an act's lock
    SOLVED = "solved"  # a puzzle, as the host says
    UNSOLVED = "unsolved"
    NOTE = "note"
    NAMED = "named"  # a team; detail: its name
    POLICY = "policy"  # detail: the new policy as JSON


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Args:
        at: seconds since 1970.
        kind: what sort of thing.
        team: whose, or `TABLE`.
        about: id of a puzzle or act.
        detail: more, by kind.
        minutes: by kind.
    """

    at: float
    kind: Kind
    team: str = TABLE
    about: str = ""
    detail: str = ""
    minutes: float = 0.0
