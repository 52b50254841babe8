"""What goes wrong between the files of a kit, or in ways that take more than one change to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import DataError, Problem, UsageError
from kitgen.kit.loading import find_kit, list_kits, load_kit, problems_in
from tests.kit.conftest import CLOCK, TRUNK, Attic


def test_two_acts_and_two_beats_with_one_id_are_told_with_both_lines(attic: Attic) -> None:
    attic.change("kit.toml", 'id = "above"', 'id = "below"')
    attic.change("kit.toml", 'act = "above"', 'act = "below"')
    attic.change("kit.toml", 'id = "roof"', 'id = "ladder"')
    attic.change("kit.toml", '["ladder"]', "[]")
    problems = attic.problems()
    assert [(p.line, p.message) for p in problems] == [
        (26, 'acts[2].id is "below", as on line 21; every one needs an id of its own.'),
        (40, 'beats[2].id is "ladder", as on line 31; every one needs an id of its own.'),
    ]


def test_acts_must_be_numbered_in_order(attic: Attic) -> None:
    attic.change("kit.toml", "number = 3", "number = 1")
    [problem] = attic.problems()
    assert str(problem) == (
        "attic/kit.toml:27: acts[above].number is 1; it must be above 1, the number of the act before it."
    )


def test_a_need_in_a_later_act_can_never_be_reached(attic: Attic) -> None:
    attic.change("kit.toml", 'needs = ["ladder"]', "")
    attic.change("kit.toml", 'puzzles = ["trunk"]', 'puzzles = ["trunk"]\nneeds = ["roof"]')
    told = attic.told("kit.toml", 'needs = ["roof"]')
    assert 'names "roof", which is in the later act "above": it can never be reached' in told.message
    assert told.hint


def test_needs_that_circle_are_named_with_the_whole_circle(attic: Attic) -> None:
    attic.change("kit.toml", 'act = "above"', 'act = "below"')
    attic.change("kit.toml", 'puzzles = ["trunk"]', 'puzzles = ["trunk"]\nneeds = ["roof"]')
    told = [p.message for p in attic.problems()]
    circle = "beats[ladder].needs goes in a circle: ladder needs roof needs ladder."
    assert f"{circle} None of them can ever be solved." in told


def test_an_act_without_a_beat_is_told(attic: Attic) -> None:
    attic.change("kit.toml", 'act = "above"', 'act = "below"')
    attic.change("kit.toml", 'needs = ["ladder"]', "")
    attic.change(
        "kit.toml",
        '[[beats]]\nid = "ladder"',
        '[[locks]]\nact = "below"\ntext.en = { title = "T", opened = "O" }\n\n[[beats]]\nid = "ladder"',
    )
    [told] = attic.problems()
    assert told.line == attic.line("kit.toml", 'id = "above"') - 1
    assert told.message == "acts[above] has no beat; every act needs at least one."


def test_a_puzzle_named_other_than_its_file_is_told_in_its_file(attic: Attic) -> None:
    attic.change("trunk.toml", '"trunk"', '"chest"')
    attic.change("kit.toml", '["trunk"]', '["chest"]')
    told = attic.told("trunk.toml", '"chest"')
    assert told.message == 'id is "chest"; it must be "trunk", like the name of its file.'
    assert told.hint == "Change the id, or rename the file."


def test_a_beat_that_names_no_puzzle_lists_the_puzzles(attic: Attic) -> None:
    attic.change("kit.toml", '["trunk"]', '["chest"]')
    first, unused = attic.problems()
    assert (first.line, first.message) == (
        attic.line("kit.toml", '"chest"'),
        'beats[ladder].puzzles names "chest"; puzzles are clock, dial, trunk.',
    )
    assert first.hint == "Write chest.toml beside kit.toml."
    assert unused.message == 'no beat of kit.toml uses the puzzle "trunk".'
    assert unused.hint == 'Add it to a beat: puzzles = ["trunk"]. Or take the file away.'


def test_two_puzzles_with_one_id_are_told_with_the_other_file(attic: Attic) -> None:
    attic.write("dial.toml", CLOCK)
    problems = [p for p in attic.problems() if p.path.endswith("dial.toml")]
    assert [p.message for p in problems] == [
        'id is "clock", as in clock.toml; every puzzle needs an id of its own.'
    ]
    assert problems[0].hint == 'Change it to "dial".'


def test_an_answer_twice_is_told_with_its_first_line_whatever_its_case(attic: Attic) -> None:
    attic.change("kit.toml", '"MURAL"', '"knock"')
    told = [p.message for p in attic.problems()]
    assert 'beats[ladder].answers has "knock" twice (first on line 35); once is enough.' in told


def test_too_few_answers_are_counted(attic: Attic) -> None:
    attic.change("kit.toml", ', "4096"', "")
    [problem] = attic.problems()
    assert problem.line == 44
    assert problem.message == "beats[roof].answers has 11 items; it must be a list of 12 to 400 items."


@pytest.mark.parametrize(
    "text", ["{{ 7 * 7 }}", "{", "}{", "{hero!r}", "{hero.__class__}", "{0}", "{}", "{%x%}"]
)
def test_text_is_never_a_template(attic: Attic, text: str) -> None:
    attic.change("trunk.toml", "{cat_name}", text)
    assert attic.problems()
    assert all("text.en.story has" in p.message and "places are" in p.message for p in attic.problems())


def test_a_role_that_no_text_could_name_is_refused(attic: Attic) -> None:
    attic.change("kit.toml", 'cat_name = "Soot"', '"cat name" = "Soot"')
    told = attic.told("kit.toml", '"cat name"')
    assert told.message == (
        'cast.ours.cat name: "cat name" cannot stand as a name here; '
        "it must be small letters, digits and underscores, such as `cat_name`."
    )


def test_all_problems_of_all_files_come_at_once_in_order(attic: Attic) -> None:
    attic.change("kit.toml", "{hero} hears", "{hare} hears")
    attic.change("trunk.toml", "bricks = 14", "bricks = 99")
    attic.change("dial.toml", "stub-dial", "stub-dail")
    attic.write("clock.toml", "id = ")
    assert [p.path for p in attic.problems()] == [
        f"attic/{n}.toml" for n in ("clock", "dial", "kit", "trunk")
    ]
    with pytest.raises(DataError, match="and 3 more: `kitgen check` lists all"):
        load_kit(attic.folder)


def test_a_broken_puzzle_is_not_told_of_again_where_a_beat_names_it(attic: Attic) -> None:
    attic.write("trunk.toml", TRUNK.replace('id = "trunk"', 'id = "trunk'))
    told = attic.told("trunk.toml", "id = ")
    assert "not valid TOML" in told.message


def test_files_that_are_no_text_are_told(attic: Attic) -> None:
    (attic.folder / "trunk.toml").write_bytes(b'format = 1\nid = "\xff"\n')
    with (attic.folder / "dial.toml").open("wb") as file:
        file.truncate(100_000_000)
    (attic.folder / "clock.toml").unlink()
    (attic.folder / "clock.toml").mkdir()
    assert [str(p) for p in attic.problems()] == [
        "attic/clock.toml: this is a folder; a file is needed.",
        "attic/dial.toml: the file has 100 MB; at most 1 MB are read.",
        "attic/trunk.toml:2: byte 0xFF is not UTF-8.",
    ]


def test_an_asset_that_links_out_of_the_folder_is_refused(attic: Attic, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (attic.folder / "moon.txt").unlink()
    (attic.folder / "moon.txt").symlink_to(tmp_path / "secret.txt")
    assert "outside the kit's folder" in attic.told("kit.toml", "moon.txt").message
    (attic.folder / "moon.txt").unlink()
    (attic.folder / "moon.txt").symlink_to("moon.txt")
    assert "cannot be read" in attic.told("kit.toml", "moon.txt").message


def test_an_asset_inside_by_a_link_is_welcome_and_a_huge_one_is_not(attic: Attic) -> None:
    (attic.folder / "moon.txt").rename(attic.folder / "real.txt")
    (attic.folder / "moon.txt").symlink_to("real.txt")
    assert attic.problems() == []
    with (attic.folder / "real.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert "it has 100 MB; at most 10 MB are allowed" in attic.told("kit.toml", "moon.txt").message


def test_a_puzzle_file_that_links_out_of_the_folder_is_refused(attic: Attic, tmp_path: Path) -> None:
    (attic.folder / "trunk.toml").rename(tmp_path / "trunk.toml")
    (attic.folder / "trunk.toml").symlink_to(tmp_path / "trunk.toml")
    [problem] = attic.problems()
    assert problem == Problem(
        "attic/trunk.toml",
        0,
        "this is a link that leads out of the kit's folder.",
        "Copy the file here instead.",
    )


def test_thousands_of_problems_are_counted_and_not_listed(attic: Attic) -> None:
    rows = "\n".join(f"x{i} = 1" for i in range(5000))
    attic.write("trunk.toml", f"{rows}\n{TRUNK}")
    problems = attic.problems()
    assert len(problems) == 201
    assert problems[-1].message == "4800 more problems are not listed."


def test_a_folder_of_too_many_puzzles_is_refused(attic: Attic) -> None:
    for i in range(98):
        attic.write(f"x{i}.toml", TRUNK)
    assert any("101 puzzle files; at most 100" in p.message for p in attic.problems())


def test_an_unknown_kit_lists_the_kits_and_the_nearest(attic: Attic) -> None:
    with pytest.raises(UsageError) as caught:
        find_kit("smal-door")
    assert 'There is no kit "smal-door"' in caught.value.message
    assert "small-door" in caught.value.message
    assert caught.value.hint == "Did you mean 'small-door'?"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["", "\0", "x" * 5000, "../../etc/passwd", "/nowhere/at/all", "kit\n.toml"])
def test_a_name_that_no_kit_can_have_is_a_usage_error(attic: Attic, name: str) -> None:
    with pytest.raises(UsageError):
        find_kit(name)


def test_a_folder_that_is_no_kit_says_so(attic: Attic, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"holds no kit\.toml"):
        find_kit("empty")
    assert [p.message for p in problems_in(Path("empty"))] == [
        "there is no kit.toml here, nor in a folder below."
    ]
    assert "no such file" in problems_in(Path("nowhere"))[0].message


def test_a_kit_is_found_by_name_by_folder_and_by_its_file(attic: Attic) -> None:
    assert find_kit("small-door") in list_kits()
    assert find_kit("attic") == Path("attic")
    assert find_kit("attic/kit.toml") == Path("attic")


def test_one_file_is_checked_within_its_kit(attic: Attic) -> None:
    attic.change("trunk.toml", "{cat_name}", "{dog}")
    attic.change("dial.toml", "stub-dial", "stub-dail")
    assert [p.line for p in problems_in(Path("attic/trunk.toml"))] == [attic.line("trunk.toml", "{dog}")]
    assert problems_in(Path("attic/kit.toml")) == []


def test_one_file_outside_a_kit_is_checked_on_its_own(attic: Attic, tmp_path: Path) -> None:
    (tmp_path / "loose.toml").write_text(TRUNK, encoding="utf-8")
    [problem] = problems_in(Path("loose.toml"))
    assert problem.message == 'id is "trunk"; it must be "loose", like the name of its file.'
    (tmp_path / "broken.toml").write_text("=", encoding="utf-8")
    assert "not valid TOML" in problems_in(Path("broken.toml"))[0].message


def test_each_kit_in_a_folder_of_kits_is_checked(attic: Attic, tmp_path: Path) -> None:
    attic.change("trunk.toml", "bricks = 14", "bricks = 99")
    assert [p.path for p in problems_in(tmp_path)] == ["attic/trunk.toml"]


def test_unknown_puzzles_are_usage_errors_that_list_what_there_is(attic: Attic) -> None:
    kit = load_kit(attic.folder)
    with pytest.raises(UsageError) as caught:
        kit.puzzle("trunc")
    assert caught.value.message == 'The kit attic has no puzzle "trunc"; it has clock, dial, trunk.'
    assert caught.value.hint == "Did you mean 'trunk'?"
