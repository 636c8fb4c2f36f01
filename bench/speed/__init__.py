"""How long reading a pile takes and how much memory it needs, measured on the very command that people run."""
