"""Locks: how the answers of an act open the next one, on paper, on a phone, or by the host's word."""
