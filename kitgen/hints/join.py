"""What the join sheet says: at home, on the web, and for a new address on the night."""

from __future__ import annotations

from typing import Literal, cast

from kitgen.codes import large_qr_matrix, qr_matrix
from kitgen.hints.addresses import landing_url
from kitgen.hints.wifi import Wifi
from kitgen.layout.join_sheet import JoinPrint


def describe_join(title: str, hints: str, base: str, wifi: Wifi | None) -> JoinPrint:
    """What the join sheet says.

    Args:
        title: of the kit.
        hints: 'lan', 'url' or 'sealed'.
        base: address of the hint site.
        wifi: the network to join, or None.
    """
    return JoinPrint(
        title,
        cast("Literal['lan', 'url', 'sealed']", hints),
        f"{base}/",
        qr_matrix(landing_url(base)),
        wifi.ssid if wifi else "",
        large_qr_matrix(wifi.payload()) if wifi else None,
    )
