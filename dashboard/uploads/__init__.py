"""Uploaded files: receiving them, and storing them on disk for a limited time."""
