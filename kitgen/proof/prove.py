"""All checks, one after the other, over a finished output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kitgen.proof.check_active import check_active
from kitgen.proof.check_backs import check_backs
from kitgen.proof.check_codes import check_codes
from kitgen.proof.check_envelopes import check_envelopes
from kitgen.proof.check_files import Finding, check_files
from kitgen.proof.check_fonts import check_fonts
from kitgen.proof.check_hints import check_hints
from kitgen.proof.check_ink import check_ink
from kitgen.proof.check_join import check_join
from kitgen.proof.check_locks import check_locks
from kitgen.proof.check_order import check_order
from kitgen.proof.check_paper import check_margins, check_pdf, check_ruler
from kitgen.proof.check_pieces import check_pieces
from kitgen.proof.check_spoilers import check_spoilers
from kitgen.proof.check_strips import check_strips
from kitgen.proof.opened import Output
from kitgen.proof.report import CheckResult, Report

Check = Callable[[Output], Finding]

CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("files", "every file is the one the manifest lists, and nothing else is there", check_files),
    ("pdf", "every PDF opens, draws, and is sound PDF 1.7", check_pdf),
    ("fonts", "every font is embedded, no text is too small", check_fonts),
    ("margins", "nothing is printed within 7 mm of an edge", check_margins),
    ("pieces", "every piece is there, where it is listed, clear of margins and of the others", check_pieces),
    ("backs", "every back meets its front", check_backs),
    ("order", "every sheet says which it is, of which print, and where it goes", check_order),
    ("ink", "every text stands out from its ground, in the ink that was asked for", check_ink),
    ("ruler", "every ruler is as long as it says", check_ruler),
    ("codes", "every code scans and leads to its puzzle's hints", check_codes),
    ("spoilers", "no answer and no seed where players could read it", check_spoilers),
    ("hints", "every answer is the last page of its own way, and nowhere else", check_hints),
    ("join", "the join sheet leads to the hints and keeps its password in its code", check_join),
    ("strips", "every strip of hints ends with its answer, which stands nowhere else", check_strips),
    ("envelopes", "every piece lies in its envelope, every scene once and in few words", check_envelopes),
    ("locks", "every lock opens by the right answers and gives nothing away", check_locks),
    ("active", "no scripts, attachments, forms or ways out", check_active),
)


def prove_output(folder: Path, on_check: Callable[[CheckResult], None] | None = None) -> Report:
    """Read a finished output with other eyes than those that wrote it.

    Args:
        folder: what `kitgen build` wrote.
        on_check: told of every result as soon as it is there, for a progress line.

    Raises:
        OutputError: the folder is not an output of kitgen.
    """
    results: list[CheckResult] = []
    with Output(folder) as output:
        for name, claim, check in CHECKS:
            result = _result(name, claim, check, output)
            results.append(result)
            if on_check is not None:
                on_check(result)
        return Report(str(folder), output.manifest.fingerprint, tuple(results))


def _result(name: str, claim: str, check: Check, output: Output) -> CheckResult:
    """One check's result. What it stumbles over is a fault: a proof must not break on a broken folder."""
    try:
        looked_at, faults = check(output)
    except Exception as error:  # noqa: BLE001 - the folder may be hostile, and any surprise in it is a fault
        looked_at, faults = "stopped", [f"{name}: it could not be finished: {type(error).__name__}: {error}"]
    return CheckResult(name, claim, not faults, looked_at, tuple(faults))
