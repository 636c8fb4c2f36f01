"""A real report and its back-translated copy, which lie outside the project: what changed between them is known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sayso.claims import find_attributions
from sayso.retellings import align_documents, find_changes
from sayso.text import read_document

_SEEDS = Path(__file__).parents[5] / "shared" / "seeds"


@pytest.mark.shared
@pytest.mark.skipif(not _SEEDS.is_dir(), reason="needs ../shared/seeds")
def test_exactly_the_reworded_quotations_and_the_shifted_label_are_found() -> None:
    parent, child = (read_document(path.read_text("utf-8")) for path in sorted(_SEEDS.glob("*.txt")))
    alignment = align_documents(parent, child)
    found = find_changes(
        parent, child, alignment, parent_attributions=find_attributions(parent), child_attributions=find_attributions(child)
    )
    kinds = Counter(change.kind for change in found)
    assert kinds["quote_altered"] == 5 and kinds["label_shifted"] == 1 and kinds["omitted"] >= 4
    assert not kinds.keys() & {"figure_changed", "date_changed", "negation_flipped", "name_swapped", "attribution_lost"}
