"""What the articles say: the five articles, the passages linked to the zones, and the key dates."""
