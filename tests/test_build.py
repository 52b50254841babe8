"""The road from a kit to a folder: the same everywhere, honest about its options, silent about answers."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from kitgen.build import BuildOptions, Built, build_kit, build_to
from kitgen.errors import LayoutError, OutputError, UsageError
from kitgen.manifest import MANIFEST_NAME, Manifest
from kitgen.mechanisms.contract import Level, PieceKind
from kitgen.printing.profile import PrintProfile
from kitgen.units import PAPERS
from tests.printed import page_words, words_in, words_of

ADDRESS = "http://192.168.1.20:8737"
ROOT = Path(__file__).parents[1]
FIRM, PLAIN = "print/firm-paper.pdf", "print/plain-paper.pdf"


def options(**changes: object) -> BuildOptions:
    return BuildOptions(**{"kit": "small-door", "seed": "moth", "hints": ADDRESS, **changes})  # type: ignore[arg-type]  # the tests give what the fields ask for


DIGEST = """
import hashlib
from kitgen.build import BuildOptions, build_kit
built = build_kit(BuildOptions("small-door", seed="moth", hints="http://192.168.1.20:8737"))
for path, data in built.files.items():
    print(path, hashlib.sha256(data).hexdigest())
"""


@pytest.mark.slow
def test_two_processes_in_other_surroundings_write_equal_bytes(built: Built, tmp_path: Path) -> None:
    here = "".join(f"{path} {hashlib.sha256(data).hexdigest()}\n" for path, data in built.files.items())
    for number, zone in (("1", "Pacific/Auckland"), ("4242", "America/St_Johns")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": number,
            "TZ": zone,
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C",
        }
        folder = tmp_path / number
        folder.mkdir()
        run = subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout == here


def test_another_seed_changes_every_answer_and_every_code(built: Built) -> None:
    other = build_kit(options(seed="owl"))
    for puzzle_id, made in built.made.items():
        assert other.made[puzzle_id].clues != made.clues
    assert not {p.hints for p in built.manifest.puzzles} & {p.hints for p in other.manifest.puzzles}
    assert other.manifest.fingerprint != built.manifest.fingerprint


def test_a_puzzles_level_changes_nothing_of_the_others(built: Built) -> None:
    other = build_kit(options(levels={"hidden-door": Level.HARD}))
    assert other.made["hidden-door"].clues != built.made["hidden-door"].clues
    for puzzle_id in ("three-eyes-hunt", "snow-globe-parents"):
        assert other.made[puzzle_id].clues == built.made[puzzle_id].clues
    assert [m.answer for m in other.made.values()] == [m.answer for m in built.made.values()]
    assert other.manifest.options.levels["hidden-door"] == "hard"


def test_one_puzzle_alone_is_the_same_puzzle(built: Built) -> None:
    alone = build_kit(options(only=("snow-globe-parents",)))
    assert list(alone.made) == ["snow-globe-parents"]
    assert alone.made["snow-globe-parents"].clues == built.made["snow-globe-parents"].clues
    assert {piece.puzzle for piece in alone.manifest.pieces} == {"kit", "snow-globe-parents"}


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_level_fits_every_paper(level: Level, paper: str) -> None:
    made = build_kit(options(difficulty=level, profile=PrintProfile(paper=PAPERS[paper])))
    assert all(puzzle.level == level.value for puzzle in made.manifest.puzzles)
    for name in (FIRM, PLAIN, "host/guide.pdf", "host/solutions.pdf"):
        document = pypdfium2.PdfDocument(made.files[name])
        assert {round(page.get_width()) for page in document} == {{"a4": 595, "letter": 612}[paper]}
        document.close()


@pytest.mark.slow
@pytest.mark.parametrize("level", list(Level))
def test_many_seeds_fit_the_smaller_paper_with_long_names_and_address(level: Level) -> None:
    names = {"heroine": "Maximiliane", "captor": "the Headmistress"}
    for seed in range(6):
        built = build_kit(
            options(
                seed=f"fit-{seed}",
                difficulty=level,
                profile=PrintProfile(paper=PAPERS["letter"]),
                names=names,
                hints="http://192.168.100.200:8737",
            )
        )
        assert len(built.made) == 16


def test_manifest_lists_every_file_and_names_no_answer_and_no_seed(built: Built) -> None:
    text = built.files[MANIFEST_NAME].decode()
    manifest = Manifest.model_validate_json(text)
    assert {entry.path for entry in manifest.files} == set(built.files) - {MANIFEST_NAME}
    for entry in manifest.files:
        assert hashlib.sha256(built.files[entry.path]).hexdigest() == entry.sha256
    values = json.loads(text)
    del values["files"]
    for made in built.made.values():
        assert made.answer not in json.dumps(values)
    assert '"moth"' not in text
    solutions = json.loads(built.files["host/solutions.json"])
    assert solutions["seed"] == "moth"
    assert {p["id"]: p["answer"] for p in solutions["puzzles"]} == {
        k: m.answer for k, m in built.made.items()
    }


HEADINGS = ("YOU NEED", "WHAT TO DO", "YOU ARE DONE WHEN", "THE ANSWER", "answer sheet")


def test_the_task_cards_of_each_puzzle_say_the_five_things(built: Built) -> None:
    for puzzle in built.manifest.puzzles:
        name = re.compile(rf"{puzzle.id}/task(-\d+)?")
        cards = [piece for piece in built.manifest.pieces if name.fullmatch(piece.id)]
        said = " ".join(words_in(built.files[card.file], card.page, card.box_mm) for card in cards)
        assert [heading for heading in HEADINGS if heading not in said] == [], puzzle.id


def test_a_sheet_that_stays_whole_says_the_five_things_and_a_board_whose_it_is(built: Built) -> None:
    whole = [
        f"{name}/{piece.id}"
        for name, made in built.made.items()
        for piece in made.pieces
        if piece.kind is PieceKind.SHEET
    ]
    places = {piece.id: (piece.file, piece.page) for piece in built.manifest.pieces if piece.id in whole}
    assert sorted(places) == sorted(whole)
    titles = {puzzle.id: puzzle.title for puzzle in built.manifest.puzzles}
    pages = {file: page_words(built.files[file]) for file in (FIRM, PLAIN)}
    for name, (file, page) in places.items():
        said = pages[file][page - 1]
        assert f"{titles[name.split('/')[0]]}: " in said
        if file == PLAIN:
            assert [heading for heading in HEADINGS if heading not in said] == [], name


def test_pieces_to_cut_are_said_to_the_host_with_title_envelope_and_what_to_do(built: Built) -> None:
    loose = {
        f"{name}/{piece.id}"
        for name, made in built.made.items()
        for piece in made.pieces
        if piece.kind is PieceKind.PROP
    }
    titles = {puzzle.id: puzzle.title for puzzle in built.manifest.puzzles}
    acts = {puzzle.id: puzzle.act for puzzle in built.manifest.puzzles}
    numbers = {envelope.id: i for i, envelope in enumerate(built.manifest.envelopes, start=1)}
    pages = page_words(built.files[FIRM])
    seen = set()
    for piece in built.manifest.pieces:
        if piece.id in loose:
            page = pages[piece.page - 1]
            assert piece.file == FIRM
            assert f"{titles[piece.puzzle]} · envelope {numbers[acts[piece.puzzle]]}" in page
            beside = [p for p in built.manifest.pieces if (p.file, p.page) == (FIRM, piece.page)]
            captions = {p.puzzle for p in beside if p.id in loose or p.group in ("plate", "rings")}
            assert page.count("Before the night: ") == len(captions)
            seen.add(piece.id)
    assert seen == loose


def test_names_of_the_host_stand_in_the_story() -> None:
    made = build_kit(options(names={"heroine": "Zuzana"}))
    assert "Zuzana" in words_of(made.files[FIRM])
    assert made.manifest.options.names["heroine"] == "Zuzana"


def test_without_hints_there_is_no_code_and_no_site(built: Built) -> None:
    made = build_kit(options(hints="none"))
    assert not any(path.startswith("hints/") for path in made.files)
    assert all(puzzle.hints == "" for puzzle in made.manifest.puzzles)
    assert "type this code" in words_of(built.files[FIRM])
    assert "type this code" not in words_of(made.files[FIRM])


def test_a_typed_address_is_printed_as_it_is_typed() -> None:
    made = build_kit(options(hints="https://example.org/h"))
    assert made.manifest.options.hints == "url"
    assert all(puzzle.hints.startswith("https://example.org/h/") for puzzle in made.manifest.puzzles)


def test_an_address_too_long_for_a_code_is_named_with_its_limit() -> None:
    with pytest.raises(LayoutError, match="62") as caught:
        build_kit(options(hints="https://a-rather-long-host-name.example.org/and/a/folder/of/hints"))
    assert "shorter" in caught.value.hint


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kit": "smal-door"}, "smal-door"),
        (
            {"levels": {"hidden-dor": Level.EASY}},
            "no puzzle 'hidden-dor'; it has the-doll, new-neighbours, hidden-door",
        ),
        ({"only": ("attic",)}, "no puzzle 'attic'"),
        ({"cast": "opera"}, "opera"),
        ({"names": {"villain": "Bo"}}, "villain"),
        ({"names": {"heroine": "{x}"}}, "heroine"),
        ({"hints": "ftp://example.org"}, "ftp://example.org"),
    ],
)
def test_a_wrong_word_is_named_with_what_is_allowed(changes: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        build_kit(options(**changes))
    assert words in str(caught.value)


def test_a_target_that_is_not_ours_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "dear.txt").write_text("dear")
    stages: list[str] = []
    with pytest.raises(OutputError, match=r"dear\.txt"):
        build_to(options(), tmp_path, stages.append)
    assert stages == []
    assert (tmp_path / "dear.txt").read_text() == "dear"
