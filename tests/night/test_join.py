"""A new join sheet on the night: beside the output, for the new address, and never in the night's way."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from kitgen.build import Built
from kitgen.errors import OutputError
from kitgen.hints.wifi import PASSWORD_VARIABLE, Wifi
from kitgen.manifest import Manifest, read_manifest
from kitgen.message import Message
from kitgen.night.join import renew_join_sheet, write_join_sheet
from kitgen.output import write_output

NEW = "http://192.168.1.77:8737"


def codes_on(path: Path) -> set[str]:
    document = pypdfium2.PdfDocument(path)
    image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    document.close()
    return {code.text for code in zxingcpp.read_barcodes(image)}


@pytest.fixture
def home(built: Built, tmp_path: Path) -> Path:
    write_output(tmp_path / "kit", built.files)
    return tmp_path / "kit"


def at_home(folder: Path, wifi: str = "") -> Manifest:
    """The manifest as if the hints had been built for home."""
    manifest = read_manifest(folder)
    return manifest.model_copy(
        update={"options": manifest.options.model_copy(update={"hints": "lan", "wifi": wifi})}
    )


def test_a_new_sheet_lies_beside_the_output_which_stays_as_it_is(home: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    path = write_join_sheet(home, at_home(home), NEW, Wifi("Home", "open sesame"))
    assert path == home.with_name("kit.night") / "join.pdf"
    assert codes_on(path) == {"HTTP://192.168.1.77:8737/", "WIFI:T:WPA;S:Home;P:open sesame;;"}
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    assert [item.name for item in path.parent.iterdir()] == ["join.pdf"]


def test_a_second_sheet_takes_the_place_of_the_first(home: Path) -> None:
    write_join_sheet(home, at_home(home), NEW)
    path = write_join_sheet(home, at_home(home), "http://192.168.1.78:8737")
    assert codes_on(path) == {"HTTP://192.168.1.78:8737/"}


def test_a_link_in_the_place_of_the_sheet_is_replaced_and_not_followed(home: Path, tmp_path: Path) -> None:
    folder = home.with_name("kit.night")
    folder.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (folder / "join.pdf").symlink_to(victim)
    write_join_sheet(home, at_home(home), NEW)
    assert victim.read_text() == "mine"
    assert not (folder / "join.pdf").is_symlink()


def test_a_sheet_that_cannot_be_written_is_told_and_the_night_goes_on(home: Path) -> None:
    home.with_name("kit.night").write_text("a file in the folder's place")
    with pytest.raises(OutputError, match="cannot be written"):
        write_join_sheet(home, at_home(home), NEW)
    told: list[Message] = []
    assert renew_join_sheet(home, at_home(home), NEW, told.append) is None
    assert [said.key for said in told] == ["join.night.failed"]


def test_the_host_is_told_where_the_sheet_is(home: Path) -> None:
    told: list[Message] = []
    path = renew_join_sheet(home, at_home(home), NEW, told.append)
    assert path is not None
    assert [said.key for said in told] == ["join.night.written"]
    assert told[0].values["path"] == str(path)


@pytest.mark.parametrize("base", ["http://127.0.0.1:8737", "http://localhost:1", "http://[::1]:8737"])
def test_no_sheet_is_made_for_an_address_that_no_phone_reaches(home: Path, base: str) -> None:
    assert renew_join_sheet(home, at_home(home), base, lambda said: None) is None
    assert not home.with_name("kit.night").exists()


def test_no_sheet_is_made_for_a_kit_whose_hints_are_on_the_web(home: Path) -> None:
    assert renew_join_sheet(home, read_manifest(home), NEW, lambda said: None) is None


def test_the_wifi_code_comes_again_where_the_environment_has_the_password(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    path = renew_join_sheet(home, at_home(home, "Home"), NEW, lambda said: None)
    assert path is not None
    assert codes_on(path) == {"HTTP://192.168.1.77:8737/"}
    monkeypatch.setenv(PASSWORD_VARIABLE, "open sesame")
    path = renew_join_sheet(home, at_home(home, "Home"), NEW, lambda said: None)
    assert path is not None
    assert "WIFI:T:WPA;S:Home;P:open sesame;;" in codes_on(path)
    monkeypatch.setenv(PASSWORD_VARIABLE, "short")
    told: list[Message] = []
    assert renew_join_sheet(home, at_home(home, "Home"), NEW, told.append) is None
    assert "short" not in str(told[0].values["problem"])
