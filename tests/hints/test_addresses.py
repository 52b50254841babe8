"""Codes from the seed, addresses from a base, and this machine's own."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

import pytest

from kitgen.codes import qr_matrix
from kitgen.errors import UsageError
from kitgen.hints.addresses import Rung, checked_base, hint_code, hint_url, lan_base, rung_code, rung_codes
from kitgen.rng import CROCKFORD


def test_a_puzzle_has_eight_characters_and_each_page_behind_it_sixteen() -> None:
    codes = [hint_code("moth", "hidden-door"), *rung_codes("moth", "hidden-door").values()]
    assert [len(code) for code in codes] == [8, 16, 16, 16, 16]
    assert set("".join(codes)) <= set(CROCKFORD)


def test_the_codes_of_printed_kits_stay_what_they_were() -> None:
    assert rung_codes("moth", "hidden-door") == {
        "nudge": "N5AMPDKYWE7JWTCE",
        "method": "DNRC3QXV8KMZ5X9V",
        "confirm": "Q0KCYD9X20PPFH3F",
        "answer": "X1796F5E4MSZ64Y7",
    }


def test_no_two_pages_of_a_kit_share_a_code_or_its_beginning() -> None:
    puzzles = [f"puzzle-{i}" for i in range(40)]
    codes = [hint_code("moth", p) for p in puzzles] + [rung_code("moth", p, r) for p in puzzles for r in Rung]
    assert len({code[:8] for code in codes}) == len(codes)


def test_codes_hang_on_the_seed_and_on_nothing_else() -> None:
    assert hint_code("moth", "a") == hint_code(" moth ", "a") != hint_code("mouse", "a")


def test_a_puzzle_named_like_a_rung_shares_no_code_with_one() -> None:
    assert hint_code("moth", "a\0nudge") != rung_code("moth", "a", "nudge")[:8]
    assert rung_code("moth", "a", "bc") != rung_code("moth", "ab", "c")


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("http://192.168.1.20:8737", "HTTP://192.168.1.20:8737/K7Q2M9XB/"),
        ("http://192.168.1.20:8737/", "HTTP://192.168.1.20:8737/K7Q2M9XB/"),
        ("https://hints.example.org", "HTTPS://HINTS.EXAMPLE.ORG/K7Q2M9XB/"),
        ("https://example.org/ROOM", "HTTPS://EXAMPLE.ORG/ROOM/K7Q2M9XB/"),
        ("https://example.org/room", "https://example.org/room/K7Q2M9XB/"),
        ("https://example.org/A_B", "https://example.org/A_B/K7Q2M9XB/"),
        ("http://[fd00::1]:8737", "http://[fd00::1]:8737/K7Q2M9XB/"),
    ],
)
def test_an_address_is_in_capitals_where_that_changes_nothing(base: str, url: str) -> None:
    assert hint_url(base, "K7Q2M9XB") == url


def test_the_longest_address_at_home_fits_the_smallest_code() -> None:
    assert qr_matrix(hint_url("http://192.168.100.200:8737", "K7Q2M9XB")).version == 2


@pytest.mark.parametrize(
    "address",
    ["http://192.168.1.20:8737", "https://example.org/a/b-c/", "HTTPS://EXAMPLE.ORG", "http://[::1]:80"],
)
def test_plain_addresses_are_taken(address: str) -> None:
    assert checked_base(address) == address.rstrip("/")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("example.org", "http://"),
        ("ftp://example.org", "http://"),
        ("javascript://example.org", "http://"),
        ("http://", "host"),
        ("http://a b.org", "host"),
        ("http://exämple.org", "host"),
        ("http://me:secret@example.org", "user name"),
        ("http://example.org/?a=b", r"\? or #"),
        ("http://example.org/#a", r"\? or #"),
        ("http://example.org?", r"\? or #"),
        ("http://example.org/a b", "path"),
        ("http://example.org//a", "path"),
        ("http://example.org/%2e", "path"),
        ("http://example.org:99999", "not an address"),
        ("http://[::1", "not an address"),
    ],
)
def test_anything_else_is_refused_with_a_reason(address: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        checked_base(address)


def test_this_machines_address_is_a_number_with_our_port() -> None:
    base, reachable = lan_base()
    parts = urlsplit(base)
    address = ipaddress.ip_address(parts.hostname or "")
    assert (parts.scheme, parts.port, parts.path) == ("http", 8737, "")
    assert reachable is not address.is_loopback
    assert checked_base(base) == base


def test_without_a_network_it_is_the_loopback_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(self: socket.socket, place: tuple[str, int]) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert lan_base() == ("http://127.0.0.1:8737", False)
