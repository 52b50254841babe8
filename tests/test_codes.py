"""QR codes: the right version, and read by readers that nobody here wrote."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
import zxingcpp
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from kitgen.codes import (
    ALPHANUMERIC,
    CAPACITY_ALPHANUMERIC,
    CAPACITY_BYTES,
    QUIET_MODULES,
    QrCode,
    module_mm,
    qr_matrix,
)
from kitgen.errors import LayoutError

CAPITALS = "HTTP://192.168.100.200:8737/K7Q2M9XB/"


def picture(code: QrCode, dpi: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """The code as it looks in a scan of its printed size, with its quiet zone, in grey."""
    side = code.modules + 2 * QUIET_MODULES
    pixels = round(side * module_mm(code.version) * dpi / 25.4)
    fine = np.full((side * 12, side * 12), 255, np.uint8)
    for y, row in enumerate(code.matrix):
        for x, dark in enumerate(row):
            if dark:
                top, left = (y + QUIET_MODULES) * 12, (x + QUIET_MODULES) * 12
                fine[top : top + 12, left : left + 12] = 0
    # Averaging over areas is what a scanner does; modules then have blurred edges.
    scan = cv2.resize(fine, (pixels, pixels), interpolation=cv2.INTER_AREA)
    return np.asarray(scan, np.uint8)


@pytest.mark.parametrize(
    ("payload", "version"),
    [
        ("HTTP://A.B/", 2),  # version 1 would hold it
        (CAPITALS, 2),
        ("A" * 38, 2),
        ("A" * 39, 3),
        ("A" * 61, 3),
        ("A" * 62, 4),
        ("A" * 90, 4),
        ("a" * 26, 2),
        ("a" * 27, 3),
        ("a" * 42, 3),
        ("a" * 43, 4),
        ("a" * 62, 4),
        ("ä" * 31, 4),
    ],
)
def test_the_smallest_version_from_two_on_is_taken_and_zxing_reads_it(payload: str, version: int) -> None:
    code = qr_matrix(payload)
    assert code.version == version
    assert {len(row) for row in code.matrix} == {code.modules} == {17 + 4 * version}
    for dpi in (150, 300):
        assert [found.text for found in zxingcpp.read_barcodes(picture(code, dpi))] == [payload]


@pytest.mark.parametrize(
    "payload",
    [CAPITALS, "https://example.org/the-small-door/K7Q2M9XB/", "HTTPS://EXAMPLE.ORG/ESCAPE/ROOM/K7Q2M9XB/"],
)
def test_opencv_reads_a_crop_at_300_dpi(payload: str) -> None:
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(picture(qr_matrix(payload), 300))
    assert text == payload


def test_codes_are_of_level_m() -> None:
    (found,) = zxingcpp.read_barcodes(picture(qr_matrix(CAPITALS), 300))
    assert found.ec_level == "M"


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ("A" * 91, "91 characters; a code that phones read from a card holds 1 to 90"),
        ("a" * 63, "63 bytes; a code that phones read from a card holds 1 to 62 \\(90 if"),
        ("ä" * 32, "64 bytes"),
        ("", "0 bytes"),
    ],
)
def test_an_address_that_needs_more_than_version_four_is_refused(payload: str, told: str) -> None:
    with pytest.raises(LayoutError, match=told) as caught:
        qr_matrix(payload)
    assert "--hints" in caught.value.hint


def test_modules_are_as_large_as_there_is_room() -> None:
    assert [module_mm(version) for version in (2, 3, 4)] == [0.6, 0.5, 0.5]
    assert qr_matrix(CAPITALS).side_mm == pytest.approx(19.8)


def test_the_same_address_makes_the_same_code() -> None:
    assert qr_matrix(CAPITALS) == qr_matrix(CAPITALS)
    assert qr_matrix(CAPITALS) != qr_matrix(CAPITALS.replace("K7Q2", "K7Q3"))


def addresses(version: int, count: int) -> list[str]:
    """Addresses of all lengths, half of them in the alphanumeric mode, that need this version."""
    numbers = random.Random(version)
    made = []
    for i in range(count):
        capacity = CAPACITY_ALPHANUMERIC if i % 2 else CAPACITY_BYTES
        length = numbers.randint(capacity.get(version - 1, 0) + 1, capacity[version])
        letters = sorted(ALPHANUMERIC) if i % 2 else "abcdefgh.:/-0189"
        made.append("".join(numbers.choices(letters, k=length - 1)) + ("X" if i % 2 else "x"))
    return made


def by_library(payload: str, version: int) -> tuple[tuple[bool, ...], ...]:
    """The code by the qrcode library, with the mask of its choice."""
    mode = MODE_ALPHA_NUM if ALPHANUMERIC.issuperset(payload) else MODE_8BIT_BYTE
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(payload.encode(), mode=mode, check_data=False), optimize=0)
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


@pytest.mark.parametrize("version", [2, 3, 4])
def test_a_code_is_the_librarys_module_by_module_with_the_mask_of_its_choice(version: int) -> None:
    # Codes of one character have many runs and squares of a colour.
    alike = [letter * CAPACITY_ALPHANUMERIC[version] for letter in "1A:"]
    for payload in [*addresses(version, 100), *alike]:
        code = qr_matrix(payload)
        assert (code.version, code.matrix) == (version, by_library(payload, version)), payload
