"""Tests of the proof: a sound output passes, and every check fails where a file is broken on purpose."""
