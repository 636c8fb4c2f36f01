"""How much of a claim each denial denies: the whole, a part of it, only its figure, or only its framing (how it is called).

A denial is of the whole unless its words, or what it says beside what it denies, show plainly that the rest stands:

1. it points at what it denies: "disputed the toll", "rejected the description", "said the date was wrong"     (``pointing``)
2. it sets one thing against another: "31, not 47", "a withdrawal, not a rout", "in Odra, not in Belin"        (``comparing``)
3. it grants the rest: "denied that it had sunk but confirmed that it was hit", "shelled but not taken"        (``pointing``)
4. it says the same of another number, or with another name: who, where, on which day                          (``comparing``)

The words and phrases are those of ``scopes.toml``.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
