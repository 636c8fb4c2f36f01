"""The pages on reports, voices, figures and names, and the search: what each asks and shows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sayso.errors import UsageError
from sayso.model import UNINVOLVED, UNKNOWN, Voice
from sayso.surfaces.exports import take_section
from sayso.surfaces.terminal.index import natural
from sayso.surfaces.web.addresses import read_place
from sayso.surfaces.web.asking import Answer, Asked, Json, cut_page
from sayso.surfaces.web.charts import draw_days
from sayso.surfaces.web.figure_charts import draw_figures
from sayso.surfaces.web.markup import cut_paragraphs, cut_title, find_marks
from sayso.surfaces.web.searching import search
from sayso.surfaces.web.unfolding import SIDES, join_same_words


async def ask_reports(asked: Asked) -> Answer:
    """Return the reports in order of publication."""
    told = asked.told

    def context() -> Json:
        paged = cut_page(told.picture.reports, asked.query, asked.keeper.settings.rows)
        return {"paged": paged, "days": draw_days(told)}

    return Answer("reports.html", context, lambda: asked.say(reports=told.document["reports"], origins=told.document["origins"]))


async def ask_report(asked: Asked) -> Answer:
    """Return a report with its attributions marked in the text."""
    told, [report_id] = asked.told, asked.ids
    report = asked.report(report_id)

    def context() -> Json:
        said, figures = told.said_in.get(report_id, []), told.figures_in.get(report_id, [])
        here = read_place(asked.query.get("span", ""), report.text, report.title or "")
        marks = find_marks(said, figures, here)
        made = [edge for edge in told.picture.retellings if edge.parent == report_id]
        unmeasured = [reason for id_, reason in told.picture.unmeasured if id_ == report_id]
        return {
            "report": report, "paragraphs": cut_paragraphs(report, marks), "title_pieces": cut_title(report.title or "", marks),
            "said": said, "figures": figures, "made_from": told.parents.get(report_id, []), "made_into": made,
            "unmeasured": unmeasured, "origin": told.origin_of.get(report_id, ()), "days": draw_days(told), "here": here,
        }  # fmt: skip

    def document() -> Json:
        full = told.document
        [own] = [each for each in full["reports"] if each["id"] == report_id]
        return asked.say(
            reports=[{**own, "text": report.text}],
            retellings=[each for each in full["retellings"] if report_id in (each["child"], each["parent"])],
            attributions=[each for each in full["attributions"] if each["report"] == report_id],
            figures=[each for each in full["figures"] if each["report"] == report_id],
            unmeasured=[each for each in full["unmeasured"] if each["report"] == report_id],
        )

    return Answer("report.html", context, document)


async def ask_voices(asked: Asked) -> Answer:
    """Return the voices by party."""
    told = asked.told

    def context() -> Json:
        return {"parties": _by_party(told.picture.voices), "stands": _find_stands(asked), "days": draw_days(told)}

    return Answer("voices.html", context, lambda: take_section(told.document, "voices"))


def _by_party(voices: tuple[Voice, ...]) -> list[tuple[str, list[Voice]]]:
    """Return the voices of each party, the party with most voices first; the uninvolved and the unknown last."""
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        found[voice.party].append(voice)
    last = {UNINVOLVED: 1, UNKNOWN: 2}
    return sorted(found.items(), key=lambda item: (last.get(item[0], 0), -len(item[1]), item[0]))


def _find_stands(asked: Asked) -> dict[str, list[tuple[str, str]]]:
    """Return, by voice, the claims it takes a side on, and which."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim in sorted(asked.told.picture.propositions, key=lambda each: natural(each.id)):
        for side in SIDES:
            for voice in getattr(claim, side):
                found[voice].append((side, claim.id))
    return found


async def ask_voice(asked: Asked) -> Answer:
    """Return a voice and everything that it is quoted with."""
    told, [voice_id] = asked.told, asked.ids
    voice = asked.voice(voice_id)

    def context() -> Json:
        by_claim: dict[str | None, list[Any]] = defaultdict(list)
        for each in told.said_by.get(voice_id, []):
            by_claim[each.proposition].append(each)
        quoted = {claim: join_same_words(said) for claim, said in by_claim.items()}
        figures = [figure for figure in told.picture.figures if figure.voice == voice_id]
        speakers = [each for each in told.picture.voices if each.stands_for == voice_id]
        ordered = sorted(quoted.items(), key=lambda item: (item[0] is None, natural(item[0] or "")))
        return {"voice": voice, "by_claim": ordered, "figures": figures, "speakers": speakers, "stands": _find_stands(asked)[voice_id]}

    def document() -> Json:
        full = told.document
        return asked.say(
            voices=[each for each in full["voices"] if each["id"] == voice_id],
            attributions=[each for each in full["attributions"] if each["voice"] == voice_id],
            figures=[each for each in full["figures"] if each["voice"] == voice_id],
        )

    return Answer("voice.html", context, document)


async def ask_figures(asked: Asked) -> Answer:
    """Return the figures as ranges, voice by voice, over the days."""
    told = asked.told

    def context() -> Json:
        return {"paged": cut_page(draw_figures(told), asked.query, asked.keeper.settings.rows), "days": draw_days(told)}

    return Answer("figures.html", context, lambda: take_section(told.document, "figures"))


async def ask_names(asked: Asked) -> Answer:
    """Return the names of one place or body, and the side that uses each."""
    return Answer("names.html", lambda: {"days": draw_days(asked.told)}, lambda: asked.say(names=asked.told.document["names"]))


async def ask_left_out(asked: Asked) -> Answer:
    """Return what could not be read, what came again, and what is not measured."""
    full = asked.told.document
    parts = ("skipped", "duplicates", "unmeasured")

    def context() -> Json:
        return {"paged": cut_page(asked.told.picture.skipped, asked.query, asked.keeper.settings.rows), "days": draw_days(asked.told)}

    return Answer("left_out.html", context, lambda: asked.say(**{name: full[name] for name in parts}))


async def ask_search(asked: Asked) -> Answer:
    """Return where words stand.

    Raises:
        UsageError: ``too_long``.
    """
    words, settings = asked.query.get("q", ""), asked.keeper.settings
    if len(words) > settings.query_chars:
        raise UsageError("too_long", f"that search has {len(words):,} characters", allowed=f"{settings.query_chars}")
    found, most = search(asked.told, words), settings.found

    def document() -> Json:
        hits = [
            {"report": report.id, "n_hits": n, "hits": [{"start": h.span.start, "end": h.span.end, "text": h.span.text,
             **({"in": "title"} if h.span.field == "title" else {})} for h in first]}
            for report, first, n in found.reports[:most]
        ]  # fmt: skip
        return asked.say(
            query=found.query, n_claims=len(found.claims), n_voices=len(found.voices), n_reports=len(found.reports),
            propositions=[claim.id for claim in found.claims[:most]], voices=[voice.id for voice in found.voices[:most]], reports=hits,
        )  # fmt: skip

    return Answer("search.html", lambda: {"found": found, "most": most}, document)
