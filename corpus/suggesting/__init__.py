"""Suggesting an article's passages, dates and places, with reasons, for a hand to check."""
