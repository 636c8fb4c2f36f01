"""The workbench as people use it, on the example pile. Pictures of it are left in build/screenshots."""

import json
from dataclasses import replace

import pytest

from browser.conftest import serve
from invented_picture import PICTURE
from sayso.model import Picture
from sayso.surfaces.web import Keeper, make_app
from unit.surfaces.web.conftest import HeldCase

PAGES = {
    "board": "/", "claims": "/claims", "claim": "/claims/p1", "retellings": "/retellings", "family": "/retellings/r01",
    "redline": "/redlines/r04/r01", "reports": "/reports", "report": "/reports/r03?span=40-80", "voices": "/voices", "voice": "/voices/v1",
    "figures": "/figures", "names": "/names", "log": "/overrulings", "overrule": "/overrule/p1", "left-out": "/left-out",
    "search": "/search?q=ferry", "export": "/exports", "add": "/add", "past": "/?as_of=2034-05-09", "nothing": "/claims/p999",
}  # fmt: skip
WIDTHS = (360, 1024, 1920)

# Contrast of each text with what is painted behind it, as WCAG 2 counts it, and of each sign of a picture; those that fall short.
# Everything that can be unfolded is, what the fields hint at counts, and a text in a picture stands on whatever it covers there.
CONTRAST = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (color) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((k) => top[k] * top[3] + below[k] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const inPicture = (element) => {
    const svg = element.closest("svg");
    if (!svg || element.tagName !== "text") return [];
    const own = element.getBoundingClientRect();
    const covered = (box) => own.left < box.right && box.left < own.right && own.top < box.bottom && box.top < own.bottom;
    return [...svg.querySelectorAll("rect, path, circle")]
      .filter((each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING && covered(each.getBoundingClientRect()))
      .map((each) => getComputedStyle(each).fill).filter((fill) => fill !== "none").map(read);
  };
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.push(read(getComputedStyle(each).backgroundColor));
    return [...layers.reverse(), ...inPicture(element)].reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const short = [];
  const judge = (name, element, color, size, weight) => {
    const background = behind(element);
    const ratio = contrast(over(read(color), background), background);
    const isLarge = size >= 24 || (size >= 18.66 && weight >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) short.push([name, element.className.baseVal ?? element.className, ratio.toFixed(2)]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest(".unseen, title, option, noscript, datalist")) continue;
    const style = getComputedStyle(element);
    const color = element.closest("svg") && element.tagName === "text" ? style.fill : style.color;
    judge(walker.currentNode.data.trim().slice(0, 40), element, color, parseFloat(style.fontSize), Number(style.fontWeight));
  }
  for (const field of document.querySelectorAll("input, select, textarea")) {
    if (!field.checkVisibility()) continue;
    for (const color of [getComputedStyle(field).color, getComputedStyle(field, "::placeholder").color])
      judge("field", field, color, parseFloat(getComputedStyle(field).fontSize), 400);
  }
  for (const sign of document.querySelectorAll("svg .m, svg .end, svg .range, svg .open, .origin i")) {
    const style = getComputedStyle(sign), background = behind(sign.parentElement);
    const inks = (sign.tagName === "I" ? [style.backgroundColor] : [style.fill, style.stroke]).filter((each) => each !== "none");
    const ratio = Math.max(...inks.map((ink) => contrast(over(read(ink), background), background)));
    if (ratio < 3) short.push(["sign", sign.className.baseVal ?? "", ratio.toFixed(2)]);
  }
  return short;
}"""

# Words of a picture that cover other words of it.
COVERED = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const boxes = [...svg.querySelectorAll(":scope text")].filter((each) => each.checkVisibility())
    .map((each) => [each.textContent, each.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], k) => boxes.slice(k + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
    .map(([other]) => `${one} on ${other}`));
})"""

# Things that a screen reader would call nothing, and ids that two things share.
NAMELESS = """() => {
  const labels = (e) => e.labels ? [...e.labels].map((l) => l.textContent).join(" ") : "";
  const name = (e) => (e.getAttribute("aria-label") || labels(e) || e.textContent || e.title || "").trim();
  const named = "a[href], button, input:not([type=hidden]), select, textarea, svg[role=img], progress, summary";
  const nameless = [...document.querySelectorAll(named)]
    .filter((e) => !e.closest("[aria-hidden=true]") && !e.hidden && !name(e)).map((e) => e.outerHTML.slice(0, 120));
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((e) => Number(e.tagName[1]));
  return { nameless, twice: ids.filter((id, k) => ids.indexOf(id) !== k), n_titles: levels.filter((k) => k === 1).length,
    jumps: levels.filter((k, i) => i && k > levels[i - 1] + 1), lang: document.documentElement.lang, title: document.title };
}"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1);
  return [...wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 100)), "wider"];
}"""


def test_from_the_board_to_the_words_a_redline_an_overruling_and_an_export(page, screenshots, tmp_path):
    page.goto("/")
    first = page.locator(".card h3 a").first
    words = first.inner_text()
    page.screenshot(path=screenshots / "walk-1-board.png")
    first.click()
    page.wait_for_url("**/claims/*")
    assert page.locator("h1").inner_text() == words
    page.screenshot(path=screenshots / "walk-2-claim.png")

    page.locator(".quote a").first.click()
    page.wait_for_url("**/reports/*#here")
    assert page.locator("#here").is_visible()
    page.screenshot(path=screenshots / "walk-3-report.png")

    page.goto("/retellings")
    page.locator(".redline-link").first.click()
    page.wait_for_url("**/redlines/*/*")
    assert page.locator(".redline-row").count() > 3
    assert page.locator("del").count() > 0
    page.screenshot(path=screenshots / "walk-4-redline.png")
    before = json.loads(page.request.get("/board.json").text())["n_independent"]

    page.locator("a.overrule").first.click()
    form = page.locator("form.choice").first
    form.locator("input[name=why]").fill("its reporter was there")
    form.locator("button").click()
    page.wait_for_url("**/overrulings?made=*")
    assert "its reporter was there" in page.locator(".made").inner_text()
    page.screenshot(path=screenshots / "walk-5-overruled.png")
    page.locator(".made button").click()
    page.wait_for_url("**/overrulings?made=*")
    assert "undone" in page.locator(".log").inner_text()
    assert json.loads(page.request.get("/board.json").text())["n_independent"] == before

    page.goto("/exports")
    with page.expect_download() as download:
        page.locator(".exports a").first.click()
    download.value.save_as(tmp_path / "case.json")
    assert len(json.loads((tmp_path / "case.json").read_text())["reports"]) == 14


def test_reports_are_added_by_paste_and_the_page_tells_when_they_are_read(page):
    page.goto("/add")
    page.locator("textarea[name=text]").fill("The lamp was lit, keeper Odo Varr said. The harbour office denied that the lamp was lit.")
    page.locator("input[name=outlet]").fill("Harbour Notes")
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("1 new report").wait_for()
    page.goto("/reports")
    assert "Harbour Notes" in page.locator("main").inner_text()


def test_the_slider_picks_a_day_and_the_address_says_which(page):
    page.goto("/")
    slider = page.locator("#day-slider")
    assert slider.is_visible()
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/?as_of=2034-05-08")
    assert "As it stood at the end of 8 May 2034" in page.locator(".asof-note").inner_text()


def test_everything_is_reached_by_keys(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("lamp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=lamp")
    assert page.locator(".hits > li").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(browser, scheme):
    page = browser.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 1024, "height": 800})
    short = {}
    for name, address in PAGES.items():
        page.goto(address)
        short[name] = page.evaluate(CONTRAST)
    page.close()
    assert {name: found for name, found in short.items() if found} == {}


