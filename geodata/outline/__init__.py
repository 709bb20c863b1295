"""From stretches of line to the three extents of a zone."""
