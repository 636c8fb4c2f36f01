"""How many saved pages a second become reports, and whether the article came out whole and alone.

    python -m bench.speed.doors                 1,000 pages of three habits, a table
    python -m bench.speed.doors --pages 200     fewer
    python -m bench.speed.doors --json          the same as JSON

Pages are put together from invented reports and a seed: lean ones as a weblog has them, usual ones with menus, teasers and a record of
their own for search engines, and heavy ones with a quarter megabyte of scripts, drawings and lists around the article. Timed is
``read_reports`` on a folder of them, in one process, from bytes on disk to reports with language, headline and date. Processor time
stands beside the clock, for other work on the machine slows only the clock.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.speed.invent import Report as Invented
from bench.speed.invent import invent_reports
from sayso.ingest import read_reports
from sayso.model import Report

N_PAGES = 1_000
HABITS = ("lean", "usual", "heavy")
_MENU = "Go to section"  # begins every line of furniture, so that what leaks into a text can be counted


@dataclass(frozen=True, slots=True)
class Row:
    """How fast pages of one habit are read.

    ``share_whole``: of the reports, those that hold every paragraph. ``share_alone``: those that hold nothing of menus and teasers.
    """

    habit: str
    n_pages: int
    kib_per_page: float
    pages_per_s: float
    pages_per_cpu_s: float
    share_whole: float
    share_alone: float


def dress_page(report: Invented, habit: str, rng: random.Random) -> str:
    """Return a page with a report as its article, in the manner of one habit."""
    title, outlet = html.escape(report["title"]), html.escape(report["outlet"])
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in report["text"].split("\n\n"))
    head = f'<meta charset="utf-8"><title>{title} | {outlet}</title>'
    if habit == "lean":
        menu = "".join(f'<li><a href="/{k}">{_MENU} {k}</a></li>' for k in range(8))
        return (
            f"<!doctype html><html><head>{head}</head><body><ul>{menu}</ul><h1>{title}</h1>{paragraphs}<p>&copy; {outlet}</p></body></html>"
        )
    n_links, n_teasers, n_scripts = (40, 20, 6_000) if habit == "usual" else (160, 90, 200_000)
    record = {
        "@type": "NewsArticle",
        "headline": report["title"],
        "datePublished": report["published"],
        "publisher": {"name": report["outlet"]},
    }
    head += (
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{report["published"]}"><link rel="canonical" href="https://example.org/{rng.random()}">'
        f'<script type="application/ld+json">{json.dumps(record)}</script><style>{".a{margin:0}" * 300}</style>'
        f"<script>var state={json.dumps([rng.randrange(10**6) for _ in range(n_scripts // 8)])};</script>"
    )
    menu = "".join(f'<li class="menu-item"><a href="/s/{k}">{_MENU} {k}</a></li>' for k in range(n_links))
    drawing = '<svg viewBox="0 0 9 9">' + "".join(f'<path d="M{k} {k}L9 9"/>' for k in range(n_links)) + "</svg>"
    teasers = "".join(
        f'<div class="teaser"><a href="/t/{k}"><h3>{_MENU} {k}</h3></a><p>{_MENU} number {rng.randrange(999)}.</p></div>'
        for k in range(n_teasers)
    )
    article = (
        f'<article><header><h1>{title}</h1><p class="byline">By Ann Roe</p></header><div class="article-body">{paragraphs}</div></article>'
    )
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><header><nav><ul>{menu}</ul></nav>{drawing}</header><main>{article}'
        f'<aside class="related">{teasers}</aside></main><footer><ul>{menu}</ul></footer></body></html>'
    )


def write_pages(folder: Path, habit: str, reports: Sequence[Invented], seed: int = 5) -> int:
    """Return how many bytes the pages of some reports have, written to a folder."""
    rng, n_bytes = random.Random(f"{seed} {habit}"), 0
    for k, report in enumerate(reports):
        data = dress_page(report, habit, rng).encode()
        (folder / f"{k:05}.html").write_bytes(data)
        n_bytes += len(data)
    return n_bytes


def time_habits(n_pages: int = N_PAGES) -> Iterator[Row]:
    """Yield a row for each habit, a third of the pages each."""
    reports = invent_reports(n_pages, seed=5)[:n_pages]
    _time_habit("lean", reports[:1])  # what is loaded once is no page's time
    for k, habit in enumerate(HABITS):
        yield _time_habit(habit, reports[k :: len(HABITS)])


def _time_habit(habit: str, reports: Sequence[Invented]) -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        n_bytes = write_pages(folder, habit, reports)
        clock, worked = time.perf_counter(), time.process_time()
        found = list(read_reports([folder]))
        clock, worked = time.perf_counter() - clock, time.process_time() - worked
    texts = {each.id: each.text for each in found if isinstance(each, Report)}
    whole = sum(all(part in texts.get(f"{n:05}", "") for part in report["text"].split("\n\n")) for n, report in enumerate(reports))
    alone = sum(_MENU not in text for text in texts.values())
    n = len(reports)
    return Row(habit, n, round(n_bytes / n / 1024, 1), round(n / clock, 1), round(n / worked, 1), round(whole / n, 3), round(alone / n, 3))


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", type=int, default=N_PAGES, help="how many pages in all (default: %(default)s)")
    args = parser.parse_args()
    if args.json:
        print(json.dumps([asdict(row) for row in time_habits(args.pages)], indent=1))
        return
    print(f"{'':8}{'pages':>7}{'KiB':>8}{'pages/s':>10}{'pages/CPU s':>13}{'whole':>8}{'alone':>8}")
    rows = []
    for row in time_habits(args.pages):
        rows.append(row)
        print(
            f"{row.habit:8}{row.n_pages:7,}{row.kib_per_page:8.1f}{row.pages_per_s:10.1f}{row.pages_per_cpu_s:13.1f}"
            f"{row.share_whole:8.3f}{row.share_alone:8.3f}",
            flush=True,
        )
    n = sum(row.n_pages for row in rows)
    print(f"together {n:,} pages, {n / sum(row.n_pages / row.pages_per_s for row in rows):.1f} pages/s in one process")


if __name__ == "__main__":
    main()
