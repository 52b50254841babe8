"""Cards as pictures: as large as they say, as on paper, and with a ground that goes on beyond the trim."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from kitgen.build import BuildOptions, build_to
from kitgen.errors import KitgenError, OutputError
from kitgen.export import export_cards
from kitgen.manifest import Manifest, read_manifest
from kitgen.printing.profile import CARD_FORMATS, Duplex, PrintProfile

BLEED_PX, SAFE_MM = 36, 3.0
WHITE = (255, 255, 255)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trial kit as a folder that no test changes."""
    target = tmp_path_factory.mktemp("printed") / "trial"
    build_to(BuildOptions("trial", seed="moth"), target)
    return target


@pytest.fixture(scope="module")
def pictures(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its cards with their backs."""
    target = tmp_path_factory.mktemp("pictures") / "cards"
    export_cards(printed, target, backs=True)
    return target


def copied(printed: Path, to: Path) -> Path:
    return Path(shutil.copytree(printed, to / "copy"))


def change(folder: Path, **values: object) -> None:
    """Change some keys at the top of a manifest."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


def cards_of(manifest: Manifest) -> list[int]:
    return sorted(piece.number for piece in manifest.pieces if piece.number)


def mean_of(picture: Image.Image) -> float:
    return sum(ImageStat.Stat(picture.convert("RGB")).mean) / 3


def test_each_card_has_a_front_and_a_back_under_its_number(printed: Path, pictures: Path) -> None:
    manifest = read_manifest(printed)
    numbers = cards_of(manifest)
    names = {f"card-{number:02}" for number in numbers}
    expected = {f"{name}-{side}.png" for name in names for side in ("front", "back")} | {"contact-sheet.png"}
    assert len(numbers) > 9
    assert {path.name for path in pictures.iterdir()} == expected


def test_pictures_are_exactly_as_large_as_a_service_asks(pictures: Path) -> None:
    for path in pictures.glob("*card-*.png"):
        with Image.open(path) as picture:
            # 63 x 88 mm, and 3 mm more on each side at 300 dots an inch.
            assert picture.size == (815, 1110), path.name
            assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)
            assert picture.mode == "RGB"


def test_a_card_looks_as_it_does_on_the_printed_sheet(printed: Path, pictures: Path) -> None:
    """Second opinion: the box that the manifest names, cut out of the rendered page."""
    scale = 300 / 25.4
    compared = 0
    rendered: dict[tuple[str, int], Image.Image] = {}
    for piece in read_manifest(printed).pieces:
        if not piece.number:
            continue
        place = piece.file, piece.page
        if place not in rendered:
            document = pypdfium2.PdfDocument(printed / piece.file)
            rendered[place] = document[piece.page - 1].render(scale=300 / 72).to_pil().convert("RGB")
            document.close()
        x, y, width, height = piece.box_mm
        # Without the outermost millimetre, where the sheet has its cut lines.
        inside = [round(v * scale) for v in (x + 1, y + 1, x + width - 1, y + height - 1)]
        on_sheet = rendered[place].crop((inside[0], inside[1], inside[2], inside[3]))
        if piece.turned:  # clockwise, so back against the clock
            on_sheet = on_sheet.transpose(Image.Transpose.ROTATE_90)
        corner = round(4 * scale)
        with Image.open(pictures / f"card-{piece.number:02}-front.png") as picture:
            alone = picture.crop((corner, corner, corner + on_sheet.width, corner + on_sheet.height))
        assert mean_of(ImageChops.difference(on_sheet, alone)) < 12, piece.id
        other = pictures / f"card-{piece.number % 3 + 1 + (piece.number <= 3) * 3:02}-front.png"
        with Image.open(other) as picture:
            wrong = picture.crop((corner, corner, corner + on_sheet.width, corner + on_sheet.height))
        assert mean_of(ImageChops.difference(on_sheet, wrong)) > 12, piece.id
        compared += 1
    assert compared >= 5


def rim(picture: Image.Image) -> set[tuple[int, int, int]]:
    """Colours of the outermost pixels."""
    rgb = picture.convert("RGB")
    width, height = rgb.size
    places = [(x, y) for x in range(width) for y in (0, height - 1)]
    places += [(x, y) for y in range(height) for x in (0, width - 1)]
    found: set[tuple[int, int, int]] = set()
    for place in places:
        colour = rgb.getpixel(place)
        assert isinstance(colour, tuple)
        found.add((colour[0], colour[1], colour[2]))
    return found


def test_what_touches_the_edge_goes_on_beyond_it_and_bare_paper_stays_bare(pictures: Path) -> None:
    with Image.open(pictures / "card-01-front.png") as title:
        # Night all round; a moth or a star may be there, and no sliver of white.
        assert WHITE not in rim(title)
    with Image.open(pictures / "card-02-front.png") as story:
        assert rim(story) == {WHITE}
    with Image.open(pictures / "card-01-back.png") as back:
        assert WHITE not in rim(back)


def test_backs_of_a_size_are_the_same_so_that_none_is_marked(pictures: Path) -> None:
    assert len({path.read_bytes() for path in pictures.glob("card-*-back.png")}) == 1


