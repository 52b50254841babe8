"""Is the finished artefact right? Reads files and the manifest, nothing else.

It shares no code with what wrote them: pages are drawn by pdfium, codes read by zxing-cpp, and what
neither tells is read from the bytes here.
"""

from kitgen.proof.prove import prove_output
from kitgen.proof.report import CheckResult, Report

__all__ = ["CheckResult", "Report", "prove_output"]
