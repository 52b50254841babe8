"""How each kind of puzzle works. A mechanism is found by its slug and loaded when it is needed.

To add one, write a module (start from `template.py`, or run `kitgen new mechanism NAME`) and name its
class in `REGISTRY`. Nothing else in the house changes.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kitgen.errors import UsageError
from kitgen.mechanisms.contract import Mechanism

REGISTRY = {
    "claims-and-liars": "kitgen.mechanisms.claims_and_liars:ClaimsAndLiars",
    "decoder-wheel": "kitgen.mechanisms.decoder_wheel:DecoderWheel",
    "edge-wall": "kitgen.mechanisms.edge_wall:EdgeWall",
    "exact-cover": "kitgen.mechanisms.exact_cover:ExactCover",
    "folded-letters": "kitgen.mechanisms.folded_letters:FoldedLetters",
    "globe-nonogram": "kitgen.mechanisms.globe_nonogram:GlobeNonogram",
    "grille": "kitgen.mechanisms.grille:Grille",
    "line-up": "kitgen.mechanisms.line_up:LineUp",
    "lock-clues": "kitgen.mechanisms.lock_clues:LockClues",
    "logic-grid": "kitgen.mechanisms.logic_grid:LogicGrid",
    "lured-watcher": "kitgen.mechanisms.lured_watcher:LuredWatcher",
    "maze": "kitgen.mechanisms.maze:Maze",
    "meta-seating": "kitgen.mechanisms.meta_seating:MetaSeating",
    "split-scales": "kitgen.mechanisms.split_scales:SplitScales",
    "spot-the-double": "kitgen.mechanisms.spot_the_double:SpotTheDouble",
    "stitch-alphabet": "kitgen.mechanisms.stitch_alphabet:StitchAlphabet",
}
"""Slug to `module:class`; the template is never listed."""

AnyMechanism = Mechanism[Any, Any]


def load_mechanism(slug: str) -> AnyMechanism:
    """The mechanism of that name.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    place = REGISTRY.get(slug)
    if place is None:
        raise UsageError(
            f"There is no mechanism {slug!r}; known are {', '.join(sorted(REGISTRY))}.",
            "A new one is started with `kitgen new mechanism NAME`.",
        )
    module, _, name = place.partition(":")
    mechanism: AnyMechanism = getattr(import_module(module), name)()
    return mechanism
