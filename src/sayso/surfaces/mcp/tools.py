"""What an agent can ask. Each tool asks the desk once and answers in a small document with spans.

Spans count characters of the report's text, as everywhere. Nothing here says what is true.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from sayso.desk import Case
from sayso.errors import InputError, NotFound
from sayso.ledger import evidence_to_document, redline_to_document
from sayso.model import Report
from sayso.settings import McpSettings
from sayso.surfaces.exports import take_claim
from sayso.surfaces.mcp.answers import MOST_ROWS, Json, cut_rows, read_day, shorten_claim, shorten_finding, shorten_report
from sayso.surfaces.mcp.desk import Desk

AsOf = Annotated[str | None, Field(description="A day (year-month-day): tell it as it stood at the end of that day, UTC.")]
Offset = Annotated[int, Field(description="How many rows to pass over; the answer's next_offset.", ge=0)]
Limit = Annotated[int, Field(description=f"How many rows to give, at most {MOST_ROWS}.", ge=1, le=MOST_ROWS)]


class Tools:
    """The tools, on one desk. ``may_read`` allows reading files of this machine."""

    def __init__(self, desk: Desk, *, may_read: bool) -> None:
        self._desk, self.may_read = desk, may_read

    async def add_reports(
        self,
        paths: Annotated[
            list[str], Field(description="Files and folders on this machine: text, saved pages, JSON Lines, CSV, feeds, WARC.")
        ],
    ) -> dict[str, Any]:
        """Read reports into the case: how many are new, were there already, or could not be read, and the picture of the whole case."""

        def work(case: Case) -> Json:
            came = case.read(paths)
            full = case.export()
            if not full["reports"]:
                reasons = "; ".join(f"{each['path']}: {each['what']}" for each in full["skipped"][:5])
                raise InputError("nothing_read", reasons or "there is nothing to read here", do="Name files or folders that hold reports")
            return {"read": {"new": came.n_new, "duplicates": came.n_duplicates, "skipped": came.n_skipped}, **_count(full)}

        return await self._desk.ask(work)

    async def overview(self, as_of: AsOf = None) -> dict[str, Any]:
        """The case in numbers: reports, how many are independent, claims, how many contested, voices, and what was left out."""
        return _count(await self._desk.export(read_day(as_of)))

    async def list_reports(self, as_of: AsOf = None, offset: Offset = 0, limit: Limit = 20) -> dict[str, Any]:
        """The reports in order of publication. Those of one origin count as one independent report."""
        full = await self._desk.export(read_day(as_of))
        origin = {report: group[0] for group in full["origins"] for report in group}
        rows = [{**shorten_report(each), "origin": origin.get(each["id"])} for each in full["reports"]]
        return cut_rows(rows, offset, limit)

    async def read_report(
        self,
        report: Annotated[str, Field(description="The report's id, as list_reports gives it.")],
        start: Annotated[int, Field(description="The character to begin at.", ge=0)] = 0,
    ) -> dict[str, Any]:
        """A report's text with its attributions (who says what, at which characters), its figures, and what it was made from."""
        found = await self._desk.report(report)
        full = await self._desk.export(None)
        text = found.text[start : start + McpSettings().text_chars]
        end = start + len(text)
        own = [each for each in full["attributions"] if each["report"] == report]
        inside = [each for each in own if any(start <= span["start"] < end for span in each["content"])]
        [short] = [shorten_report(each) for each in full["reports"] if each["id"] == report]
        return {
            **short,
            "start": start, "end": end, "next_start": end if end < len(found.text) else None, "text": text,
            "attributions": inside,
            "figures": [each for each in full["figures"] if each["report"] == report and start <= each["start"] < end],
            "made_from": [_shorten_edge(each) for each in full["retellings"] if each["child"] == report],
            "retold_by": [_shorten_edge(each) for each in full["retellings"] if each["parent"] == report],
        }  # fmt: skip

    async def list_claims(
        self,
        contested_only: Annotated[bool, Field(description="Only claims that someone affirms and someone denies.")] = True,
        words: Annotated[str | None, Field(description="Only claims that hold these words.")] = None,
        as_of: AsOf = None,
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> dict[str, Any]:
        """Claims, contested ones first: who says so, who denies how much of it, how many independent reports carry each, its standing."""
        full = await self._desk.export(read_day(as_of))
        voices = {each["id"]: each for each in full["voices"]}
        claims = sorted(full["propositions"], key=_rank)
        if contested_only:
            claims = [each for each in claims if _is_contested(each)]
        if words:
            claims = [each for each in claims if words.casefold() in each["text"].casefold()]
        return cut_rows([shorten_claim(each, voices, full["attributions"]) for each in claims], offset, limit)

    async def explain_claim(
        self,
        claim: Annotated[str, Field(description="The claim's id, as in p1.")],
        as_of: AsOf = None,
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> dict[str, Any]:
        """One claim unfolded: the words behind each count, whose they are, at which characters, and why reports count as one."""
        full = await self._desk.export(read_day(as_of))
        taken = take_claim(full, claim)
        if not taken["propositions"]:
            known = ", ".join(each["id"] for each in full["propositions"][:5]) or "none"
            raise NotFound("unknown_claim", f"there is no claim {claim!r}", allowed=known, do="List them with list_claims")
        [found] = taken["propositions"]
        voices = {each["id"]: each for each in full["voices"]}
        return {
            **shorten_claim(found, voices, taken["attributions"]),
            "reports": [shorten_report(each) for each in taken["reports"]][:limit],
            "merges": found["merges"][:limit],
            "stated_as_fact_evidence": found["stated_as_fact_evidence"][:limit],
            "attributions": cut_rows(taken["attributions"], offset, limit),
        }

    async def explain(
        self,
        thing: Annotated[str, Field(description="What to unfold: p1, p1.affirming_voices, v3, a12, f4, o2, r05, or contested, voices ...")],
        parent: Annotated[str | None, Field(description="With a report as thing: the report that it retells.")] = None,
        as_of: AsOf = None,
    ) -> dict[str, Any]:
        """Any number or judgement unfolded into its parts, the spans of text and the reasons behind it."""
        day = read_day(as_of)
        return await self._desk.ask(lambda case: evidence_to_document(case.why(thing, parent, as_of=day), day))

    async def redline(
        self,
        child: Annotated[str, Field(description="The report that retells.")],
        parent: Annotated[str | None, Field(description="The report that it retells; without it the likeliest one.")] = None,
        offset: Offset = 0,
        limit: Limit = 40,
    ) -> dict[str, Any]:
        """A report against the one it was made from: the judgement with reasons, the typed changes with both spans, and the sentences."""

        def work(case: Case) -> Json:
            line = case.redline(child, parent)
            return redline_to_document(line.child, line.parent, line.retelling, line.alignment)

        full = await self._desk.ask(work)
        return {**full, "passages": full["passages"][:limit], "sentences": cut_rows(full["sentences"], offset, limit)}

    async def list_figures(self, words: str | None = None, as_of: AsOf = None, offset: Offset = 0, limit: Limit = 40) -> dict[str, Any]:
        """Figures with their bounds as they were said, whose they are and where they stand; ``words`` picks what is counted."""
        full = await self._desk.export(read_day(as_of))
        rows = [each for each in full["figures"] if not words or words.casefold() in each["what"].casefold()]
        return cut_rows(rows, offset, limit)

    async def check_draft(
        self,
        draft: Annotated[str, Field(description="The draft's text.")],
        against: Annotated[list[str], Field(description="Ids of the reports it was written from; empty: all of the case.")],
        offset: Offset = 0,
        limit: Limit = 40,
    ) -> dict[str, Any]:
        """A draft against what it was written from: attribution lost, verb shifted, quote altered, figure changed, denial dropped."""
        from sayso.desk import check_draft

        reports = await self._desk.reports()
        chosen = [await self._desk.report(each) for each in against] if against else list(reports)
        checked = await self._desk.ask(lambda _: check_draft(Report("draft", draft, language="en"), chosen))
        rows = [shorten_finding(each) for each in checked.findings]
        return {"n_traced": checked.n_traced, **cut_rows(rows, offset, limit)}


def _count(full: Json) -> Json:
    return {
        "schema": full["schema"], "as_of": full["as_of"],
        "n_reports": len(full["reports"]), "n_independent": len(full["origins"]), "n_retellings": len(full["retellings"]),
        "n_claims": len(full["propositions"]), "n_contested": sum(map(_is_contested, full["propositions"])),
        "n_voices": len(full["voices"]), "n_figures": len(full["figures"]), "duplicates": full["duplicates"],
        "n_skipped": len(full["skipped"]), "n_unmeasured": len(full["unmeasured"]),
    }  # fmt: skip


def _is_contested(claim: Json) -> bool:
    """Return what ``Proposition.is_contested`` says of an exported claim."""
    named = bool(claim["affirm"] or claim["concede"]) and bool(claim["deny"])
    return named or any(step["status"] == "contested" for step in claim["status"])


def _rank(claim: Json) -> tuple[bool, int, int, int, int, str]:
    low, high = claim["independent_reports"]
    return not _is_contested(claim), -high, -low, -len(claim["reports"]), len(claim["id"]), claim["id"]


def _shorten_edge(edge: Json) -> Json:
    return {name: edge[name] for name in ("child", "parent", "kind", "probability", "share_of_child", "credited")}
