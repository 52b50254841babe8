"""Lock pages as files: small, closed, and silent about what they hide."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kitgen.build import BuildOptions, build_kit
from kitgen.errors import LayoutError
from kitgen.hints.locks import BEGIN, END, LockPage, build_lock_pages, seal
from kitgen.hints.site import PAGE_LIMIT_BYTES
from kitgen.kit.loading import find_kit, load_kit
from kitgen.locks.contract import BoxAnswer, LockPlan
from kitgen.locks.phone import ROUNDS, plain, salted
from kitgen.mechanisms.contract import Misreading
from kitgen.message import Message, message
from kitgen.output import write_output
from kitgen.proof.check_hints import check_hints
from kitgen.proof.opened import Output
from kitgen.words import Catalogue
from tests.hints.reading import Page
from tests.hints.sample import PALETTE, SEED

BACKWARDS = "Read it <from> the other end."
OPENED = "The hinges groan & the door gives way."
THEN = "Now open envelope 2, The Passage."
CODE = "K7Q2M9XB"


def say(told: Message) -> str:
    """The real words, and any text of a test's own."""
    return str(told.values["text"]) if told.key == "test" else Catalogue.load("en").say(told)


def box(letter: str, answer: str, *slips: tuple[str, str]) -> BoxAnswer:
    known = tuple(Misreading(wrong, message("test", text=text)) for wrong, text in slips)
    return BoxAnswer(letter, f"puzzle-{letter.lower()}", answer, known)


PLAN = LockPlan(
    "house",
    1,
    (
        box("A", "ECHO", ("OHCE", BACKWARDS), ("CHEO", "Two have changed places.")),
        box("B", "10471"),
        box("C", "MELEE", ("EELEM", BACKWARDS)),
    ),
)
LOCK = LockPage(PLAN, "The Bricked-up Door", "Act I", CODE, OPENED, THEN)


def page_of(lock: LockPage = LOCK, seed: str = "", language: str = "en") -> bytes:
    (page,) = build_lock_pages("Kit", language, [lock], PALETTE, say, None, seed).values()
    return page


SERVED = page_of()
STATIC = page_of(seed=SEED)
BOTH = pytest.mark.parametrize("source", [SERVED, STATIC], ids=["served", "static"])


@BOTH
def test_a_page_holds_no_answer_no_slip_and_nothing_of_what_the_lock_says(source: bytes) -> None:
    text = source.decode().casefold()
    words = set(re.findall(r"[a-z0-9]+", text))
    for one in PLAN.boxes:
        for secret in (one.answer, *(slip.answer for slip in one.slips)):
            assert not {secret.casefold(), plain(secret).casefold()} & words
    assert not any(part in text for part in ("hinges", "gives way", "envelope", "passage"))


def test_a_page_for_the_server_knows_no_hash_and_no_slip_either() -> None:
    page = Page(SERVED)
    assert BACKWARDS[:7] not in page.text
    assert page.script == ""
    assert not any(name.startswith("data-") for _, values in page.tags for name in values)


@BOTH
def test_every_box_has_a_labelled_field_that_helps_with_typing(source: bytes) -> None:
    page = Page(source)
    assert [field["name"] for field in page.all("input")] == ["A", "B", "C"]
    assert [label["for"] for label in page.all("label")] == [field["id"] for field in page.all("input")]
    (form,) = page.all("form")
    assert (form["autocapitalize"], form["autocomplete"]) == ("characters", "off")
    assert [text for text in ("Box A", "Box B", "Box C", "Try the lock") if text not in page.text] == []
    assert page.all("a") == []


