"""The diary: what was written is there again, and a full disk ends nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kitgen.errors import ServeError
from kitgen.night.events import TABLE, Event, Kind
from kitgen.night.folder import diary_path, night_folder
from kitgen.night.record import Record
from tests.hints.sample import EYES
from tests.night.sample_night import PLAN, PRINT, Clock, a_desk

STARTED = Event(1.5, Kind.STARTED)
NOTE = Event(2.5, Kind.NOTE, "2", EYES.id, "it's; drop table events; --", -3.0)


def test_a_diary_that_is_opened_again_has_all_that_was_written(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "night-1.sqlite"
    first = Record(path, PRINT)
    first.add(STARTED)
    first.add(NOTE)
    first.note_fact("teams", "4")
    # It is not closed: a computer that dies closes nothing.
    again = Record(path, PRINT)
    assert again.events == (STARTED, NOTE)
    assert again.fact("teams") == "4"
    first.close()
    again.close()


def test_keys_stay_the_same_when_a_night_is_taken_up_again(tmp_path: Path) -> None:
    first = a_desk(teams=3, path=tmp_path / "n.sqlite")
    first.start()
    again = a_desk(teams=3, path=tmp_path / "n.sqlite")
    assert (first.host_key, first.board_key, first.team_codes) == (
        again.host_key,
        again.board_key,
        again.team_codes,
    )
    assert len({first.host_key, first.board_key, *first.team_codes}) == 5
    assert again.state.clock.started == Clock().now
    other = a_desk(teams=3, path=tmp_path / "other.sqlite")
    assert other.host_key != first.host_key


def test_another_prints_diary_is_refused_with_a_next_step(tmp_path: Path) -> None:
    Record(tmp_path / "n.sqlite", PRINT).close()
    with pytest.raises(ServeError, match="diary of another print") as caught:
        Record(tmp_path / "n.sqlite", "WXYZ-9999")
    assert "--new-night" in caught.value.hint


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one" * 20, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_diary_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "n.sqlite"
    path.write_bytes(content)
    if content.startswith(b"SQLite"):
        path.write_bytes(content + b"\xff" * 4096)
    with pytest.raises(ServeError, match="no diary of a night"):
        Record(path, PRINT)
    assert path.read_bytes()[: len(content)] == content


def test_an_event_that_nobody_knows_makes_a_diary_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite"
    Record(path, PRINT).close()
    with sqlite3.connect(path) as file:
        file.execute("insert into events values (1, 1.0, 'exploded', '', '', '', 0.0)")
    file.close()
    with pytest.raises(ServeError, match="cannot be read"):
        Record(path, PRINT)


def test_on_a_full_disk_the_night_goes_on_and_is_written_once_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite"
    desk = a_desk(path=path)
    assert desk.record._file is not None
    pages = desk.record._file.execute("pragma page_count").fetchone()[0]
    desk.record._file.execute(f"pragma max_page_count = {pages}")
    desk.start()
    while not desk.record.fault:
        desk.note("the disk fills up " + "x" * 200)
    assert "full" in desk.record.fault
    desk.offer(TABLE, EYES.id)
    assert desk.state.offered(TABLE, PLAN.puzzles[EYES.id]) is not None
    desk.record._file.execute("pragma max_page_count = 100000")
    desk.note("room again")
    assert desk.record.fault == ""
    assert a_desk(path=path).record.events == desk.record.events


def test_where_no_file_can_be_made_the_night_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    record = Record(tmp_path / "taken" / "n.sqlite", PRINT)
    assert record.fault
    record.add(STARTED)
    assert record.events == (STARTED,)


def test_a_nights_files_lie_beside_the_output_and_another_night_has_its_own(tmp_path: Path) -> None:
    output = tmp_path / "small-door"
    assert night_folder(output) == tmp_path / "small-door.night"
    first = diary_path(output, is_new=False)
    assert first == diary_path(output, is_new=True)
    Record(first, PRINT).close()
    assert diary_path(output, is_new=False) == first
    assert diary_path(output, is_new=True).name == "night-2.sqlite"
