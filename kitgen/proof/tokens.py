"""Finding an answer in text: as a whole token, in any case, and letter by letter."""

from __future__ import annotations

import re
import unicodedata

# What lays out words and says nothing: soft hyphens, zero-width characters, pdfium's marks for hyphens.
_UNSEEN = dict.fromkeys([0x02, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE])
_SPACED_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ \t]+[^\W\d_](?![^\W_]))+")
MIN_SPACED_OUT = 4


def folded(text: str) -> str:
    """Text for comparing: one case, one form of every character, nothing unseen."""
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN)).casefold()


class Needle:
    """An answer (or a seed) to look for.

    Between its words anything but letters and digits may stand; around it no letter or digit may.
    """

    def __init__(self, text: str) -> None:
        words = [word for word in re.split(r"[\W_]+", folded(text)) if word]
        self._joined = "".join(words)
        body = r"[\W_]+".join(map(re.escape, words))
        self._pattern = re.compile(rf"(?<![^\W_]){body}(?![^\W_])" if words else r"(?!)")

    def within(self, text: str) -> bool:
        """Whether it stands in text that went through `folded`, as a whole token.

        Letters spaced out on a line (`m o t h`) count where they spell it from first to last. Digits do
        not: rows of a picture-logic puzzle's clues are spaced digits.
        """
        if self._pattern.search(text):
            return True
        return len(self._joined) >= MIN_SPACED_OUT and self._joined in {
            re.sub(r"\s", "", run[0]) for run in _SPACED_OUT.finditer(text)
        }
