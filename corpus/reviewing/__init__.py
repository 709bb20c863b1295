"""Reviewing the suggestions for an article: decisions, and the records that come of them."""
