"""How much the workbench takes, keeps and shows at once."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.settings import setting


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Limits of the workbench."""

    port: int = setting(7297, unit="port", why="SAYS on a telephone's keys")
    patience_s: float = setting(1.5, unit="seconds", why="a page that takes longer says what it waits for; JSON just waits")
    kept_days: int = setting(32, unit="pictures", why="as-of pictures kept in memory, so that stepping through the days is quick")
    kept_redlines: int = setting(256, unit="redlines", why="kept until the pile changes")
    kept_page_bytes: int = setting(64 * 1024**2, unit="bytes", why="rendered pages are kept until the pile changes")
    kept_jobs: int = setting(32, unit="jobs", why="readings whose outcome can still be looked at")
    rows: int = setting(25, unit="rows", why="a page of claims, reports or families; more are on the next page")
    voices: int = setting(6, unit="voices", why="on one side of a claim on the board; the claim's own page names all")
    found: int = setting(60, unit="hits", why="a search that finds more is too wide; it says how many there are")
    query_chars: int = setting(200, unit="characters", why="longer searches are texts; add them instead")
    upload_bytes: int = setting(64 * 1024**2, unit="bytes", why="of one upload in all; larger piles are read with `sayso read`")
    upload_files: int = setting(500, unit="files", why="of one upload; larger piles are read with `sayso read`")
    pasted_chars: int = setting(2_000_000, unit="characters", why="as long as a report may be")
    token_chars: int = setting(16, unit="characters", why="shorter ones can be guessed")
    days_linked: int = setting(62, unit="days", why="more days than that are too thin to be hit; the date field goes everywhere")
