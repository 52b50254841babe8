"""Printers kept by name: what is saved is what comes back, and a broken file is told by line."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.errors import DataError, OutputError, UsageError
from kitgen.printing.printers import (
    CONFIG_VARIABLE,
    KEYS,
    config_folder,
    forget_printer,
    load_printer,
    printer_file,
    printer_names,
    profile_from,
    save_printer,
)
from kitgen.printing.profile import (
    CHOICES,
    OFFSETS,
    SWITCHES,
    Duplex,
    Ink,
    PrintProfile,
    plain_settings,
    tidy_offset,
    typed_option,
)
from kitgen.printing.whole import write_whole
from kitgen.units import PAPERS


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv(CONFIG_VARIABLE, str(folder))
    return folder


def written(config: Path, text: str | bytes, name: str = "den") -> Path:
    file = config / "printers" / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


MILLIMETRES = st.floats(-3, 3).map(lambda value: round(value, 2))
PROFILES = st.builds(
    PrintProfile,
    **{key: st.sampled_from(list(choices.values())) for key, choices in CHOICES.items()},
    **{key: st.booleans() for key in SWITCHES},
    **{key: st.builds(tidy_offset, MILLIMETRES, MILLIMETRES) for key in OFFSETS},
)


@given(PROFILES)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_what_is_saved_comes_back(profile: PrintProfile) -> None:
    save_printer("den", profile)
    assert load_printer("den") == profile


def test_every_field_of_a_profile_is_kept() -> None:
    assert {*CHOICES, *SWITCHES, *OFFSETS} == set(KEYS) == set(plain_settings(PrintProfile()))


@given(PROFILES)
@settings(derandomize=True, deadline=None, max_examples=20)
def test_equal_profiles_make_equal_files(profile: PrintProfile) -> None:
    save_printer("one", profile)
    save_printer("two", load_printer("one"))
    assert printer_file("one").read_bytes() == printer_file("two").read_bytes()


def test_saving_says_whether_it_replaced_and_replaces_as_a_whole() -> None:
    assert save_printer("den", PrintProfile(ink=Ink.GREY, sleeves=True)) is False
    assert save_printer("den", PrintProfile(duplex=Duplex.LONG)) is True
    assert load_printer("den") == PrintProfile(duplex=Duplex.LONG)


def test_what_is_given_goes_before_the_printer_and_that_before_the_default() -> None:
    save_printer("den", PrintProfile(paper=PAPERS["letter"], ink=Ink.GREY, sleeves=True))
    chosen = profile_from({"ink": Ink.SAVER, "sleeves": False}, "den")
    assert (chosen.paper.name, chosen.ink, chosen.sleeves) == ("letter", Ink.SAVER, False)
    assert chosen.cards == PrintProfile().cards


def test_no_printer_is_used_without_being_named() -> None:
    save_printer("default", PrintProfile(paper=PAPERS["letter"]))
    assert profile_from({}) == PrintProfile()


def test_an_empty_name_is_refused_rather_than_taken_for_none() -> None:
    with pytest.raises(UsageError, match="cannot name a printer"):
        profile_from({}, "")


def test_a_file_may_say_little_and_the_rest_is_default(config: Path) -> None:
    written(config, '# by hand\nformat = 1\noffset_mm = [1, -0.5]\nduplex = "short"\n')
    assert load_printer("den") == PrintProfile(offset_mm=(1.0, -0.5), duplex=Duplex.SHORT)


NAMES_REFUSED = (
    "",
    " ",
    "Den",
    "../den",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "den.toml",
    ".den",
    "-den",
    "den-",
    "a--b",
    "9den",
    "den\n",
    "den\0",
    "dén",
    "com1",
    "nul",
    "a" * 41,
)


@pytest.mark.parametrize("name", NAMES_REFUSED)
@pytest.mark.parametrize("act", [printer_file, load_printer, forget_printer])
def test_a_hostile_name_is_refused_before_any_file_is_touched(name: str, act: Any, config: Path) -> None:
    with pytest.raises(UsageError, match="cannot name a printer") as caught:
        act(name)
    assert caught.value.hint
    assert len(str(caught.value)) < 250
    assert not config.exists()


@pytest.mark.parametrize("name", ["den", "office-2", "a" * 40, "console"])
def test_a_plain_name_is_taken(name: str) -> None:
    save_printer(name, PrintProfile())
    assert printer_names() == (name,)


PROBLEMS = {
    'paper = "a4"\n': (1, "format is missing; it must be 1"),
    "format = 2\n": (1, "format is 2; it must be 1"),
    "format = true\n": (1, "format is true; it must be 1"),
    'format = 1\npaper = "a5"\n': (2, "paper is 'a5'; it must be one of a4, letter"),
    "format = 1\npaper = 4\n": (2, "paper is 4; it must be one of a4, letter"),
    "format = 1\n\nduplex = true\n": (3, "duplex is true; it must be one of none, long, short, fold"),
    'format = 1\nsleeves = "yes"\n': (2, "sleeves is 'yes'; it must be true or false"),
    "format = 1\nlarge_print = 1\n": (2, "large_print is 1; it must be true or false"),
    "format = 1\noffset_mm = 1\n": (2, "offset_mm is 1; it must be two numbers from -3 to 3"),
    "format = 1\noffset_mm = [1]\n": (2, "it must be two numbers"),
    "format = 1\noffset_mm = [1, 2, 3]\n": (2, "it must be two numbers"),
    "format = 1\noffset_mm = [1, true]\n": (2, "it must be two numbers"),
    'format = 1\noffset_mm = "1,2"\n': (2, "it must be two numbers"),
    "format = 1\nback_offset_mm = [0, 3.1]\n": (2, "from -3 to 3"),
    "format = 1\noffset_mm = [nan, 0]\n": (2, "must be a finite number"),
    "format = 1\noffset_mm = [0, -inf]\n": (2, "must be a finite number"),
    "format = 1\noffset_mm = [0, 99999999999999999999]\n": (2, "beyond 64 bits"),
    "format = 1\nofset_mm = [0, 1]\n": (2, "'ofset_mm' is not a known key; allowed here: format, paper"),
    "format = 1\n[paper]\nname = 'a4'\n": (2, "paper is {'name': 'a4'}; it must be one of"),
    'format = 1\npaper = "a4\n': (2, "not valid TOML"),
    'format = 1\npaper = "a4"\npaper = "a4"\n': (3, "not valid TOML"),
}


@pytest.mark.parametrize("text", PROBLEMS, ids=lambda text: " ".join(text.split()))
def test_a_broken_file_is_told_by_file_line_key_and_what_is_allowed(text: str, config: Path) -> None:
    file = written(config, text)
    line, said = PROBLEMS[text]
    with pytest.raises(DataError) as caught:
        load_printer("den")
    problem = caught.value.problems[0]
    assert (problem.path, problem.line) == (file.as_posix(), line)
    assert said in problem.message
    assert problem.hint


def test_all_problems_of_a_file_are_told_at_once(config: Path) -> None:
    written(config, "format = 1\nsleeves = 3\ncolour = 1\nink = 'blood'\n")
    with pytest.raises(DataError) as caught:
        load_printer("den")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


def test_a_near_miss_of_a_key_is_named(config: Path) -> None:
    written(config, "format = 1\nsleeve = true\n")
    with pytest.raises(DataError) as caught:
        load_printer("den")
    assert caught.value.problems[0].hint == "Did you mean 'sleeves'?"


def test_a_file_that_is_no_text_or_too_large_is_refused(config: Path) -> None:
    written(config, b"format = 1\n# \xff\n")
    with pytest.raises(DataError, match=r"den\.toml:2: byte 0xFF is not UTF-8"):
        load_printer("den")
    written(config, "format = 1\n" + "#" * 10_000)
    with pytest.raises(DataError, match="10 kB; at most 10 kB are read"):
        load_printer("den")


def test_a_folder_or_a_pipe_in_the_place_of_a_file_is_refused(config: Path) -> None:
    (config / "printers" / "den.toml").mkdir(parents=True)
    os.mkfifo(config / "printers" / "pipe.toml")
    with pytest.raises(DataError, match="this is a folder"):
        load_printer("den")
    with pytest.raises(DataError, match="no plain file"):
        load_printer("pipe")
    with pytest.raises(OutputError, match="cannot be removed"):
        forget_printer("den")
    with pytest.raises(OutputError, match="there is a folder of that name"):
        save_printer("den", PrintProfile())


def test_an_unknown_printer_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="none are saved") as caught:
        load_printer("den")
    assert "kitgen printer save den" in caught.value.hint
    save_printer("office", PrintProfile())
    save_printer("den", PrintProfile())
    with pytest.raises(UsageError, match="no printer 'ofice'; saved are den, office") as caught:
        load_printer("ofice")
    assert caught.value.hint == "Did you mean 'office'?"


def test_a_forgotten_printer_is_gone_and_others_stay() -> None:
    save_printer("den", PrintProfile())
    save_printer("office", PrintProfile())
    forget_printer("den")
    assert printer_names() == ("office",)
    with pytest.raises(UsageError, match="no printer 'den'"):
        forget_printer("den")


def test_files_that_are_no_printers_are_not_listed(config: Path) -> None:
    save_printer("den", PrintProfile())
    for name in ("Notes.toml", ".den.toml-x.new", "readme.txt"):
        (config / "printers" / name).write_text("x")
    assert printer_names() == ("den",)


def test_a_file_in_the_place_of_the_folder_is_told(config: Path) -> None:
    config.mkdir()
    (config / "printers").write_text("")
    with pytest.raises(OutputError, match="nothing was written"):
        save_printer("den", PrintProfile())
    assert printer_names() == ()


def test_without_the_variable_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, "", " "):
        if value is None:
            monkeypatch.delenv(CONFIG_VARIABLE)
        else:
            monkeypatch.setenv(CONFIG_VARIABLE, value)
        assert config_folder().is_absolute()
        assert config_folder().name == "kitgen"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_fills_up_leaves_the_old_printer_whole(
    step: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_printer("den", PrintProfile(sleeves=True))
    before = printer_file("den").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(OutputError, match="the disk is full; nothing was written"):
        save_printer("den", PrintProfile())
    assert [path.name for path in (config / "printers").iterdir()] == ["den.toml"]
    assert printer_file("den").read_bytes() == before


def test_a_written_file_can_be_read_by_whoever_may_read_the_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.txt", b"x")
    assert stat.S_IMODE((tmp_path / "a" / "b.txt").stat().st_mode) == 0o644


def test_a_link_is_replaced_and_what_it_names_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "link").symlink_to(tmp_path / "precious")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "precious").read_text() == "precious"
    assert (tmp_path / "link").read_bytes() == b"new"
    assert not (tmp_path / "link").is_symlink()


def test_settings_are_typed_as_options_take_them() -> None:
    assert typed_option("back_offset_mm", (0.5, -1.0)) == "--back-offset 0.5,-1"
    assert typed_option("paper", "a4") == "--paper a4"
    assert [typed_option("large_print", value) for value in (True, False)] == ["--large-print", ""]


def test_offsets_have_no_negative_nought() -> None:
    tidy = [tidy_offset(*pair) for pair in itertools.product((-0.0, -0.001, 0.0), repeat=2)]
    assert {repr(pair) for pair in tidy} == {"(0.0, 0.0)"}
