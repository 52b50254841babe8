"""What the proof found: a result a check, and how to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MAX_SHOWN = 8
"""Faults of one check that `lines` prints; the JSON has all."""


@dataclass(frozen=True)
class CheckResult:
    """One check's finding.

    Args:
        name: a short word for the check.
        claim: what is true when it passes, in a few words.
        ok: whether it passed.
        looked_at: what was looked at and how much of it.
        faults: every fault, each naming its file.
    """

    name: str
    claim: str
    ok: bool
    looked_at: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """All results, in the order of the checks."""

    folder: str
    fingerprint: str
    results: tuple[CheckResult, ...]

    @property
    def ok(self) -> bool:
        """Whether every check passed."""
        return all(result.ok for result in self.results)

    def to_json(self) -> dict[str, Any]:
        """The whole report for programs, ready for `json.dumps`."""
        return {
            "format": 1,
            "folder": self.folder,
            "fingerprint": self.fingerprint,
            "ok": self.ok,
            "checks": [
                {
                    "name": result.name,
                    "claim": result.claim,
                    "ok": result.ok,
                    "looked_at": result.looked_at,
                    "faults": list(result.faults),
                }
                for result in self.results
            ],
        }

    def lines(self) -> list[str]:
        """One line a check; below a check that failed, what is wrong and where."""
        found: list[str] = []
        for result in self.results:
            found.extend(result_lines(result))
        return found

    def table(self) -> str:
        """Checks, what each looked at and how many faults it found, as aligned columns."""
        rows = [("check", "faults", "looked at")]
        rows += [(result.name, str(len(result.faults)) if not result.ok else "-", result.looked_at)
                 for result in self.results]  # fmt: skip
        wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
        lines = [f"{name:<{wide[0]}}  {faults:>{wide[1]}}  {seen}" for name, faults, seen in rows]
        rule = "-" * max(map(len, lines))
        return "\n".join([lines[0], rule, *lines[1:], rule])


def result_lines(result: CheckResult) -> list[str]:
    """A check's line, and up to `MAX_SHOWN` lines of faults below it."""
    lines = [f"{'ok' if result.ok else 'FAULT':<6}{result.name:<10}{result.claim}"]
    lines += [f"      - {fault}" for fault in result.faults[:MAX_SHOWN]]
    if len(result.faults) > MAX_SHOWN:
        lines.append(f"      - and {len(result.faults) - MAX_SHOWN} more")
    return lines
