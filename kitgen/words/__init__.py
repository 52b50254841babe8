"""Words: messages by key in a language, and the environment that pages are made with."""

from kitgen.words.catalogue import Catalogue

__all__ = ["Catalogue"]