def test_no_letter_of_a_card_leaves_the_safe_zone(printed: Path) -> None:
    """Second opinion: where the PDF's own text lies, against the boxes of the manifest."""
    seen = 0
    for piece in read_manifest(printed).pieces:
        if not piece.number:
            continue
        document = pypdfium2.PdfDocument(printed / piece.file)
        page = document[piece.page - 1]
        top_pt = page.get_height()
        x, y, width, height = piece.box_mm
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = (value * 25.4 / 72 for value in text.get_charbox(index))
            down = top_pt * 25.4 / 72
            middle = (left + right) / 2, down - (bottom + top) / 2
            if not (x < middle[0] < x + width and y < middle[1] < y + height):
                continue
            seen += 1
            edges = left - x, x + width - right, down - top - y, y + height - (down - bottom)
            assert min(edges) >= SAFE_MM - 0.1, piece.id
        document.close()
    assert seen > 1000


def test_the_same_output_gives_the_same_pictures_and_a_folder_of_pictures_is_replaced(
    printed: Path, pictures: Path, tmp_path: Path
) -> None:
    target = tmp_path / "cards"
    target.mkdir()
    (target / "old.png").write_bytes(b"old")
    export_cards(printed, target, backs=True)
    assert not (target / "old.png").exists()
    for path in pictures.iterdir():
        assert (target / path.name).read_bytes() == path.read_bytes(), path.name


def test_backs_are_written_where_the_print_has_them_and_folding_makes_no_card_wider(tmp_path: Path) -> None:
    profile = PrintProfile(duplex=Duplex.FOLD, cards=CARD_FORMATS["tarot"])
    build_to(
        BuildOptions("trial", seed="moth", hints="none", locks="host", profile=profile), tmp_path / "kit"
    )
    done = export_cards(tmp_path / "kit", tmp_path / "cards")
    assert done.has_backs
    assert done.sizes == ((76.0, 126.0, 898, 1488),)
    plain = tmp_path / "plain"
    build_to(BuildOptions("trial", seed="moth", hints="none", locks="host"), plain)
    assert not export_cards(plain, tmp_path / "fronts").has_backs
    assert not list((tmp_path / "fronts").glob("*back*"))


def test_the_address_of_the_hints_is_the_printed_one_even_on_another_network(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kitgen.assembly.options.lan_base", lambda: ("http://10.9.8.7:8737", True))
    assert export_cards(printed, tmp_path / "cards").cards > 9


def test_an_output_without_its_seed_is_refused_by_the_name_of_the_file(printed: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    build_to(BuildOptions("trial", seed="moth", hints="none", only=("card:3",)), again)
    with pytest.raises(OutputError, match=r"no host/solutions\.json, where the seed stands"):
        export_cards(again, tmp_path / "cards")
    folder = copied(printed, tmp_path)
    for text in ("{", "[]", '{"seed": 7}', '{"seed": " "}', "[" * 100_000):
        (folder / "host" / "solutions.json").write_text(text)
        with pytest.raises(OutputError, match=r"solutions\.json: it (cannot be read|names no seed)"):
            export_cards(folder, tmp_path / "cards")
    assert not (tmp_path / "cards").exists()


def test_a_folder_with_anything_but_pictures_is_left_alone(printed: Path, tmp_path: Path) -> None:
    target = tmp_path / "cards"
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    with pytest.raises(OutputError, match=r"letter\.txt") as caught:
        export_cards(printed, target)
    assert "--into" in caught.value.hint
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


def test_a_kit_that_is_another_one_by_now_is_refused_with_the_reason(printed: Path, tmp_path: Path) -> None:
    manifest = json.loads((printed / "manifest.json").read_text("utf-8"))
    changes = {
        "fingerprint": ("AAAA-AAAA", "changed since"),
        "kitgen": ("0.0.1", "built by kitgen 0.0.1"),
        "kit": (manifest["kit"] | {"version": "0.0.9"}, "version 0.0.9 of the kit"),
    }
    for key, (value, said) in changes.items():
        folder = copied(printed, tmp_path / key)
        change(folder, fingerprint="AAAA-AAAA")
        change(folder, **{key: value})
        with pytest.raises(OutputError, match=said):
            export_cards(folder, tmp_path / "cards")
    other = copied(printed, tmp_path / "seed")
    solutions = json.loads((other / "host" / "solutions.json").read_text("utf-8"))
    (other / "host" / "solutions.json").write_text(json.dumps(solutions | {"seed": "wasp"}))
    with pytest.raises(OutputError, match="another print"):
        export_cards(other, tmp_path / "cards")


def test_a_kit_of_ones_own_is_found_where_the_host_says(printed: Path, tmp_path: Path) -> None:
    manifest = json.loads((printed / "manifest.json").read_text("utf-8"))
    folder = copied(printed, tmp_path)
    change(folder, kit=manifest["kit"] | {"id": "my-attic"})
    with pytest.raises(OutputError, match="my-attic") as caught:
        export_cards(folder, tmp_path / "cards")
    assert "--kit DIR" in caught.value.hint
    options = manifest["options"]
    for printing in (
        options["printing"] | {"cards": "playing"},
        options["printing"] | {"offset_mm": [99, 0]},
    ):
        change(folder, options=options | {"printing": printing}, kit=manifest["kit"])
        with pytest.raises(KitgenError):
            export_cards(folder, tmp_path / "cards")


def test_the_contact_sheet_shows_each_front_and_the_back_once(printed: Path, pictures: Path) -> None:
    fronts = len(list(pictures.glob("*front.png")))
    with Image.open(io.BytesIO((pictures / "contact-sheet.png").read_bytes())) as sheet:
        width, height = sheet.size
    # Four in a row: fronts, and one back for each of two sizes.
    rows = -(-(fronts + 2) // 4)
    assert width > 4 * 380
    assert (rows - 1) * 280 < height < rows * 560
