"""What phones get from a night's server, and what they do not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import httpx
import pytest

from kitgen.hints.addresses import Rung
from kitgen.kit.models import HintPolicy
from kitgen.night.app import make_app
from kitgen.night.desk import Desk
from kitgen.night.events import TABLE
from kitgen.night.live import MOST_FROM_ONE
from kitgen.night.plan import HouseRules
from tests.hints.sample import EYES, GLOBE, sample_site
from tests.night.running import running
from tests.night.sample_night import PLAN, Clock, a_desk, a_night

SITE = sample_site()
NUDGE = f"/{EYES.pages[Rung.NUDGE]}/"
ANSWER = f"/{EYES.pages[Rung.ANSWER]}/"
FIRST = f"/{EYES.code}/"


async def at_once(seconds: float) -> None:
    del seconds


def served(desk: Desk) -> Iterator[httpx.Client]:
    app = make_app(SITE, {"127.0.0.1"}, night=a_night(desk), sleep=at_once)
    with running(app, desk.hub) as base, httpx.Client(base_url=base, headers={"Origin": base}) as client:
        yield client


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(clock: Clock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def phone(desk: Desk) -> Iterator[httpx.Client]:
    yield from served(desk)


@pytest.fixture
def teams_desk(clock: Clock) -> Desk:
    return a_desk(clock, teams=2)


@pytest.fixture
def teams_phone(teams_desk: Desk) -> Iterator[httpx.Client]:
    yield from served(teams_desk)


def test_pages_come_as_they_were_built_and_are_counted(phone: httpx.Client, desk: Desk) -> None:
    assert phone.get(FIRST).content == SITE[f"{EYES.code}/index.html"]
    assert phone.get(NUDGE).content == SITE[NUDGE[1:] + "index.html"]
    puzzle = desk.state.teams[TABLE].puzzles[EYES.id]
    assert puzzle.seen_s == 0
    assert list(puzzle.rungs) == ["nudge"]


def test_asking_for_the_head_of_a_page_opens_nothing(phone: httpx.Client, desk: Desk) -> None:
    assert phone.head(NUDGE).status_code == 200
    assert phone.head(FIRST).status_code == 200
    assert desk.state.moments == []


def test_a_hint_that_must_wait_is_not_shown(phone: httpx.Client, desk: Desk, clock: Clock) -> None:
    desk.set_rules(HouseRules(from_minute=5))
    desk.start()
    clock.minutes(1)
    for method in ("GET", "POST"):
        answer = phone.request(method, NUDGE, data={"": ""} if method == "POST" else None)
        text = answer.text
        assert "open in 4 minutes of playing time" in text
        assert EYES.rungs[0].lines[0] not in text
        assert EYES.pages[Rung.METHOD] not in text
    assert phone.head(NUDGE).status_code == 200
    assert desk.state.teams[TABLE].puzzles[EYES.id].rungs == {}
    clock.minutes(4)
    assert phone.get(NUDGE).content == SITE[NUDGE[1:] + "index.html"]


def test_a_hint_with_a_price_is_paid_once(phone: httpx.Client, desk: Desk) -> None:
    desk.set_rules(HouseRules(cost_minutes=3))
    assert "adds 3 minutes to your time" in phone.get(NUDGE).text
    assert desk.state.teams[TABLE].cost_minutes == 0
    paid = phone.post(NUDGE, data={"": ""})
    assert (paid.status_code, paid.headers["location"]) == (303, "./")
    for _ in range(2):
        assert phone.get(NUDGE).content == SITE[NUDGE[1:] + "index.html"]
    assert desk.state.teams[TABLE].cost_minutes == 3


def test_nobody_elsewhere_can_make_a_team_pay(phone: httpx.Client, desk: Desk) -> None:
    desk.set_rules(HouseRules(cost_minutes=3))
    assert phone.post(NUDGE, data={"": ""}, headers={"Origin": "http://elsewhere.test"}).status_code == 403
    assert phone.post(NUDGE, json={}).status_code == 415
    assert desk.state.teams[TABLE].cost_minutes == 0


def test_a_puzzles_first_page_takes_no_form(phone: httpx.Client) -> None:
    assert phone.post(FIRST, data={"": ""}).status_code == 405


def test_a_phone_without_a_team_is_asked_for_one_before_a_hint(
    teams_phone: httpx.Client, teams_desk: Desk
) -> None:
    assert teams_phone.get(FIRST).content == SITE[f"{EYES.code}/index.html"]
    asked = teams_phone.get(ANSWER).text
    assert "Which team are you?" in asked
    assert EYES.rungs[-1].lines[0] not in asked
    assert teams_desk.state.moments == []


def test_a_team_joins_by_its_code_and_is_counted_by_itself(
    teams_phone: httpx.Client, teams_desk: Desk
) -> None:
    code = next(code for code, team in teams_desk.team_codes.items() if team == "2")
    typed = f"{code[:4]}-{code[4:]}".lower()
    joined = teams_phone.get("/team/", params={"code": typed}, follow_redirects=True)
    assert joined.url.path == f"/team/{code}/"
    assert "You are Team 2" in joined.text
    assert teams_phone.get(NUDGE).content == SITE[NUDGE[1:] + "index.html"]
    assert list(teams_desk.state.teams["2"].puzzles[EYES.id].rungs) == ["nudge"]
    assert teams_desk.state.teams["1"].puzzles[EYES.id].rungs == {}


def test_a_teams_name_is_text_and_nothing_else(teams_phone: httpx.Client, teams_desk: Desk) -> None:
    code = next(iter(teams_desk.team_codes))
    name = "<img src=x onerror=alert(1)>"
    answer = teams_phone.post(f"/team/{code}/", data={"name": name})
    assert teams_desk.state.teams["1"].name == name[:24]
    assert "<img" not in answer.text
    assert "&lt;img src=x" in answer.text


def test_a_wrong_team_code_is_a_wrong_address(teams_phone: httpx.Client) -> None:
    assert teams_phone.get("/team/ABCDEFGH/").status_code == 404
    assert teams_phone.post("/team/ABCDEFGH/", data={"name": "x"}).status_code == 404


def test_without_teams_there_is_no_team_to_join(phone: httpx.Client) -> None:
    assert phone.get("/team/").status_code == 404


def _news(base: str, path: str, into: list[str], heard: threading.Event) -> None:
    with httpx.stream("GET", f"{base}{path}", timeout=20) as answer:
        for line in answer.iter_lines():
            into.append(line)
            if line.startswith("data:"):
                heard.set()
                return


@pytest.mark.parametrize(
    ("path", "href"),
    [(f"/live/{EYES.code}", f"../{EYES.pages[Rung.NUDGE]}/"), ("/live/", "")],
)
def test_an_open_page_hears_of_an_offer_and_only_the_puzzles_own_of_its_address(
    phone: httpx.Client, desk: Desk, path: str, href: str
) -> None:
    lines: list[str] = []
    heard = threading.Event()
    listening = threading.Thread(target=_news, args=(str(phone.base_url).rstrip("/"), path, lines, heard))
    listening.start()
    for _ in range(400):
        if len(desk.hub):
            break
        heard.wait(0.01)
    phone.get(FIRST)
    # What a host's button does, in the server's own loop.
    with httpx.Client(base_url=phone.base_url, headers=dict(phone.headers)) as host:
        host.get(f"/host/{desk.host_key}")
        host.post("/host/do", data={"do": f"offer::{EYES.id}"})
    assert heard.wait(10)
    listening.join(10)
    told = json.loads(next(line for line in lines if line.startswith("data:")).removeprefix("data:"))
    assert told["href"] == href
    assert "offers" in told["text"]


def test_news_end_where_nobody_listens(phone: httpx.Client, desk: Desk) -> None:
    with phone.stream("GET", f"/live/{EYES.code}") as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert next(answer.iter_lines()) == "retry: 1000"
    for _ in range(500):
        if not len(desk.hub):
            break
        threading.Event().wait(0.01)
    assert len(desk.hub) == 0


def test_a_page_hears_nothing_of_a_puzzle_that_it_does_not_show(desk: Desk) -> None:
    desk.offer(TABLE, GLOBE.id)
    night = a_night(desk)
    from kitgen.night.live import Listener

    assert night.phones._offers(Listener("x", TABLE, EYES.id)) == []
    assert len(night.phones._offers(Listener("x", TABLE, GLOBE.id))) == 1


def test_no_address_may_keep_more_than_its_share_of_lines_open(desk: Desk) -> None:
    from contextlib import ExitStack

    from kitgen.night.live import Listener

    with ExitStack() as stack:
        for _ in range(MOST_FROM_ONE):
            assert desk.hub.has_room("a")
            stack.enter_context(desk.hub.listening(Listener("a", TABLE)))
        assert not desk.hub.has_room("a")
        assert desk.hub.has_room("b")
    assert len(desk.hub) == 0


@pytest.mark.parametrize("path", ["/live/ABCDEFGH", f"/live/{EYES.code}/more"])
def test_there_is_no_news_for_pages_that_do_not_exist(phone: httpx.Client, path: str) -> None:
    assert phone.get(path).status_code == 404


def test_no_page_that_the_night_makes_names_an_address_or_an_answer_it_should_not() -> None:
    desk = a_desk(teams=2, policy=HintPolicy(from_minute=5))
    pages = a_night(desk).console._pages
    terms = desk.terms("1", PLAN.puzzles[EYES.id], PLAN.puzzles[EYES.id].rungs[0])
    made = [pages.wait(EYES.title, "../X/", terms), pages.join(), pages.team("Moths"), pages.enter(),
            pages.console(), pages.board(), pages.console_part(), pages.board_part()]  # fmt: skip
    secrets = [
        EYES.rungs[-1].lines[0],
        GLOBE.rungs[-1].lines[0],
        EYES.rungs[0].lines[0],
        *list(EYES.pages.values())[1:],
        *desk.team_codes,
        desk.host_key,
    ]
    for page in made:
        assert not [secret for secret in secrets if secret.encode() in page]
