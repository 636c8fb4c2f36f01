"""References for a wiki: who is one independent report, and nothing in a text that the wiki would obey."""

import re
from dataclasses import replace

from invented_picture import PICTURE, make_hostile
from sayso.model import Picture
from sayso.surfaces.exports import FORMATS


def write(picture):
    return FORMATS["wikitext"].write(picture, None)["sources.txt"].decode("utf-8")


def test_reports_of_one_origin_stand_below_one_bullet():
    first, second, *_ = write(PICTURE).splitlines()[1:]
    assert first == ('* <ref name="r01">{{cite news |title=Dam is safe |work=Valley Wire |date=2041-05-06 |language=en}}</ref>')
    assert second.startswith('** <ref name="r02">{{cite news |title=Safe! |work=The Morning Lantern')
    assert second.endswith("</ref> rewrite of r01")
    assert sum(line.startswith("* ") for line in write(PICTURE).splitlines()) == len(PICTURE.origins)


def test_a_text_that_is_shared_with_one_outside_is_said_to_be_so():
    assert "</ref> shares a text with a text outside the pile" in write(PICTURE)


def test_a_report_without_a_day_or_an_outlet_is_still_a_reference():
    bare = replace(PICTURE.reports[3], id="7", outlet=None, language=None)
    assert write(Picture(reports=(bare,), origins=(("7",),))).splitlines()[1] == '* <ref name="report 7">{{cite news}}</ref>'


def test_words_are_shown_by_the_wiki_and_never_obeyed():
    title = "{{delete}} |url=javascript:x ~~~~ '''b''' [[File:a.png]] </ref><script>__TOC__\n== h =="
    odd = replace(PICTURE.reports[0], id='a" /><b', title=title, byline="* x", url="https://a.example/{{x}}|y=[z]~~~~")
    [line] = write(Picture(reports=(odd,), origins=((odd.id,),))).splitlines()[1:]
    fields = re.fullmatch(r'\* <ref name="([^"<>]*)">\{\{cite news((?: \|\w+=[^|]*)*)\}\}</ref>', line)
    assert fields is not None
    assert not re.search(r"[\[\]{}<>~'_]", fields[2])
    assert "|author=&#42; x" in line
    assert "|url=https://a.example/%7B%7Bx%7D%7D%7Cy=%5Bz%5D%7E%7E%7E%7E" in line


def test_hostile_reports_stay_one_line_each():
    assert len(write(make_hostile(PICTURE)).splitlines()) == 1 + len(PICTURE.reports)
