"""Laws of alignment and of typed changes, over texts put together at random."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Span
from sayso.retellings import align_documents, find_changes
from sayso.retellings.align import align_sentences, find_linked
from sayso.retellings.pieces import link_sentences
from sayso.settings import RetellingSettings
from sayso.text import read_document

_SENTENCES = (
    "The weir broke on Friday.",
    "Mayor Ila Dorn said 12 barns were under water.",
    "“We lost the hay, not the herd,” she said.",
    "Nobody was hurt, the fire brigade reported.",
    "If the rain goes on, the lower road may be closed.",
    "Engineers from Tolm will arrive on 3 May!",
    "“The weir was never inspected",
    "Was it?",
    "The company denied that it had been warned.",
)
_TEXTS = st.lists(st.sampled_from(_SENTENCES), max_size=8).map(" ".join) | st.lists(st.sampled_from(_SENTENCES), max_size=8).map(
    "\n\n".join
)
_ANY = _TEXTS | st.text(max_size=80)


@given(_ANY, _ANY)
@settings(max_examples=60, deadline=None)
def test_every_sentence_stands_in_exactly_one_link_and_every_span_is_a_slice(parent: str, child: str) -> None:
    one, other = read_document(parent), read_document(child)
    found = align_documents(one, other)
    for document, spans in (
        (one, [span for link in found.sentences for span in link.parent_spans]),
        (other, [span for link in found.sentences for span in link.child_spans]),
    ):
        found_at = sorted((s.start, s.end) for s in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(found_at))
        words = [token for token in document.tokens if token.kind != "mark"]
        assert all(sum(start <= token.start < end for start, end in found_at) == 1 for token in words)
        for sentence in document.sentences:
            inside = [at for at in found_at if sentence.start <= at[0] < sentence.end]
            assert inside and inside[0][0] == sentence.start and inside[-1][1] == sentence.end
        assert all(s == Span.cut(document.text, s.start, s.end) for s in spans)


@given(_ANY, _ANY)
@settings(max_examples=60, deadline=None)
def test_changes_are_slices_in_a_fixed_order_and_come_once(parent: str, child: str) -> None:
    one, other = read_document(parent), read_document(child)
    alignment = align_documents(one, other)
    found = find_changes(one, other, alignment)
    assert found == find_changes(one, other, alignment) and len(set(found)) == len(found)
    for change in found:
        assert change.before is None or change.before == Span.cut(parent, change.before.start, change.before.end)
        assert change.after is None or change.after == Span.cut(child, change.after.start, change.after.end)


@given(_ANY)
@settings(max_examples=40, deadline=None)
def test_a_text_is_kept_by_itself_and_unchanged(text: str) -> None:
    document = read_document(text)
    alignment = align_documents(document, document)
    assert find_changes(document, document, alignment) == ()
    for link in alignment.sentences:
        words = any(c.isalnum() for span in (*link.parent_spans, *link.child_spans) for c in span.text)
        assert link.kind in ("kept", "moved") or not words


@given(st.permutations(_SENTENCES[:6]))
@settings(max_examples=30, deadline=None)
def test_a_changed_order_moves_and_neither_omits_nor_adds(order: list[str]) -> None:
    alignment = align_documents(read_document("\n\n".join(_SENTENCES[:6])), read_document("\n\n".join(order)))
    assert {link.kind for link in alignment.sentences} <= {"kept", "moved"}


@given(_ANY, _ANY)
@settings(max_examples=60, deadline=None)
def test_sentences_are_linked_alike_with_and_without_their_spans(parent: str, child: str) -> None:
    one, other = read_document(parent), read_document(child)
    links = align_sentences(one, other, RetellingSettings())
    assert find_linked(one, other, RetellingSettings()) == link_sentences(links, one, other)
