"""Printers that a host has named: each a print profile in a file of its own in the user's config folder.

One file a printer, because a file can be written whole: saving one printer cannot harm another.

    format = 1

    paper = "a4"
    duplex = "long"
    offset_mm = [0.5, -1]
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import platformdirs

from kitgen.data import TomlFile, load_toml, shown_path
from kitgen.errors import DataError, OutputError, Problem, UsageError
from kitgen.printing.profile import (
    CHOICES,
    LARGEST_OFFSET_MM,
    OFFSETS,
    SWITCHES,
    PlainSetting,
    PrintProfile,
    plain_settings,
    tidy_offset,
)
from kitgen.printing.whole import write_whole

CONFIG_VARIABLE = "KITGEN_CONFIG_DIR"
"""Environment variable that names another folder than the user's own."""

FORMAT = 1
LARGEST_FILE_BYTES = 10_000
"""A printer takes some 300 bytes; the rest is room for comments."""

LONGEST_NAME = 40
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Windows takes a file of such a name for a device, whatever its ending."""

KEYS = tuple(field.name for field in fields(PrintProfile))


def config_folder() -> Path:
    """Where the user's settings lie: the platform's place for them, or what the environment names."""
    named = os.environ.get(CONFIG_VARIABLE, "")
    return Path(named) if named.strip() else platformdirs.user_config_path("kitgen", appauthor=False)


def printer_file(name: str) -> Path:
    """The file of the printer of that name, whether it is there or not.

    Raises:
        UsageError: that cannot be a printer's name.
    """
    shown = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME or name in _DEVICES:
        raise UsageError(
            f"{shown!r} cannot name a printer; a name has small letters a to z, digits and single hyphens, "
            f"begins with a letter and has at most {LONGEST_NAME} characters.",
            "For example: den, office-2.",
        )
    return config_folder() / "printers" / f"{name}.toml"


def printer_names() -> tuple[str, ...]:
    """The names of all saved printers, in order.

    Raises:
        OutputError: the folder cannot be read.
    """
    folder = config_folder() / "printers"
    try:
        found = [path.stem for path in folder.glob("*.toml")] if folder.is_dir() else []
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{shown_path(folder)}: it cannot be read: {getattr(error, 'strerror', None) or error}.",
            f"Check who may read it, or name another folder in {CONFIG_VARIABLE}.",
        ) from error
    return tuple(sorted(name for name in found if _NAME.fullmatch(name)))


def save_printer(name: str, profile: PrintProfile) -> bool:
    """Keep a profile under a name; one that is there already is replaced as a whole.

    Returns:
        Whether there was one before.

    Raises:
        UsageError: that cannot be a printer's name.
        OutputError: the file cannot be written; nothing was changed.
    """
    file = printer_file(name)
    was_there = os.path.lexists(file)
    write_whole(file, _toml(profile).encode())
    return was_there


def load_printer(name: str) -> PrintProfile:
    """The profile that was saved under a name.

    Raises:
        UsageError: there is no such printer, or that cannot be a name.
        DataError: its file is broken; all problems at once.
    """
    file = _known_file(name)
    shown = shown_path(file)
    toml = load_toml(file, shown, LARGEST_FILE_BYTES)
    return _profile(toml)


def forget_printer(name: str) -> None:
    """Remove a saved printer.

    Raises:
        UsageError: there is no such printer, or that cannot be a name.
        OutputError: its file cannot be removed.
    """
    file = _known_file(name)
    try:
        file.unlink()
    except OSError as error:
        raise OutputError(
            f"{shown_path(file)}: it cannot be removed: {error.strerror or error}.",
            "Check who may write there.",
        ) from error


def profile_from(given: Mapping[str, Any], printer: str | None = None) -> PrintProfile:
    """What a print is to be like: what is given goes before what the printer says, that before the default.

    There is no printer that is used without being named: the same command gives the same bytes anywhere.

    Args:
        given: values by field of `PrintProfile`, only those that were asked for.
        printer: a saved printer's name, or None.

    Raises:
        UsageError: there is no such printer, or an offset is too large.
        DataError: the printer's file is broken.
    """
    base = PrintProfile() if printer is None else load_printer(printer)
    return replace(base, **given)


def _known_file(name: str) -> Path:
    file = printer_file(name)
    if os.path.lexists(file):
        return file
    known = printer_names()
    if not known:
        raise UsageError(
            f"There is no printer {name!r}; none are saved in {shown_path(file.parent)}.",
            f"Save it first: kitgen printer save {name} --paper a4",
        )
    near = get_close_matches(name, known, n=1)
    raise UsageError(
        f"There is no printer {name!r}; saved are {', '.join(known)}.",
        f"Did you mean {near[0]!r}?" if near else f"Save it first: kitgen printer save {name} --paper a4",
    )


def _toml(profile: PrintProfile) -> str:
    lines = [f"format = {FORMAT}", ""]
    lines += [f"{key} = {_toml_value(value)}" for key, value in plain_settings(profile).items()]
    return "\n".join(lines) + "\n"


def _toml_value(value: PlainSetting) -> str:
    """Names are plain words, so that no character needs escaping."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return f"[{value[0]:g}, {value[1]:g}]"


def _profile(toml: TomlFile) -> PrintProfile:
    """A printer's file as a profile; what it does not say is left at the default."""
    problems = []
    version = toml.data.get("format")
    if isinstance(version, bool) or version != FORMAT:
        found = "format is missing" if version is None else f"format is {_found(version)}"
        problems.append(toml.problem(("format",), f"{found}; it must be {FORMAT}.", _SAVE_AGAIN))
    values: dict[str, Any] = {}
    for key, found in toml.data.items():
        if key == "format":
            continue
        if key not in KEYS:
            problems.append(_unknown(toml, key))
            continue
        value, allowed = _read(key, found)
        if value is None:
            what = f"{key} is {_found(found)}; it must be {allowed}."
            problems.append(toml.problem((key,), what, "Mend that line, or save the printer again."))
        values[key] = value
    if problems:
        raise DataError(problems)
    return PrintProfile(**values)


_SAVE_AGAIN = "Save the printer again with this version of kitgen: kitgen printer save NAME."


def _unknown(toml: TomlFile, key: str) -> Problem:
    near = get_close_matches(key.lower()[:80], KEYS, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else "Take that line out."
    what = f"{_found(key)} is not a known key; allowed here: format, {', '.join(KEYS)}."
    return toml.problem((key,), what, hint)


def _read(key: str, found: object) -> tuple[Any, str]:
    """The value of a key, or None, and what is allowed there."""
    if key in CHOICES:
        choices = CHOICES[key]
        value = choices.get(found) if isinstance(found, str) else None
        return value, f"one of {', '.join(choices)}, in quotes"
    if key in SWITCHES:
        return found if isinstance(found, bool) else None, "true or false"
    assert key in OFFSETS, key
    allowed = (
        f"two numbers from -{LARGEST_OFFSET_MM:g} to {LARGEST_OFFSET_MM:g}: "
        "millimetres to the right and down, such as [0.5, -1]"
    )
    if not isinstance(found, list) or len(found) != 2:
        return None, allowed
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in found):
        return None, allowed
    right, down = found
    if max(abs(right), abs(down)) > LARGEST_OFFSET_MM:
        return None, allowed
    return tidy_offset(right, down), allowed


def _found(value: object) -> str:
    """A value as it stands in a file, cut short, with nothing that moves a terminal's cursor."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
