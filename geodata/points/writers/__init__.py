"""Writing located tables."""
