"""Hints: addresses that nobody can guess, and the pages that a phone sees behind them."""
