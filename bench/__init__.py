"""How good Sayso is (``quality``) and how fast (``speed``), measured from outside, on its export alone."""
