"""Words for rows that are not the answer's: real ones, so that sounding real gives no word away."""

from __future__ import annotations

HARMLESS = (
    "KIWI", "SOFA", "TUBA", "PONY", "OBOE", "YOGA", "AUTO", "FILM", "GOLF", "HAND", "WIND", "RING", "SAND",
    "GOLD", "PARK", "TAXI", "BALL", "NEST", "TEXT", "LAVA",
    "BANJO", "HOTEL", "KOALA", "RADIO", "TANGO", "ZEBRA", "TIGER", "PIANO", "PANDA", "PIZZA", "LASSO",
    "MOTOR", "VIDEO", "POLKA", "SAUNA", "ALARM", "ATLAS", "MANGO", "SAMBA", "ALBUM",
    "BUTTER", "DOMINO", "FINGER", "MUSEUM", "TUNNEL", "WINTER", "HAMMER", "JAGUAR", "POSTER", "SALAMI",
    "KIMONO", "PAPAYA", "SAFARI", "GARAGE", "TURBAN", "SENSOR", "MAGNET", "MENTOR", "PYTHON", "CURSOR",
)  # fmt: skip
"""Words that English and German share, twenty of each length; the beat's other answers go before them."""
