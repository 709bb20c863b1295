"""The map in a frame on another site, and what tells other programs how to put it there."""
