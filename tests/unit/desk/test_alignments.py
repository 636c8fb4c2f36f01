import pytest

from sayso.claims import read_claims
from sayso.desk.alignments import alignment_from_json, alignment_to_json, choose_names
from sayso.desk.painting import align_pair
from sayso.model import Report
from sayso.text import read_document

PARENT = Report(
    "parent",
    "The ferry to Brissa sank, Mayor Ida Renn said. “Not one of us saw it,” she told reporters. A union denied that. 40 people left.",
    title="Ferry sinks",
    language="en",
)
CHILD = Report(
    "child", "“None of us saw it,” Ida Renn told reporters. The ferry to Vrisa sank. 60 people left. It rains.", title="Gone", language="en"
)
NAMES = [frozenset(["Brissa", "Vrisa"])]


@pytest.mark.parametrize(("parent", "child"), [(PARENT, CHILD), (CHILD, PARENT), (PARENT, PARENT), (Report("a", "."), CHILD)])
def test_an_alignment_comes_back_as_it_was_kept(parent, child):
    readings = {each.id: read_claims(each, read_document(each.text, each.language)) for each in (parent, child)}
    alignment = align_pair(parent, child, readings, NAMES)
    written = alignment_to_json(alignment)
    assert alignment_from_json(written, parent, child) == alignment
    assert "ferry" not in written.decode()


def test_only_names_that_a_text_uses_are_looked_at():
    others = [frozenset(["Orlek", "Urlak"]), frozenset(["union’s hall", "dockers' hall"])]
    assert choose_names(PARENT, CHILD, [*NAMES, *others]) == NAMES
    assert choose_names(PARENT, Report("c", "In URLAK it rains."), others) == others[:1]
    assert choose_names(PARENT, Report("c", "At the union's hall."), others) == others[1:]
