"""The redline in a file of its own: what it shows, what it asks for, and that no report makes it do anything but show it."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from invented_desk import REDLINE
from invented_picture import make_hostile
from sayso.desk import align
from sayso.model import Alignment, Report
from sayso.surfaces.redlines import redline_to_page
from sayso.surfaces.terminal import phrases

ATTACKS = [
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)", "<svg/onload=alert(1)>", "{{ 7351*7919 }}{% raw %}", "<!--", "</p></div><base href=//x>",
    "<a href=javascript:alert(1)>x</a>", "\x00<\x00script>", "\ud800",
]  # fmt: skip
_VOID = {"meta", "br"}


class Page(HTMLParser):
    """A page taken apart: its tags, attributes, the words outside of style and script, and what these two hold."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words, self.ids, self.held = [], [], [], [], {"style": [], "script": []}
        self._open = []
        self.feed(page)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] in self.held:
            self.held[self._open[-1]].append(data)
        else:
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def make_line(words):
    """Return a redline in which every text holds the words."""
    parent = f"The dam at Orlek is safe {words} Mira Tolan said. At least 40 families left {words} on Monday."
    child = f"{words} The dam at Orlek is safe. Forty families left {words} on Monday. More follows."
    report = {"outlet": words, "title": words, "byline": words, "url": f"https://x.example/{words}", "language": "en"}
    return SimpleNamespace(
        parent=Report(f"r {words} 1", parent, **report), child=Report(f"r {words} 2", child, **report), retelling=None,
        alignment=align(parent, child),
    )  # fmt: skip


def test_it_shows_both_texts_the_changes_and_the_verdict():
    page = Page(redline_to_page(REDLINE))
    for report in (REDLINE.parent, REDLINE.child):
        assert phrases.plain(report.outlet) in page.text
    for change in REDLINE.alignment.changes:
        assert phrases.CHANGES[change.kind][0] in page.text
        for span in filter(None, (change.before, change.after)):
            assert span.text in page.text
    assert "rewrite (0.97)" in page.text
    assert "r01 was published 3 h before r02" in page.text
    for name in ("reworded", "moved", "left out", "added"):
        assert name in page.text


def test_fates_are_told_apart_by_words_and_signs_and_not_by_colour_alone():
    page = redline_to_page(REDLINE)
    for sign, name in (("~", "reworded"), ("↕", "moved"), ("−", "left out"), ("+", "added")):
        assert re.search(rf'aria-hidden="true">{re.escape(sign)}</span> {name}<', page)
    assert "<del>" in page
    assert "<ins>" in page


def test_nothing_outside_of_the_file_is_asked_for():
    page = Page(redline_to_page(REDLINE))
    assert not {"link", "img", "iframe", "object", "embed", "base", "form", "input"} & set(page.tags)
    assert not [each for each in page.attributes if each[1] in ("src", "srcset", "style", "action") or each[1].startswith("on")]
    assert "url(" not in "".join(page.held["style"])
    assert "@import" not in "".join(page.held["style"])
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|innerHTML|https?://(?!www\.w3\.org/2000/svg)", "".join(page.held["script"]))


def test_the_policy_lets_run_its_own_style_and_script_and_nothing_else():
    page = Page(redline_to_page(REDLINE))
    [policy] = [value for tag, name, value in page.attributes if tag == "meta" and name == "content" and "default-src" in value]
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256("".join(page.held[kind]).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_each_link_within_the_page_leads_somewhere_and_no_id_stands_twice():
    for line in (REDLINE, make_line("x")):
        page = Page(redline_to_page(line))
        assert len(page.ids) == len({*page.ids})
        targets = [value[1:] for _, name, value in page.attributes if name == "href" and value.startswith("#")]
        assert targets
        assert {*targets} <= {*page.ids}
        assert {value for _, name, value in page.attributes if name == "data-to"} <= {*page.ids}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_words_of_a_report_are_markup(attack):
    calm, attacked = Page(redline_to_page(make_line("calm"))), Page(redline_to_page(make_line(attack)))
    assert attacked.tags.count("script") == attacked.tags.count("style") == 1
    assert {*attacked.tags} <= {*calm.tags}
    assert not [each for each in attacked.attributes if each[1].startswith("on") or each[1] in ("src", "style", "srcdoc")]
    links = [value for _, name, value in attacked.attributes if name == "href"]
    assert all(link.startswith(("#", "https://x.example/")) for link in links)
    assert str(7351 * 7919) not in attacked.text
    redline_to_page(make_line(attack)).encode("utf-8")


def test_spans_that_do_not_fit_their_text_stop_nothing():
    line = SimpleNamespace(**{name: make_hostile(value) for name, value in vars(REDLINE).items()})
    page = Page(redline_to_page(line))
    assert {"table", "img"}.isdisjoint(page.tags)


def test_texts_with_nothing_to_lay_out_make_a_page_too():
    line = SimpleNamespace(parent=REDLINE.parent, child=REDLINE.child, retelling=None, alignment=Alignment((), ()))
    text = Page(redline_to_page(line)).text
    assert "No typed change" in text
    assert "Not judged a retelling of it" in text


def test_the_same_redline_is_the_same_page_to_the_byte():
    assert redline_to_page(REDLINE) == redline_to_page(REDLINE)
