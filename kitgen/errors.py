"""What can go wrong, as a small tree under `KitgenError`.

Every error tells a host four things: where, what, what is allowed, what next. The message holds the
first three, `hint` the last. Only `cli/` turns errors into exit codes, by the class's `exit_code`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class KitgenError(Exception):
    """Anything a host can be told plainly.

    Args:
        message: where it is, what was found and what is allowed, in one or two sentences.
        hint: what to do next; empty where the message already says it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(KitgenError):
    """The command's words are off: an unknown kit, puzzle, level, role or option value."""

    exit_code = 2


@dataclass(frozen=True)
class Problem:
    """One fault in an author's data.

    Args:
        path: the file, as the host named it.
        line: 1-based line of the key, or 0 where no line is known.
        message: what was found and what is allowed.
        hint: what to do next, or empty.
    """

    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class DataError(KitgenError):
    """One or more faults in kit data, all found in one pass.

    Args:
        problems: at least one fault; the first gives the error its message.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more: `kitgen check` lists all)" if len(problems) > 1 else ""
        super().__init__(f"{first}{more}", first.hint)
        self.problems = tuple(problems)


class GenerationError(KitgenError):
    """No puzzle of the level asked for was found within the budget of tries."""


class LayoutError(KitgenError):
    """Something does not fit the paper: a text, a piece, a code."""


class OutputError(KitgenError):
    """The output folder cannot be written, read or replaced."""


class ServeError(KitgenError):
    """The hint server cannot start: no site, or the port is taken."""
