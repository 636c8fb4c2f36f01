"""Statements made by hand, for tests of the ledger: who says what, where, with what force."""

from __future__ import annotations

from datetime import UTC, datetime

from sayso.claims import read_meaning
from sayso.claims.neural.meaning import encode_statement, write_out
from sayso.ledger.acts import NOTHING
from sayso.ledger.contents import Content, find_vector, read_content, score_cosine
from sayso.ledger.statements import Statement
from sayso.model import UNINVOLVED, Attribution, Span
from sayso.text import find_tokens


def read(text: str, figures=None) -> Content:
    return read_content(find_tokens(text), {}, figures)


def make_statements(*rows: dict) -> list[Statement]:
    """Return statements in order; each row has ``says`` and whatever else is not as usual."""
    contents = [read(row["says"], row.get("figures")) for row in rows]
    contents = [content.with_holder(row["held"]) if "held" in row else content for row, content in zip(rows, contents, strict=True)]
    found = []
    before: dict[str, str] = {}
    for number, (row, content) in enumerate(zip(rows, contents, strict=True)):
        report, voice = row.get("report", "r1"), row.get("voice")
        vector = find_vector(content)
        attribution = Attribution(
            source=None,
            cue=None,
            content=(Span(number * 1000, number * 1000 + len(row["says"]), row["says"]),),
            mode=row.get("mode", "indirect"),
            force=row.get("force", "assert"),
            points_back=row.get("points", False),
            report=report,
            voice=voice,
        )
        said = write_out(row.get("source", ""), row.get("cue", "said"), row["says"])
        published = datetime(2031, 3, row.get("day", 1), tzinfo=UTC)
        found.append(
            Statement(
                attribution=attribution,
                content=content,
                vector=vector,
                party=row.get("party", UNINVOLVED),
                unit=voice,
                origin=row.get("origin", int(report[1:])),
                order=(published.isoformat(), report, number),
                sentence=row.get("sentence", number),
                in_title=score_cosine(vector, find_vector(read(row.get("title", "")))),
                published_on=published.date(),
                cue=row.get("cue", "said"),
                is_unverified=row.get("unverified", False),
                takes_back=row.get("takes_back", False),
                meaning=read_meaning(encode_statement(said, before.get(report, ""))),
                topic_in_title=0.0,
                tolls=row.get("tolls", ()),
                days=row.get("days", frozenset()),
                refuted=row.get("refuted", frozenset()),
                acts=row.get("acts", NOTHING),
                is_contrasted=row.get("contrasted", False),
            )
        )
        before[report] = said
    return found
