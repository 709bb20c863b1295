"""Searching the words of the articles."""
