"""The reading side as files that any web server can carry: pages, data, pictures."""
