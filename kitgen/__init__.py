"""kitgen compiles a tabletop escape room: proven puzzles on paper, hints on the phone."""

__version__ = "0.1.0"
