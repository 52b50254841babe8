"""The join sheet: its codes are read by other eyes, and every fault of it is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from kitgen.build import BuildOptions, build_kit
from kitgen.errors import UsageError
from kitgen.hints.wifi import Wifi
from kitgen.output import write_output
from kitgen.printing.profile import Ink, PrintProfile
from kitgen.proof.opened import JOIN
from kitgen.units import PAPERS
from tests.proof.conftest import HTTPS, Build
from tests.proof.spoiling import Spoiled

PASSWORD = 'op;en: "ses\\ame", 7'
NETWORK = Wifi("Our; Wi-Fi", PASSWORD)
CHECKS = ("join", "codes", "order", "fonts", "margins", "ink", "spoilers", "files", "pdf")


def options(**more: Any) -> BuildOptions:
    return BuildOptions(
        "trial", **{"seed": "moth", "hints": "http://192.168.1.20:8737", "players": 2, **more}
    )


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trial kit at home, with a Wi-Fi's code."""
    folder = tmp_path_factory.mktemp("joined") / "trial"
    built = build_kit(options(hints="lan", home="http://192.168.1.20:8737", wifi=NETWORK))
    write_output(folder, built.files)
    return folder


@pytest.fixture
def sheet(joined: Path, tmp_path: Path) -> Spoiled:
    return Spoiled(joined, tmp_path / "sheet")


def codes_on(data: bytes) -> list[tuple[str, float]]:
    """Texts of a page's codes and the width of a module in mm, by pictures of 150 dpi."""
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    document.close()
    found = []
    for code in zxingcpp.read_barcodes(image):
        at = code.position
        wide_mm = (at.top_right.x - at.top_left.x) * 25.4 / 150
        # Versions are told by nobody: the smallest width that a code of so many characters can have.
        found.append((code.text, wide_mm))
    return sorted(found)


def test_the_sheet_at_home_has_no_fault_and_large_codes(sheet: Spoiled) -> None:
    assert {name: sheet.faults(name) for name in CHECKS} == {name: [] for name in CHECKS}
    landing, wifi = codes_on((sheet.folder / JOIN).read_bytes())
    assert landing[0].lower() == "http://192.168.1.20:8737/"
    assert wifi[0] == NETWORK.payload()
    # 25 modules and at most 61 of them, 0.6 mm each at least.
    assert landing[1] >= 25 * 0.6
    assert wifi[1] >= 61 * 0.6


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("ink", [Ink.FULL, Ink.GREY, Ink.SAVER])
def test_sheets_of_any_paper_and_ink_have_no_fault(tmp_path: Path, paper: str, ink: Ink) -> None:
    profile = PrintProfile(paper=PAPERS[paper], ink=ink, large_print=True)
    write_output(tmp_path / "kit", build_kit(options(profile=profile, wifi=NETWORK)).files)
    kit = Spoiled(tmp_path / "kit", tmp_path / "copy")
    assert {name: kit.faults(name) for name in CHECKS} == {name: [] for name in CHECKS}


def test_the_password_stands_in_no_byte_of_any_file_but_in_its_code(joined: Path) -> None:
    plain = [path for path in joined.rglob("*") if path.is_file()]
    assert plain
    for path in plain:
        data = path.read_bytes()
        assert PASSWORD.encode() not in data
        assert PASSWORD.encode("utf-16-be") not in data
    assert "Our; Wi-Fi" in (joined / "manifest.json").read_text("utf-8")


def test_a_code_for_another_network_is_found(sheet: Spoiled) -> None:
    sheet.change(lambda manifest: manifest["options"].update(wifi="Theirs"))
    assert any("its Wi-Fi code is for 'Our; Wi-Fi'" in fault for fault in sheet.faults("join"))


def test_a_code_that_nobody_asked_for_is_found(sheet: Spoiled) -> None:
    sheet.change(lambda manifest: manifest["options"].update(wifi=""))
    assert f"{JOIN}: 1 Wi-Fi codes; it must have 0" in sheet.faults("join")


def test_a_missing_code_and_a_missing_sheet_are_found(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(), tmp_path / "kit")
    assert kit.faults("join") == []
    kit.change(lambda manifest: manifest["options"].update(wifi="Home"))
    assert f"{JOIN}: 0 Wi-Fi codes; it must have 1" in kit.faults("join")
    (kit.folder / JOIN).unlink()
    assert kit.faults("join") == [f"{JOIN}: missing"]


def test_a_sheet_that_leads_elsewhere_is_found(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(), tmp_path / "kit")
    kit.change(lambda manifest: manifest["options"].update(hints_address="https://example.org/other"))
    faults = kit.faults("join")
    assert any("its code must lead to https://example.org/other and nowhere else" in f for f in faults)
    assert any("does not stand on it for typing" in fault for fault in faults)


def test_a_sheet_without_anything_to_join_is_found(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(), tmp_path / "kit")
    kit.change(lambda manifest: manifest["options"].update(hints="none"))
    assert kit.faults("join") == [f"{JOIN}: it is there, though phones have nothing to join"]


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ("WIFI:S:Our\\; Wi-Fi;T:WPA;P:12345678;;", "has not the form"),
        ("WIFI:T:WPA;S:Our; Wi-Fi;P:12345678;;", "has not the form"),
        ("WIFI:T:WPA;S:Our\\; Wi-Fi;;", "says WPA, without a password"),
        ("WIFI:T:nopass;S:Our\\; Wi-Fi;P:12345678;;", "says nopass, with a password"),
        ("WIFI:T:WPA;S:Our\\; Wi-Fi;P:1234567;;", "a password of 7 characters"),
    ],
)
def test_a_code_of_a_wrong_form_is_found_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, payload: str, told: str
) -> None:
    monkeypatch.setattr(Wifi, "payload", lambda self: payload)
    write_output(tmp_path / "kit", build_kit(options(wifi=NETWORK)).files)
    faults = Spoiled(tmp_path / "kit", tmp_path / "copy").faults("join")
    assert any(told in fault for fault in faults)
    assert not any("12345678" in fault for fault in faults)


def test_a_password_that_leaks_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leaking = Wifi("sesame-seven", "sesame-seven")
    write_output(tmp_path / "kit", build_kit(options(wifi=leaking)).files)
    faults = Spoiled(tmp_path / "kit", tmp_path / "copy").faults("join")
    assert "manifest.json: it holds the Wi-Fi password" in faults
    assert any("shows the Wi-Fi password" in fault for fault in faults)


def test_a_wifi_without_hints_is_refused() -> None:
    with pytest.raises(UsageError, match="--hints is none"):
        build_kit(options(hints="none", wifi=NETWORK))
    with pytest.raises(UsageError, match="printed again without one"):
        build_kit(options(wifi=NETWORK, only=("card:1",)))


def test_without_hints_there_are_strips_and_no_join_sheet() -> None:
    files = build_kit(options(hints="none")).files
    assert JOIN not in files
    assert "print/paper-hints.pdf" in files


def test_the_same_options_give_the_same_sheet(joined: Path) -> None:
    again = build_kit(options(hints="lan", home="http://192.168.1.20:8737", wifi=NETWORK))
    assert again.files[JOIN] == (joined / JOIN).read_bytes()


def test_a_site_on_the_web_has_a_sheet_without_advice_on_wifi(kits: Build) -> None:
    document = pypdfium2.PdfDocument(kits() / JOIN)
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert HTTPS in words.replace("\r\n", "")
    assert "guest" not in words
