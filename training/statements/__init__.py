"""Training of the statement encoder: which statements are about one thing, which take opposite sides, and which take none."""
