"""Finding a place by its name, in any usual spelling."""
