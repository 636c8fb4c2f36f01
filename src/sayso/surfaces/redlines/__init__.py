"""The door of the redlines: two reports laid side by side, for the workbench's page and for a file of its own.

lay_out_redline   rows of a parent's sentences beside the child's, both texts in their own order, changes numbered in the words
redline_to_page   the same as one HTML file that needs nothing beside it
TEMPLATES, STATIC   the folders of what both pages are made of: ``redline_parts.html``; ``redline.css`` and ``redline.js``
"""

from sayso.surfaces.redlines.page import STATIC, TEMPLATES, redline_to_page
from sayso.surfaces.redlines.rows import Cell, Row, Sheet, Stretch, lay_out_redline

__all__ = ["STATIC", "TEMPLATES", "Cell", "Row", "Sheet", "Stretch", "lay_out_redline", "redline_to_page"]
