"""How the pages are made: those generated from the code, the pictures, and the examples with what they print."""
