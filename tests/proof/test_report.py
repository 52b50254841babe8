"""The whole proof: what it says of a sound output, of a broken one and of what is none."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest

import kitgen.proof
from kitgen.errors import OutputError
from kitgen.proof.prove import CHECKS, prove_output
from kitgen.proof.report import MAX_SHOWN, CheckResult, Report
from tests.proof.sample import Sample


def test_a_sound_output_passes_every_check(sample: Sample) -> None:
    seen: list[str] = []
    report = prove_output(sample.write(), lambda result: seen.append(result.name))
    assert [result.faults for result in report.results] == [()] * len(CHECKS)
    assert report.ok
    assert seen == [name for name, _, _ in CHECKS]
    assert "2 codes" in report.table()
    assert "2 answers" in report.table()


def test_a_folder_that_is_no_output_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no manifest\.json"):
        prove_output(tmp_path)


def test_a_broken_file_is_named_in_lines_table_and_json(sample: Sample) -> None:
    folder = sample.write()
    (folder / "print/firm-paper.pdf").write_bytes(b"no PDF at all")
    report = prove_output(folder)
    assert not report.ok
    assert any(line.startswith("FAULT files") for line in report.lines())
    assert any("print/firm-paper.pdf" in line for line in report.lines())
    document = json.loads(json.dumps(report.to_json()))
    assert document["ok"] is False
    assert {check["name"] for check in document["checks"] if not check["ok"]} >= {"files", "pdf"}


@pytest.mark.parametrize(
    "path", ["print/firm-paper.pdf", "host/solutions.json", "hints/index.html", "host/guide.pdf"]
)
@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n1 0 obj <<<<<< (((", b"[" * 5000, b"\xff\xfe\0<a href=//"])
def test_junk_in_any_file_makes_faults_and_never_an_exception(sample: Sample, path: str, junk: bytes) -> None:
    sample.files[path] = junk
    assert not prove_output(sample.write()).ok


def test_a_check_that_stumbles_is_a_fault_that_names_it(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> tuple[str, list[str]]:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("kitgen.proof.prove.CHECKS", (("margins", "claim", broken),))
    (result,) = prove_output(sample.write()).results
    assert not result.ok
    assert result.faults == ("margins: it could not be finished: ZeroDivisionError: oh",)


def test_many_faults_are_counted_and_the_first_shown() -> None:
    many = tuple(f"fault {i}" for i in range(MAX_SHOWN + 5))
    report = Report("out", "F", (CheckResult("files", "claim", False, "3 files", many),))
    assert len(report.lines()) == MAX_SHOWN + 2
    assert "and 5 more" in report.lines()[-1]
    assert str(len(many)) in report.table()
    assert len(report.to_json()["checks"][0]["faults"]) == len(many)


def test_the_proof_shares_no_code_with_what_it_proves() -> None:
    allowed = {"kitgen.errors", "kitgen.manifest", "kitgen.units"}
    folder = Path(kitgen.proof.__file__).parent
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.split(".")[0] not in ("reportlab", "qrcode", "pikepdf"), f"{file.name}: {name}"
                if name.startswith("kitgen"):
                    assert name in allowed or name.startswith("kitgen.proof"), f"{file.name}: {name}"


def test_pipes_in_the_folder_are_named_and_not_waited_for(sample: Sample) -> None:
    os.mkfifo(sample.write() / "print" / "pipe.pdf")
    report = prove_output(sample.folder)
    assert any("print/pipe.pdf: not a regular file" in line for line in report.lines())
