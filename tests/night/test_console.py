"""The host's console opens to its key and to nothing else, does what its buttons say, and shows no answer."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from kitgen.night.app import make_app
from kitgen.night.desk import Desk
from kitgen.night.events import TABLE, Kind
from kitgen.night.forms import LARGEST_BODY_BYTES
from kitgen.night.patience import FREE_MISSES
from tests.hints.sample import EYES, GLOBE, sample_site
from tests.night.running import running
from tests.night.sample_night import Clock, a_desk, a_night

SITE = sample_site()
HOST_PATHS = ("/host/part", "/host/live", "/host/do", "/host/codes", "/host/result.pdf", "/host/result.png")


class Naps:
    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(clock: Clock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def visitor(desk: Desk, naps: Naps) -> Iterator[httpx.Client]:
    app = make_app(SITE, {"127.0.0.1"}, night=a_night(desk), sleep=naps)
    with running(app, desk.hub) as base, httpx.Client(base_url=base, headers={"Origin": base}) as client:
        yield client


@pytest.fixture
def host(visitor: httpx.Client, desk: Desk) -> httpx.Client:
    assert visitor.get(f"/host/{desk.host_key}").status_code == 303
    return visitor


def press(host: httpx.Client, button: str, **fields: str) -> int:
    return host.post("/host/do", data={"do": button, **fields}).status_code


def test_the_key_in_the_address_opens_the_console_and_a_cookie_keeps_it_open(
    visitor: httpx.Client, desk: Desk
) -> None:
    came = visitor.get(f"/host/{desk.host_key}")
    assert came.headers["location"] == "/host"
    cookie = came.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/host" in cookie
    assert "The host&#39;s console" in visitor.get("/host").text
    assert "Start the clock" in visitor.get("/host").text


def test_the_key_may_be_typed_in_groups_and_small_letters(visitor: httpx.Client, desk: Desk) -> None:
    key = desk.host_key
    typed = f" {key[:4]}-{key[4:8]} {key[8:]} ".lower()
    assert visitor.post("/host/enter", data={"key": typed}).status_code == 303
    assert "Start the clock" in visitor.get("/host").text


@pytest.mark.parametrize("path", HOST_PATHS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_key_the_hosts_pages_are_wrong_addresses(
    visitor: httpx.Client, path: str, method: str
) -> None:
    answer = visitor.request(method, path, data={"do": "start"} if method == "POST" else None)
    assert answer.status_code in (404, 405)
    assert "set-cookie" not in answer.headers


def test_without_the_key_there_is_only_a_door(visitor: httpx.Client, desk: Desk) -> None:
    page = visitor.get("/host").text
    assert "Type the key" in page
    assert "Start the clock" not in page
    assert desk.host_key not in page


def test_guessing_keys_is_answered_later_and_later(visitor: httpx.Client, naps: Naps) -> None:
    for number in range(FREE_MISSES + 3):
        assert visitor.get(f"/host/{number:016d}").status_code == 404
        assert visitor.post("/host/enter", data={"key": f"{number:016d}"}).status_code == 404
    assert naps.seconds[-1] > naps.seconds[FREE_MISSES] > 0


@pytest.mark.parametrize("cookie", ["", "0" * 16, "x" * 4000])
def test_a_made_up_cookie_opens_nothing(visitor: httpx.Client, cookie: str) -> None:
    visitor.cookies.set("kitgen-host", cookie)
    assert visitor.get("/host/part").status_code == 404


def test_buttons_do_what_they_say(host: httpx.Client, desk: Desk, clock: Clock) -> None:
    assert press(host, "start") == 303
    clock.minutes(3)
    assert press(host, "pause") == 303
    assert press(host, "add:5") == 303
    assert press(host, f"offer::{EYES.id}") == 303
    assert press(host, f"solved::{EYES.id}") == 303
    assert press(host, "opened::act-1") == 303
    assert press(host, "note", note="the cat spoke") == 303
    assert press(host, "end:won") == 303
    kinds = [moment.event.kind for moment in desk.state.moments]
    assert kinds == [
        Kind.STARTED, Kind.PAUSED, Kind.ADDED, Kind.OFFERED, Kind.SOLVED, Kind.OPENED, Kind.NOTE, Kind.ENDED
    ]  # fmt: skip
    page = host.get("/host/part").text
    assert "they made it" in page
    assert "the cat spoke" in page
    assert "0:03" in page


@pytest.mark.parametrize(
    "button",
    ["", "fly", "add:500", "end:maybe", "offer::no-such-puzzle", f"offer:9:{EYES.id}", "opened::no-act",
     "offer", f"paint::{EYES.id}"],
)  # fmt: skip
def test_a_button_that_is_not_there_does_nothing(host: httpx.Client, desk: Desk, button: str) -> None:
    assert press(host, button) == 400
    assert desk.state.moments == []


def test_rules_are_changed_whole_or_not_at_all(host: httpx.Client, desk: Desk) -> None:
    good = {"from_minute": "5", "cost_minutes": "2", "free_after_minutes": "", "timers": "yes"}
    assert press(host, "rules", **good) == 303
    assert (desk.state.rules.from_minute, desk.state.rules.cost_minutes) == (5, 2)
    for wrong in ({"from_minute": "-1"}, {"cost_minutes": "x"}, {"free_after_minutes": "9999"}):
        assert press(host, "rules", **(good | wrong)) == 400
    assert desk.state.rules.from_minute == 5
    assert press(host, "rules", **{name: value for name, value in good.items() if name != "timers"}) == 303
    assert not desk.state.rules.timers
    assert "data-seconds" not in host.get("/host/part").text


def test_no_page_elsewhere_can_press_a_button(host: httpx.Client, desk: Desk) -> None:
    answer = host.post("/host/do", data={"do": "start"}, headers={"Origin": "http://elsewhere.test"})
    assert answer.status_code == 403
    assert host.post("/host/do", data={"do": "start"}, headers={"Origin": "null"}).status_code == 403
    assert desk.state.moments == []


def test_a_form_that_is_too_large_or_no_form_is_refused(host: httpx.Client) -> None:
    assert host.post("/host/do", data={"do": "note", "note": "x" * LARGEST_BODY_BYTES}).status_code == 413
    assert host.post("/host/do", json={"do": "start"}).status_code == 415
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert host.post("/host/do", content=b"do=start&do=pause", headers=form).status_code == 400
    assert host.post("/host/do", content=b"\xff\xfe", headers=form).status_code == 400
    assert host.post("/host/do", content=b"a&b" * 40, headers=form).status_code == 400


def test_what_a_host_types_is_text_and_nothing_else(host: httpx.Client) -> None:
    press(host, "note", note="<script>alert(1)</script> {{ 7 * 7 }}")
    page = host.get("/host").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in page


def test_the_console_shows_no_answer_even_when_all_is_open(host: httpx.Client, desk: Desk) -> None:
    for hints in (EYES, GLOBE):
        for code in hints.pages.values():
            host.get(f"/{code}/")
    assert len(desk.state.teams[TABLE].puzzles[EYES.id].rungs) == 3
    for path in ("/host", "/host/part"):
        page = host.get(path).text
        assert EYES.rungs[-1].lines[0] not in page
        assert GLOBE.rungs[-1].lines[0] not in page
        assert EYES.rungs[0].lines[0] not in page


def test_the_board_has_an_address_of_its_own_and_no_buttons(visitor: httpx.Client, desk: Desk) -> None:
    page = visitor.get(f"/board/{desk.board_key}/").text
    assert "How far everybody is" in page
    assert "<form" not in page
    assert desk.host_key not in page
    assert visitor.get(f"/board/{desk.board_key}/part").status_code == 200
    assert visitor.get("/board/ABCDEFGHJKMNPQRS/").status_code == 404
    assert visitor.get(f"/board/{desk.host_key}/").status_code == 404
    assert visitor.get("/board/").status_code == 404


def test_a_diary_that_cannot_be_written_is_told_on_the_console(host: httpx.Client, desk: Desk) -> None:
    desk.record.fault = "database or disk is full"
    page = host.get("/host").text
    assert "The diary cannot be written (database or disk is full)" in page


def test_the_result_card_comes_in_both_forms(host: httpx.Client) -> None:
    for form, kind in (("pdf", "application/pdf"), ("png", "image/png")):
        answer = host.get(f"/host/result.{form}")
        assert answer.headers["content-type"] == kind
        assert answer.content == f"a card as {form}".encode()
