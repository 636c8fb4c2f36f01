import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions"


def test_the_index_lists_every_decision_and_no_other():
    listed = re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in FOLDER.glob("[0-9]*.md"))
