"""Adding an article: its text and what is known of it, read from the file that holds it."""