@BOTH
def test_the_policy_allows_this_style_this_script_and_this_form(source: bytes) -> None:
    def sha(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    page = Page(source)
    rules = dict(rule.split(" ", 1) for rule in page.meta("Content-Security-Policy").split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == sha(page.style)
    assert rules.get("script-src") == (sha(page.script) if page.script else None)
    # A static host cannot answer a form, so that page may send none.
    assert rules["form-action"] == ("'none'" if page.script else "'self'")
    assert not any(name == "style" or name.startswith("on") for _, values in page.tags for name in values)


def test_browsers_will_name_the_page_when_the_form_is_sent() -> None:
    assert Page(SERVED).meta("referrer") == "same-origin"


def test_the_server_finds_its_marks_once_around_the_form() -> None:
    text = SERVED.decode()
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index("<form") < text.index("</form>") < text.index(END)
    assert BEGIN not in STATIC.decode()


def test_a_static_page_knows_salted_slow_hashes_and_where_their_slips_are_told() -> None:
    page = Page(STATIC)
    (form,) = page.all("form")
    boxes = [values for _, values in page.tags if "data-hash" in values]
    assert float(form["data-rounds"]) == ROUNDS
    assert len({values["data-salt"] for values in boxes} | {form["data-salt"]}) == 4
    for values, one in zip(boxes, PLAN.boxes, strict=True):
        assert salted(one.answer, values["data-salt"])[:32] == values["data-hash"]
        assert salted(one.answer, values["data-salt"])[32:] not in STATIC.decode()
    told = STATIC.decode().split("<template>")[1].split("</template>")[0].split("\n")
    assert set(told) == {"Two have changed places.", "Read it &lt;from&gt; the other end."}
    places = dict(slip.split("=") for slip in boxes[0]["data-slips"].split())
    assert told[int(places[salted("OHCE", boxes[0]["data-salt"])[:8]])].startswith("Read it")


def test_the_ends_of_all_right_hashes_and_nothing_less_lift_the_seal() -> None:
    page = Page(STATIC)
    (form,) = page.all("form")
    boxes = [values for _, values in page.tags if "data-hash" in values]
    ends = [salted(b.answer, v["data-salt"])[32:] for b, v in zip(PLAN.boxes, boxes, strict=True)]

    def lifted(key: str) -> bytes:
        text = bytes.fromhex(form["data-text"])
        # One round of PBKDF2 is a plain HMAC for each block (RFC 8018, 5.2).
        blocks = b"".join(
            hmac.digest(bytes.fromhex(key), form["data-salt"].encode() + (i + 1).to_bytes(4, "big"), "sha256")
            for i in range(len(text) // 32 + 1)
        )
        return bytes(a ^ b for a, b in zip(text, blocks, strict=False))

    assert json.loads(lifted("".join(ends))) == [OPENED, THEN]
    for wrong in ("".join(ends[:2]), "".join(reversed(ends)), "".join(v["data-hash"] for v in boxes)):
        assert OPENED.encode()[:12] not in lifted(wrong)


def test_the_same_words_under_another_key_or_salt_look_otherwise() -> None:
    texts = {seal(["one", "two"], key, salt).text for key in (b"a", b"b") for salt in ("S", "T")}
    assert len(texts) == 4


def test_a_page_of_many_slips_leaves_some_out_before_it_grows_too_large() -> None:
    slips = [(f"WRONG{i}", f"Slip {i}: " + "look at the other side of the card. " * 2) for i in range(40)]
    page = page_of(replace(LOCK, plan=LockPlan("house", 1, (box("A", "ECHO", *slips),))), SEED)
    kept = len(page.decode().split("<template>")[1].split("</template>")[0].split("\n"))
    assert len(page) <= PAGE_LIMIT_BYTES
    assert 5 < kept < 40


def test_a_page_that_nothing_makes_small_enough_is_refused_by_name() -> None:
    with pytest.raises(LayoutError, match="the lock of act house: its page has"):
        page_of(replace(LOCK, opened="a word " * 900), SEED)


def test_words_are_text_whatever_they_hold() -> None:
    source = page_of(replace(LOCK, title="<b>Lock</b> {{ 7 * 7 }}"), SEED).decode()
    assert "<h1>&lt;b&gt;Lock&lt;/b&gt; {{ 7 * 7 }}</h1>" in source
    assert "<from>" not in source


@pytest.mark.parametrize("kit", ["small-door", "trial"])
def test_the_pages_own_words_are_no_kits_answers(kit: str) -> None:
    # Else proof would call a page a spoiler for no better reason than its script.
    loaded = load_kit(find_kit(kit))
    answers = {a.casefold() for beat in loaded.beats for a in loaded.answers_of(beat)}
    bare = replace(LOCK, plan=LockPlan("house", 1, (box("A", "ECHO"),)), title="Door")
    own = {word for source in (page_of(bare), page_of(bare, SEED)) for word in _words(source)}
    assert answers & own == set()


def _words(source: bytes) -> set[str]:
    page = Page(source)
    values = " ".join(v for _, attributes in page.tags for v in attributes.values() if "sha256" not in v)
    return set(re.findall(r"[^\W_]+", f"{page.text} {page.script} {values}".casefold()))


@pytest.fixture(scope="module", params=["lan", "https://example.org/hints"], ids=["lan", "https"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trial kit with phone locks."""
    folder = tmp_path_factory.mktemp("trial") / "kit"
    write_output(
        folder, build_kit(BuildOptions("trial", seed="moth", hints=request.param, locks="phone")).files
    )
    return folder


def lock_path(output: Path) -> Path:
    (lock,) = Output(output).manifest.locks
    return output / "hints" / lock.url.rstrip("/").rpartition("/")[2] / "index.html"


def hint_faults(output: Path) -> list[str]:
    with Output(output) as opened:
        return check_hints(opened)[1]


def test_a_build_with_phone_locks_has_their_pages_and_proof_knows_them(output: Path) -> None:
    page = Page(lock_path(output).read_bytes())
    assert "The great lamp" in page.text
    assert hint_faults(output) == []


@pytest.mark.parametrize(
    ("file", "added", "fault"),
    [
        ("lock", "The lamp drinks the oil, the match flares, the glass begins to turn. One beam, two, three: "
                 "the light walks out over the sea.", "shows what is read only when the lock"),
        ("lock", "SAIL", "gives away the answer of mouse-passage"),
        ("lock", '<a href="../">home</a>', "it leads on to a hint page"),
        ("index.html", "{code}", "it names the address of a hint page"),
    ],
)  # fmt: skip
def test_proof_sees_a_lock_page_that_says_too_much(
    output: Path, tmp_path: Path, file: str, added: str, fault: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(output, copy)
    code = lock_path(copy).parent.name
    target = lock_path(copy) if file == "lock" else copy / "hints" / file
    target.write_bytes(target.read_bytes() + added.format(code=code).encode())
    assert any(fault in found for found in hint_faults(copy))


def test_proof_misses_a_lock_page_that_is_not_there(output: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(output, copy)
    lock_path(copy).unlink()
    assert any("the page of a lock is missing" in found for found in hint_faults(copy))


def test_without_phone_locks_there_are_no_such_pages() -> None:
    built = build_kit(BuildOptions("trial", seed="moth", hints="https://example.org/hints", locks="host"))
    assert not any(b"data-rounds" in data or BEGIN.encode() in data for data in built.files.values())
