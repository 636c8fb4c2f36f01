from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retelling_texts import EXCERPT, OTHER, OWN, REPRINT, REWRITE, WIRE
from sayso.retellings import align_documents
from sayso.retellings.similarity import score_similarities
from sayso.settings import RetellingSettings
from sayso.text import read_document

FULL = RetellingSettings()
SPARSE = replace(FULL, most_table_cells=-1)
LINES = ("The crane fell.", "Mayor Ila Dorn left.", "Rain fell all night.", "He left.", "“No,” she said.")
ANY = st.lists(st.sampled_from(LINES), max_size=9).map(" ".join) | st.text(max_size=60) | st.sampled_from([WIRE, REPRINT, REWRITE])


@given(ANY, ANY)
@settings(max_examples=60, deadline=None)
def test_every_cell_that_is_asked_for_is_that_of_the_full_table(one: str, other: str) -> None:
    parent, child = read_document(one), read_document(other)
    full, sparse = score_similarities(parent, child, FULL), score_similarities(parent, child, SPARSE)
    n, m = full.cosines.shape
    assert sparse.cells.cosines == pytest.approx(full.cosines[sparse.cells.parents, sparse.cells.children])  # type: ignore[attr-defined]
    for i, j in np.ndindex(n, m):
        assert sparse.cosine(i, j) == pytest.approx(full.cosine(i, j))
        assert sparse.share_of_child(i, j) == pytest.approx(full.share_of_child(i, j))
    block = (0, n, 0, m)
    assert sparse.block_cosine(block) == pytest.approx(full.block_cosine(block))
    assert sparse.cut(block).cosines == pytest.approx(full.cosines)


@pytest.mark.parametrize("child", [WIRE, REPRINT, REWRITE, EXCERPT, OWN, OTHER, ""])
def test_a_sparse_table_aligns_reports_as_the_full_one_does(child: str) -> None:
    before, after = read_document(WIRE), read_document(child)
    assert align_documents(before, after, SPARSE).passages == align_documents(before, after, FULL).passages
    assert [(link.kind, link.child_spans) for link in align_documents(before, after, SPARSE).sentences] == [
        (link.kind, link.child_spans) for link in align_documents(before, after, FULL).sentences
    ]


def test_a_book_takes_cells_by_its_length_and_not_by_the_product() -> None:
    n = 3 * int(FULL.most_table_cells**0.5) // 2
    book = read_document(" ".join(f"Sailor {k} saw lamp {k * 7} go out." for k in range(n)))
    table = score_similarities(book, book, FULL)
    assert len(table.parent_square) == n and table.products.size == 0
    assert n <= len(table.cells.cosines) <= FULL.sparse_partners * n  # type: ignore[attr-defined]
    assert (table.best_of_parents[0] == np.arange(n)).all()


def test_a_text_without_rare_words_still_meets_its_copy() -> None:
    text = " ".join(["The boat left at noon."] * 300)
    found = align_documents(read_document("Rain fell. " + text), read_document(text), SPARSE)
    assert [link.kind for link in found.sentences].count("kept") >= 299
    assert found.passages
