"""The reports as CSL-JSON, which citation programs import."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sayso.surfaces.exports.wellformed import is_web_address, mend_controls

Json = dict[str, Any]


def document_to_csl(document: Json) -> str:
    """Return a citation for each report. What is not known is left out; a byline stands as it was printed."""
    written = json.dumps([_cite(report) for report in document["reports"]], ensure_ascii=False, indent=1)
    return written + "\n"


def _cite(report: Json) -> Json:
    byline = report["byline"]
    citation = {
        "id": _line(report["id"]),
        "type": "article-newspaper",
        "title": _line(report["title"]),
        "author": [{"literal": _line(byline)}] if byline and byline.strip() else None,
        "container-title": _line(report["outlet"]),
        "issued": _issued(report["published"]),
        "language": report["language"],
        "URL": report["url"] if is_web_address(report["url"]) else None,
    }
    return {key: value for key, value in citation.items() if value}


def _line(words: str | None) -> str | None:
    return " ".join(mend_controls(words).split()) if words else None


def _issued(published: str | None) -> Json | None:
    if published is None:
        return None
    day = date.fromisoformat(published[:10])
    return {"date-parts": [[day.year, day.month, day.day]]}
