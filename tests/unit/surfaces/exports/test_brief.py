"""The brief: what it shows, and that nothing in a report can make it do anything but show it."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from invented_picture import PICTURE, REPORTS, RETELLING, make_hostile
from sayso.model import Figure, Overruling, Picture, Report, Retelling, Span, StatusStep
from sayso.surfaces.exports.brief import picture_to_brief

ATTACKS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "<!--",
    "&lt;script&gt;",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "javascript:alert(1)",
    "\x00<\x00script>",
    "</svg><script>alert(1)</script>",
]
_VOID = {"meta", "br"}
_KNOWN = set(_VOID) | {
    "html", "head", "title", "style", "body", "main", "header", "h1", "h2", "h3", "p", "ol", "ul", "li", "strong", "section", "article",
    "span", "bdi", "svg", "rect", "text", "circle", "line", "path", "dl", "dt", "dd", "div", "b", "blockquote", "cite", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Page(HTMLParser):
    """A page taken apart: its tags, attributes, links and the text that a reader sees."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.links, self.words, self.ids, self.open = set(), set(), [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "srcdoc")]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def attack(thing, words):
    """Return the thing with an attack in every text that a stranger wrote."""
    if isinstance(thing, tuple):
        return tuple(attack(each, words) for each in thing)
    if isinstance(thing, Span):
        return Span(thing.start, thing.start + len(words), words, thing.field)
    if isinstance(thing, str):
        return thing if re.fullmatch(r"[a-z]+(_[a-z]+)*|[rpva]\d+|", thing) else words
    if is_dataclass(thing) and not isinstance(thing, type):
        held = {each.name: getattr(thing, each.name) for each in fields(thing)}
        return replace(thing, **{name: attack(value, words) for name, value in held.items() if not isinstance(value, date)})
    return thing


@pytest.mark.parametrize("words", ATTACKS)
def test_no_words_become_markup(words):
    picture = attack(PICTURE, words)
    reports = tuple(replace(each, url=words, byline=words, title=words, outlet=words, language="en") for each in picture.reports)
    page = Page(picture_to_brief(replace(picture, reports=reports)))
    harmless = Page(picture_to_brief(attack(PICTURE, "dam")))
    assert page.tags <= harmless.tags | {"a"} <= _KNOWN
    assert page.attributes <= harmless.attributes | {"class", "href"}
    assert not any(name.startswith("on") for name in page.attributes)
    assert all(re.fullmatch(r"#s\d+", link) for link in page.links)
    assert page.open == []


def test_ids_of_reports_cannot_break_out_either():
    odd = '"><script>alert(1)</script>'
    reports = (replace(REPORTS[0], id=odd), REPORTS[1])
    page = Page(picture_to_brief(Picture(reports=reports, origins=((odd, "r02"),), retellings=(replace(RETELLING, parent=odd),))))
    assert "script" not in page.tags
    assert odd in page.text


def test_only_web_addresses_are_links_and_they_tell_nobody_where_one_comes_from():
    urls = ["https://wire.example/1?a=1&b=2", "javascript:alert(1)", "ftp://wire.example", 'https://a.example/" onclick="alert(1)']
    written = picture_to_brief(Picture(reports=tuple(Report(f"r{n}", "A dam.", url=url) for n, url in enumerate(urls))))
    assert [link for link in Page(written).links if not link.startswith("#")] == urls[:1]
    assert 'rel="noopener noreferrer nofollow"' in written
    assert "javascript:alert(1)" in Page(written).text


def test_it_opens_offline_and_runs_nothing():
    written = picture_to_brief(PICTURE)
    page = Page(written)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert "default-src 'none'" in written
    assert not re.search(r"url\(|@import", written)
    assert "size: A4" in written and "prefers-color-scheme: dark" in written


def test_ids_stand_once_and_links_within_the_page_lead_somewhere():
    page = Page(picture_to_brief(PICTURE))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_a_contested_claim_shows_who_stands_where_and_since_when():
    text = Page(picture_to_brief(PICTURE)).text
    assert "The dam at Orlek is safe" in text
    assert "contested since 6 May 2041 (asserted from 5 May 2041)" in text
    for words in ("says so", "Mira Tolan", "denies it", "Bo Hadd", "cannot say", "stated as fact", "they go back to one report"):
        assert words in text
    assert "1–2 independent" in text


