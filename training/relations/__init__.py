"""How the coefficients of the ledger (``src/sayso/ledger/relations.toml``) were made from piles with gold answers."""
