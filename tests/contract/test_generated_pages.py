"""The generated pages say what the code says now."""

import pytest

from docs.build import FOLDER, build_pages


@pytest.mark.parametrize("name", ["commands.md", "settings.md"])
def test_a_generated_page_is_up_to_date(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == build_pages()[name], "run `make docs` and commit what it writes"