def test_figures_changes_names_and_what_was_not_measured_are_there():
    text = Page(picture_to_brief(PICTURE)).text
    for words in (
        "At least 40",
        "24 or more",
        "quote altered",
        "Not one crack has been found",
        "Urlak",
        "Bergpost",
        "photo.txt",
        "3 texts came again",
    ):
        assert words in text


def test_it_gives_no_verdict():
    text = Page(picture_to_brief(PICTURE)).text
    assert "does not say what is true" in text
    assert not re.search(r"\b(confirmed|debunked|false|reliable|credible)\b", text, re.I)


def test_an_empty_case_and_hostile_words_are_pages_too():
    assert "None: nobody denies" in Page(picture_to_brief(Picture())).text
    written = picture_to_brief(make_hostile(PICTURE))
    assert Page(written).open == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", written)


def test_a_circle_of_retellings_is_shown_once():
    def edge(child, parent):
        return Retelling(child, parent, "rewrite", 0.9, 0.6, False, 0.5)

    picture = replace(PICTURE, retellings=(edge("r02", "r01"), edge("r01", "r02"), edge("r03", "r02"), edge("r04", "r04x")))
    text = Page(picture_to_brief(picture)).text
    assert text.count("rewrite (0.90)") == 4


def test_a_long_chain_of_retellings_is_no_trouble():
    reports = tuple(
        Report(f"r{n}", f"{n} dams.", published=datetime(2041, 5, 1, tzinfo=UTC), published_precision="day") for n in range(1500)
    )
    edges = tuple(Retelling(f"r{n + 1}", f"r{n}", "reprint", 1, 1, True, 1) for n in range(1499))
    text = Page(picture_to_brief(Picture(reports=reports, retellings=edges, origins=(tuple(r.id for r in reports),)))).text
    assert "more reports of this family" in text


@pytest.mark.parametrize(("low", "high"), [(None, None), (0, 0), (-5, 10), (40, None), (None, 40), (float("inf"), None), (1e308, 1.7e308)])
def test_any_bounds_can_be_drawn(low, high):
    figure = Figure("r01", "families", PICTURE.figures[0].span, low, high)
    assert "At least 40" in Page(picture_to_brief(replace(PICTURE, figures=(figure, *PICTURE.figures)))).text


def test_claims_without_dates_have_no_timeline():
    undated = replace(PICTURE.propositions[0], status=(StatusStep(None, "contested"),))
    assert "timeline" not in picture_to_brief(replace(PICTURE, propositions=(undated,))).split("</style>")[1]


def test_days_centuries_apart_can_be_drawn():
    steps = (StatusStep(date(1, 1, 1), "asserted"), StatusStep(date(9999, 12, 31), "contested"))
    text = Page(picture_to_brief(replace(PICTURE, propositions=(replace(PICTURE.propositions[0], status=steps),)))).text
    assert "1 Jan 1" in text


def _colours(written, scheme):
    blocks = re.findall(r":root \{(.*?)\}", written, re.S)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[scheme]))


def _contrast(one, other):
    def luminance(colour):
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_all_words_stand_out_enough_to_be_read(scheme):
    colours = _colours(picture_to_brief(PICTURE), scheme)
    for paper in ("paper", "soft"):
        for ink in ("ink", "quiet", "link", "affirm", "deny", "concede", "unverified"):
            assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    for status in ("asserted", "contested", "corroborated", "conceded", "withdrawn"):
        assert _contrast(colours[f"on-{status}"], colours[status]) >= 4.5, status


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_overruled_stands_there_as_words(attack):
    log = (
        Overruling(1, datetime(2041, 5, 9, tzinfo=UTC), attack, attack, "other_party", json.dumps({"party": attack}), state="replaced"),
        Overruling(2, datetime(2041, 5, 9, tzinfo=UTC), "Ines", "the council says so", "other_party", '{"party": "valley"}'),
    )
    page = Page(picture_to_brief(replace(PICTURE, overrulings=log), None))
    assert page.tags <= _KNOWN
    shown = " ".join(" ".join(page.words).split())
    assert "other party valley , because the council says so Ines , 9 May 2041" in shown
    assert "replaced: a later one decides otherwise" in shown
