"""What is sent with the page's address: the first view, before any script has run."""
