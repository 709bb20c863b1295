"""The data over HTTP."""
