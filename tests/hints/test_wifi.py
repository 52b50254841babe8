"""The Wi-Fi's code: read back by hand, hostile names and passwords, and a password that is told nowhere."""

from __future__ import annotations

import re

import pytest

from kitgen.codes import large_qr_matrix
from kitgen.errors import LayoutError, UsageError
from kitgen.hints.wifi import Wifi


def read_back(payload: str) -> dict[str, str]:
    """A reader of our own, character by character."""
    assert payload.startswith("WIFI:")
    assert payload.endswith(";;")
    fields: dict[str, str] = {}
    part, i, body = "", 0, payload[5:-1]
    while i < len(body):
        if body[i] == "\\":
            part, i = part + body[i + 1], i + 2
            continue
        if body[i] == ":" and len(part) == 1 and part not in fields:
            name, part = part, ""
        elif body[i] == ";":
            fields[name], part = part, ""
        else:
            part += body[i]
        i += 1
    return fields


@pytest.mark.parametrize(
    "ssid", ["Home", "a;b", "a:b", 'q"q', "back\\slash", "x,y", "S:P:;", "Café ☕", "\\;"]
)
@pytest.mark.parametrize("password", ["", "12345678", 'p;a:s,s"w\\ord', "\\\\\\\\;;;;", "T:WPA;P:x;"])
def test_a_code_says_name_and_password_whatever_signs_they_have(ssid: str, password: str) -> None:
    wanted = {"T": "WPA" if password else "nopass", "S": ssid} | ({"P": password} if password else {})
    assert read_back(Wifi(ssid, password).payload()) == wanted


def test_the_form_is_the_one_that_cameras_know() -> None:
    assert Wifi("Our Wi-Fi", "open sesame").payload() == "WIFI:T:WPA;S:Our Wi-Fi;P:open sesame;;"
    assert Wifi("Café").payload() == "WIFI:T:nopass;S:Café;;"
    assert Wifi('a;b"c', "x" * 63).payload() == 'WIFI:T:WPA;S:a\\;b\\"c;P:' + "x" * 63 + ";;"


@pytest.mark.parametrize("ssid", ["", "x" * 33, "ü" * 17, "two\nlines", "nul\0", "\u202eright"])
def test_a_name_that_no_network_has_is_refused(ssid: str) -> None:
    with pytest.raises(UsageError, match="no name of a network"):
        Wifi(ssid, "12345678")


@pytest.mark.parametrize("password", ["short67", "x" * 64, "g" * 64, "with\nbreak", "pässword!"])
def test_a_password_that_no_network_has_is_refused_and_not_told(password: str) -> None:
    with pytest.raises(UsageError) as told:
        Wifi("Home", password)
    assert password not in str(told.value)
    assert password not in told.value.hint


def test_a_key_of_64_hex_digits_is_taken() -> None:
    assert Wifi("Home", "0aF9" * 16).payload().endswith("P:" + "0aF9" * 16 + ";;")


def test_the_password_stands_in_no_repr() -> None:
    assert "sesame" not in repr(Wifi("Home", "open sesame"))


def test_the_longest_name_and_password_fit_one_code_and_more_does_not() -> None:
    code = large_qr_matrix(Wifi(";" * 32, ";" * 63).payload())
    assert code.modules <= 61
    with pytest.raises(LayoutError, match=re.escape("251 bytes")) as told:
        large_qr_matrix("s" * 251)
    assert "sss" not in str(told.value)
