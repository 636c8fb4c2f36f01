"""A redline in a file of its own, as people read it: by keys, without a script, narrow, dark and on paper."""

import re
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from browser.conftest import ROOT
from browser.test_workbench import CONTRAST, NAMELESS, OVERFLOW
from sayso.desk import read
from sayso.surfaces.redlines import redline_to_page
from unit.surfaces.redlines.test_page import ATTACKS, make_line

PAIRS = {"rewritten": ("r04", "r03"), "moved": ("r11", "r09"), "kept": ("r02", "r01")}
FOCUSED = "document.activeElement.closest('.redline-row')?.id"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Return the addresses of redlines written into files."""
    folder = tmp_path_factory.mktemp("redlines")
    with read([ROOT / "examples" / "harbour-ferry" / "reports.jsonl"]) as case:
        pages = {name: redline_to_page(case.redline(*pair)) for name, pair in PAIRS.items()}
    pages["attacked"] = redline_to_page(make_line(" ".join(ATTACKS)))
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


def test_n_and_p_walk_the_typed_changes_and_enter_unfolds_one(page, files):
    page.goto(files["rewritten"])
    n_changes = page.locator(".redline a.change-kind").count()
    assert n_changes > 3
    seen = []
    for _ in range(n_changes + 2):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert seen[n_changes - 1 :] == [seen[n_changes - 1]] * 3, "it stays on the last"
    assert len({*seen}) == n_changes
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    style = page.evaluate("(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))")
    assert style == ["solid", "3px"]
    assert page.evaluate("(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.activeElement.getBoundingClientRect())")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.getAttribute('href')") == seen[n_changes - 2]
    page.keyboard.press("Enter")
    assert page.locator(f"{seen[n_changes - 2]}:target").is_visible()


def test_j_and_k_walk_the_sentences_that_differ(page, files):
    page.goto(files["moved"])
    differing = page.evaluate("[...document.querySelectorAll('.redline-row.differs')].map((row) => row.id)")
    walked = []
    for _ in differing:
        page.keyboard.press("j")
        walked.append(page.evaluate(FOCUSED))
    assert walked == differing
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == differing[-2]


def test_tab_leads_from_the_skip_link_into_the_texts(page, files):
    page.goto(files["rewritten"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the texts"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.redline') !== null")


def test_curves_join_the_old_and_the_new_place_of_what_was_moved(page, files):
    page.goto(files["moved"])
    n_moved = page.locator("[data-to]").count()
    assert n_moved > 0
    page.locator(".redline-curves path").nth(n_moved - 1).wait_for(state="attached")
    page.locator(".apart-link").first.click()
    target = page.locator(".redline-row:target")
    assert target.locator(".kind.moved").is_visible()


def test_without_a_script_all_words_are_there_and_no_keys_are_promised(browser, files):
    page = browser.new_page()
    page.goto(files["rewritten"])
    with_script = page.locator(".redline").inner_text()
    page.close()
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=re.sub(r"<script>.*?</script>", "", _body(files["rewritten"]), flags=re.S)))
    page.goto("http://redline.invalid/")
    assert page.locator(".redline").inner_text() == with_script
    assert not page.locator(".keys").is_visible()
    page.close()


def _body(address):
    return Path(url2pathname(urlparse(address).path)).read_text("utf-8")


def test_hostile_reports_run_nothing_and_reach_for_nothing(browser, files):
    page = browser.new_page()
    asked, alerts, said = [], [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.goto(files["attacked"])
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) is not None
    assert asked == [files["attacked"]]
    assert alerts == []
    assert said == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(page, files, scheme):
    page.emulate_media(color_scheme=scheme)
    for name, address in files.items():
        page.goto(address)
        assert page.evaluate(CONTRAST) == [], name


def test_no_page_is_wider_than_the_window_and_narrow_ones_stack(page, files, screenshots):
    for width in (360, 420, 768, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in files.items():
            page.goto(address)
            assert page.evaluate(OVERFLOW) == [], f"{name} at {width} pixels"
            page.screenshot(path=screenshots / f"redline-{name}-{width}.png", full_page=True)
        page.goto(files["rewritten"])
        row = page.locator(".redline-row.reworded").first
        before, after = (row.locator(side).bounding_box() for side in (".before", ".after"))
        assert (after["y"] > before["y"]) == (width < 896), f"at {width} pixels"


def test_nothing_is_nameless_for_who_cannot_see_it(page, files):
    for name, address in files.items():
        page.goto(address)
        found = page.evaluate(NAMELESS)
        assert (found["nameless"], found["twice"], found["n_titles"], found["jumps"], found["lang"]) == ([], [], 1, [], "en"), name


def test_on_paper_both_texts_stand_side_by_side_and_the_keys_are_gone(page, files):
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(files["rewritten"])
    page.emulate_media(media="print")
    row = page.locator(".redline-row.reworded").first
    before, after = (row.locator(side).bounding_box() for side in (".before", ".after"))
    assert before["x"] + before["width"] < after["x"]
    assert not page.locator(".keys").is_visible()
    assert page.evaluate(OVERFLOW) == []
