"""The server: its settings, its limits, what it sends beside each answer."""
