"""Uploaded files on their way to the disk, and how long they stay there."""