def test_nothing_is_nameless_for_who_cannot_see_it(browser):
    page = browser.new_page()
    for name, address in PAGES.items():
        page.goto(address)
        found = page.evaluate(NAMELESS)
        assert found["nameless"] == [], name
        assert found["twice"] == [], name
        assert (found["n_titles"], found["jumps"], found["lang"]) == (1, [], "en"), name
        assert found["title"].endswith("Sayso"), name
    page.close()


def test_no_page_is_wider_than_the_window_and_no_words_of_a_picture_cover_others(browser, screenshots):
    page = browser.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in PAGES.items():
            page.goto(address)
            assert page.evaluate(OVERFLOW) == [], f"{name} at {width} pixels"
            assert page.evaluate(COVERED) == [], f"{name} at {width} pixels"
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=screenshots / f"{name}-{width}-{scheme}.png", full_page=True)
    page.close()


LONG = "Westernmostharbourandlighthousesteamshipcompany" * 5
STRANGE = replace(
    PICTURE,
    reports=tuple(replace(each, outlet=LONG, title=None if each.title_span else f"{LONG} {LONG}") for each in PICTURE.reports),
    voices=tuple(replace(each, name=LONG, role=LONG, affiliation=LONG, party=LONG) for each in PICTURE.voices),
    figures=tuple(replace(each, what=LONG) for each in PICTURE.figures),
)
LISTS = ("/", "/claims", "/retellings", "/reports", "/voices", "/figures", "/names", "/left-out", "/search?q=dam", "/overrulings", "/add")


@pytest.mark.parametrize("picture", [STRANGE, Picture()], ids=["long names", "nothing"])
def test_long_names_and_empty_lists_stay_within_the_window(browser, picture):
    page = browser.new_page()
    with serve(make_app(Keeper(lambda: HeldCase(picture)))) as address:
        inside = ("/claims/p1", "/retellings/r02", "/redlines/r02/r01", "/reports/r01", "/voices/v1", "/overrule/p1")
        for path in (*LISTS, *(inside if picture.reports else ())):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address + path)
                assert page.evaluate(OVERFLOW) == [], f"{path} at {width} pixels"
    page.close()


def test_what_is_printed_leaves_out_what_only_a_screen_needs(page):
    page.goto("/claims/p1")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert not page.locator("a.overrule").first.is_visible()
    assert page.locator("h1").is_visible()
