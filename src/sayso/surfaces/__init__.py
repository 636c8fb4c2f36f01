"""The surfaces: they ask the desk and dress the answer. Nothing is analysed here."""
