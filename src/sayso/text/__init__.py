"""The text room: one report's text cut into pieces, each with its span in the original.

``read_document(text)`` returns a ``Document`` whose pieces (paragraphs, sentences, tokens, quotations,
quantities, names) are computed when first asked for. The pieces know nothing of reports or claims.
"""

from sayso.text.document import Document, read_document
from sayso.text.names import Name, find_initials
from sayso.text.quantities import find_quantities
from sayso.text.quantity import Quantity
from sayso.text.quotations import Quotation
from sayso.text.rarity import find_rarity, is_common
from sayso.text.sentences import Sentence
from sayso.text.tokens import Token, find_tokens, fold_marks, stem_word

__all__ = [
    "Document",
    "Name",
    "Quantity",
    "Quotation",
    "Sentence",
    "Token",
    "find_initials",
    "find_quantities",
    "find_rarity",
    "find_tokens",
    "fold_marks",
    "is_common",
    "read_document",
    "stem_word",
]
