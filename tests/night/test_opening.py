"""A night is opened with what the host asked for, and its codes lead where they say."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from kitgen.build import BuildOptions, build_kit
from kitgen.codes import qr_matrix
from kitgen.errors import ServeError
from kitgen.manifest import Manifest, read_manifest
from kitgen.night.app import takes_gzip
from kitgen.night.folder import diary_path
from kitgen.night.host_file import read_host_file, read_plan
from kitgen.night.opening import Wishes, open_night
from kitgen.night.plan import NightPlan
from kitgen.night.terminal import terminal_code
from kitgen.output import write_output
from tests.night.sample_night import SAY

HOME = "http://192.168.178.20:8737"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opening") / "kit"
    write_output(folder, build_kit(BuildOptions("trial", seed="moth", home=HOME)).files)
    return folder


def known(output: Path) -> tuple[Manifest, NightPlan]:
    manifest = read_manifest(output)
    plan = read_plan(output, read_host_file(output, manifest))
    assert plan is not None
    return manifest, plan


def test_the_plan_names_every_puzzle_and_no_answer(output: Path) -> None:
    manifest, plan = known(output)
    assert set(plan.puzzles) == {puzzle.id for puzzle in manifest.puzzles}
    told = json.loads((output / "host" / "solutions.json").read_bytes())
    words = json.dumps(told["night"])
    assert not [puzzle["answer"] for puzzle in told["puzzles"] if puzzle["answer"] in words]
    for puzzle in plan.puzzles.values():
        assert [rung.name for rung in puzzle.hints()][-1] == "answer"
        assert all((output / "hints" / rung.code / "index.html").is_file() for rung in puzzle.rungs)


def test_wishes_hold_for_this_night_and_are_kept(output: Path) -> None:
    manifest, plan = known(output)
    wishes = Wishes(3, {"from_minute": 5, "timers": True}, new_night=True)
    night = open_night(output, manifest, plan, wishes, HOME, SAY)
    assert night.desk.state.rules.from_minute == 5
    assert list(night.desk.state.teams) == ["1", "2", "3"]
    night.desk.record.close()
    again = open_night(output, manifest, plan, Wishes(None, {}, new_night=False), HOME, SAY)
    assert again.desk.state.rules.from_minute == 5
    assert len(again.desk.state.teams) == 3
    again.desk.record.close()
    with pytest.raises(ServeError, match="began with 3 teams, not 4"):
        open_night(output, manifest, plan, Wishes(4, {}, new_night=False), HOME, SAY)


def test_another_night_has_another_diary_and_other_keys(output: Path) -> None:
    manifest, plan = known(output)
    nights = []
    for _ in range(2):
        night = open_night(output, manifest, plan, Wishes(None, {}, new_night=True), HOME, SAY)
        nights.append((night.desk.host_key, night.desk.record.path))
        night.desk.record.close()
    assert nights[0][0] != nights[1][0]
    assert nights[1][1] == diary_path(output, is_new=False)
    assert nights[0][1] != nights[1][1]


def test_the_code_in_a_terminal_scans() -> None:
    text = terminal_code(qr_matrix(f"{HOME}/host/K7Q2M9XBK7Q2M9XB"))
    halves = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}
    rows = []
    for line in text.split("\n"):
        cells = [halves[sign] for sign in line.removeprefix("\x1b[30;107m").removesuffix("\x1b[0m")]
        rows += [[upper for upper, _ in cells], [lower for _, lower in cells]]
    picture = np.array(rows, dtype=np.uint8).repeat(4, axis=0).repeat(4, axis=1)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"{HOME}/host/K7Q2M9XBK7Q2M9XB"]


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.5", True), ("*", True), ("GZIP", True), ("", False),
     ("identity", False), ("gzip;q=0", False), ("gzip; q=0.0", False), ("xgzip", False)],
)  # fmt: skip
def test_pages_go_packed_to_whoever_takes_that(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) is takes
