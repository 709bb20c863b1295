"""Reviewing suggestions in the browser, on this machine alone."""
