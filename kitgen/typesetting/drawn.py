"""Words that are part of a drawing: they keep the sizes they were drawn for, whatever the print."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Face, Metrics, Typography
from kitgen.typesetting.text import TextBlock, fit_text


class DrawnMetrics:
    """The widths of some metrics, and plain typography in their language.

    Args:
        metrics: whose widths.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.typography = Typography(metrics.typography.language)

    def width_mm(self, text: str, face: Face, size_pt: float) -> float:
        """The advance width of one line of text."""
        return self._metrics.width_mm(text, face, size_pt)

    def missing(self, text: str, face: Face) -> str:
        """The characters of `text` that the face has no shape for."""
        return self._metrics.missing(text, face)


def fit_alike(
    metrics: Metrics,
    where: str,
    texts: Sequence[str],
    face: Face,
    size_mm: tuple[float, float],
    *,
    largest_pt: float,
) -> list[TextBlock]:
    """Texts that all fit into rooms of one size, in one font size.

    Args:
        metrics: text widths, and how running text is set.
        where: what they stand on, for the error.
        texts: one or more paragraphs each, separated by line breaks.
        face: typeface.
        size_mm: width and height of each room.
        largest_pt: size to start from in a plain print.

    Raises:
        LayoutError: one does not fit at the smallest size.
    """
    blocks = [fit_text(metrics, where, text, face, size_mm, largest_pt=largest_pt) for text in texts]
    size_pt = min((block.size_pt for block in blocks), default=0.0)
    alike = size_pt / (metrics.typography.scale or 1.0)
    return [
        block if block.size_pt == size_pt else fit_text(metrics, where, text, face, size_mm, largest_pt=alike)
        for text, block in zip(texts, blocks, strict=True)
    ]
