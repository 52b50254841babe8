"""`kitgen printer` and the options of a print, as a host types them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pypdfium2
import pytest
from click.testing import CliRunner, Result

import kitgen.build
from kitgen.cli import main
from kitgen.cli.commands import build
from kitgen.cli.printers import save
from kitgen.errors import KitgenError
from kitgen.layout.calibration import save_command
from kitgen.printing.printers import CONFIG_VARIABLE, load_printer
from kitgen.printing.profile import (
    CARD_FORMATS,
    CHOICES,
    OFFSETS,
    SWITCHES,
    Duplex,
    Envelopes,
    Ink,
    Lettering,
    PrintProfile,
)
from kitgen.units import PAPERS

EVERYTHING = [
    *("--paper", "letter", "--cards", "tarot", "--duplex", "short", "--ink", "saver", "--face", "legible"),
    *(
        "--envelopes",
        "covers",
        "--offset",
        "0.5,-1",
        "--back-offset",
        "-0.25,0",
        "--large-print",
        "--sleeves",
    ),
]
ALL_OF_IT = PrintProfile(
    PAPERS["letter"],
    CARD_FORMATS["tarot"],
    Duplex.SHORT,
    Ink.SAVER,
    (0.5, -1.0),
    (-0.25, 0.0),
    large_print=True,
    sleeves=True,
    face=Lettering.LEGIBLE,
    envelopes=Envelopes.COVERS,
)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def built_with(monkeypatch: pytest.MonkeyPatch, *words: str) -> PrintProfile:
    """The profile that `build` hands to the road, which is cut off right there."""
    asked: list[Any] = []

    def stop(options: Any, *_: Any) -> None:
        asked.append(options)
        raise KitgenError("far enough")

    monkeypatch.setattr(kitgen.build, "build_to", stop)
    result = run("build", "small-door", *words)
    assert "far enough" in result.output
    profile = asked[0].profile
    assert isinstance(profile, PrintProfile)
    return profile


def test_all_options_reach_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    assert built_with(monkeypatch, *EVERYTHING) == ALL_OF_IT


def test_without_options_the_profile_is_the_default_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert built_with(monkeypatch) == PrintProfile()


def test_what_is_typed_goes_before_the_named_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    run("printer", "save", "den", *EVERYTHING)
    assert built_with(monkeypatch, "--printer", "den") == ALL_OF_IT
    other = built_with(monkeypatch, "--printer", "den", "--paper", "a4", "--no-sleeves", "--offset", "0,0")
    assert (other.paper.name, other.sleeves, other.offset_mm) == ("a4", False, (0.0, 0.0))
    assert (other.cards.name, other.large_print, other.back_offset_mm) == ("tarot", True, (-0.25, 0.0))


def test_build_and_save_take_the_same_options() -> None:
    def fields(command: click.Command) -> set[str | None]:
        return {parameter.name for parameter in command.params}

    assert {*CHOICES, *SWITCHES, *OFFSETS} <= fields(build)
    assert fields(save) == {*CHOICES, *SWITCHES, *OFFSETS, "name"}


def test_a_printer_is_saved_listed_shown_and_forgotten() -> None:
    assert "No printers are saved" in run("printer", "list").output
    saved = run("printer", "save", "den", *EVERYTHING)
    assert saved.exit_code == 0
    assert "Saved den as a whole: --paper letter" in saved.output
    assert load_printer("den") == ALL_OF_IT
    assert "Replaced den as a whole" in run("printer", "save", "den", "--ink", "grey").output
    assert load_printer("den") == PrintProfile(ink=Ink.GREY)
    assert "den      --paper a4 --cards poker --duplex none --ink grey" in run("printer", "list").output
    shown = run("printer", "show", "den").output
    assert "--offset 0,0" in shown
    assert "--no-large-print" in shown
    assert run("printer", "forget", "den").output == "Forgot den.\n"
    assert "No printers are saved" in run("printer", "list").output


def test_what_show_prints_can_be_typed_again() -> None:
    run("printer", "save", "den", *EVERYTHING)
    lines = run("printer", "show", "den").output.splitlines()
    typed = [word for line in lines if line.startswith("  --") for word in line.split()]
    run("printer", "save", "twin", *typed)
    assert load_printer("twin") == ALL_OF_IT


def test_the_command_on_the_calibration_page_loses_nothing_that_was_saved() -> None:
    command = " ".join(save_command(ALL_OF_IT, "twin")).replace("X,Y", "0.5,-1", 1).replace("X,Y", "-0.25,0")
    assert run(*command.split()[1:]).exit_code == 0
    assert load_printer("twin") == ALL_OF_IT


def test_the_list_shows_good_printers_and_tells_of_broken_ones(tmp_path: Path) -> None:
    run("printer", "save", "den")
    (tmp_path / "config" / "printers" / "attic.toml").write_text("format = 1\nink = 'blood'\n")
    result = run("printer", "list")
    assert result.exit_code == 1
    assert "den      --paper a4" in result.output
    assert "attic.toml:2: ink is 'blood'; it must be one of full, grey, saver" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["printer", "save", "den", "--offset", "4,0"], "--offset 4,0 would push ink off the page"),
        (["printer", "save", "den", "--back-offset", "0,-3.01"], "--back-offset 0,-3.01 would push"),
        (["printer", "save", "den", "--offset", "1"], "--offset '1' is not X,Y"),
        (["printer", "save", "den", "--offset", "1,2,3"], "is not X,Y"),
        (["printer", "save", "den", "--offset", "0,5,-1"], "with a point for decimals"),
        (["printer", "save", "den", "--offset", "nan,0"], "is not X,Y"),
        (["printer", "save", "den", "--offset", "inf,0"], "is not X,Y"),
        (["printer", "save", "den", "--offset", "1e999,0"], "is not X,Y"),
        (["printer", "save", "den", "--offset", "x" * 5000], "is not X,Y"),
        (["printer", "save", "den", "--back-offset", ""], "--back-offset '' is not X,Y"),
        (["printer", "save", "den", "--cards", "jumbo"], "'jumbo' is not one of"),
        (["printer", "save", "den", "--ink", "blood"], "'blood' is not one of"),
        (["printer", "save", "../den"], "cannot name a printer"),
        (["printer", "show", "den"], "There is no printer 'den'"),
        (["printer", "forget", "den"], "There is no printer 'den'"),
        (["printer", "calibrate", "den"], "There is no printer 'den'"),
        (["printer", "calibrate", "--language", "xx"], "no words in the language 'xx'"),
        (["printer", "calibrate", "--language", "../en"], "no words in the language"),
        (["build", "--printer", "den"], "There is no printer 'den'"),
        (["build", "--printer", ""], "cannot name a printer"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else None,
)
def test_a_wrong_word_is_said_plainly_and_nothing_is_written(
    words: list[str], said: str, tmp_path: Path, at_home: Path
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output) < 700
    assert "Traceback" not in result.output
    assert not (tmp_path / "config").exists()
    assert list(at_home.iterdir()) == []


def pages_of(file: Path) -> int:
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def test_calibrate_writes_a_front_and_a_back_for_a_printer_nobody_knows_yet(at_home: Path) -> None:
    result = run("printer", "calibrate")
    assert result.exit_code == 0
    assert "both sides of one sheet" in result.output
    assert pages_of(at_home / "calibration.pdf") == 2


@pytest.mark.parametrize(("duplex", "count"), [("none", 1), ("fold", 1), ("long", 2), ("short", 2)])
def test_calibrate_has_a_back_only_where_sheets_have_two_sides(
    duplex: str, count: int, at_home: Path
) -> None:
    run("printer", "save", "den", "--duplex", duplex)
    assert run("printer", "calibrate", "den").exit_code == 0
    assert pages_of(at_home / "calibration-den.pdf") == count


@pytest.mark.parametrize("language", ["en", "de"])
def test_calibrating_again_replaces_the_page_and_nothing_else(language: str, at_home: Path) -> None:
    for duplex in ("long", "short"):
        words = ["--duplex", duplex, "--language", language, "-o", "page.pdf"]
        assert run("printer", "calibrate", *words).exit_code == 0
    letter = at_home / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter to grandmother")
    for words in (["-o", "letter.pdf"], ["-o", "."]):
        result = run("printer", "calibrate", *words)
        assert result.exit_code == 1
        assert "no calibration page of kitgen" in result.output
    assert letter.read_bytes() == b"%PDF-1.7 a letter to grandmother"
    assert sorted(path.name for path in at_home.iterdir()) == ["letter.pdf", "page.pdf"]


def test_the_same_printer_gives_the_same_page(at_home: Path) -> None:
    run("printer", "save", "den", *EVERYTHING)
    for name in ("one.pdf", "two.pdf"):
        run("printer", "calibrate", "den", "-o", name)
    assert (at_home / "one.pdf").read_bytes() == (at_home / "two.pdf").read_bytes()
