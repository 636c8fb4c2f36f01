-- What schema 3 added to schema 2; a case of schema 2 is brought up with these words. Do not edit.

------------------------------------------------------------------------------------------------------ what was fetched

CREATE TABLE fetched (
    -- Each time that an address was fetched: when, what it said it gave, and the hash of the bytes. Rows are only ever added.
    number INTEGER PRIMARY KEY,
    url TEXT NOT NULL,              -- as it was asked for; reports that were read from it have it as their path
    final_url TEXT NOT NULL,        -- where redirects ended
    fetched_at TEXT NOT NULL,
    media_type TEXT NOT NULL,       -- as the server declared it; empty where it did not
    charset TEXT,
    sha256 TEXT NOT NULL REFERENCES fetched_bytes (sha256)
);
CREATE INDEX fetched_from_url ON fetched (url);

CREATE TABLE fetched_bytes (
    -- What came, to the last byte, once however often it came.
    sha256 TEXT PRIMARY KEY,
    n_bytes INTEGER NOT NULL,
    body BLOB NOT NULL
);

CREATE VIEW fetched_pages AS
-- Each page that was fetched, with the reports that were read from it.
SELECT f.number, f.url, nullif(f.final_url, f.url) AS redirected_to, f.fetched_at, f.media_type, f.charset, b.n_bytes, f.sha256,
    (SELECT group_concat(DISTINCT r.id) FROM sightings s JOIN readings r ON r.number = s.reading
        WHERE s.path = f.url OR (s.path > f.url || ':' AND s.path < f.url || ';')) AS reports
FROM fetched f JOIN fetched_bytes b ON b.sha256 = f.sha256
ORDER BY f.number;

------------------------------------------------------------------------------------------------------ for browsing

CREATE VIEW independent_reports AS
-- Each independent report, with the reports that are one.
SELECT 'o' || o.position AS origin, o.n_reports AS reports, group_concat(r.outlet, '; ') AS outlets, min(r.published) AS first_published,
    group_concat(r.id, '; ') AS report_ids
FROM origins o JOIN origin_reports m ON m.origin = o.position JOIN reports r ON r.id = m.report
GROUP BY o.position
ORDER BY o.position;

CREATE VIEW who_stands_where AS
-- Each voice on each claim: whether it says so, denies it, concedes it, or can do neither.
SELECT p.text AS claim, s.stance, v.called AS voice, v.party,
    (SELECT count(DISTINCT a.report) FROM attributions a WHERE a.proposition = p.id AND a.voice = s.voice AND a.stance = s.stance) AS reports,
    p.id AS claim_id, s.voice AS voice_id
FROM stances s JOIN propositions p ON p.id = s.proposition JOIN voices_named v ON v.id = s.voice
ORDER BY s.position;

CREATE VIEW claims_by_day AS
-- How each claim stands from the end of a day on.
SELECT t.as_of AS from_the_end_of, t.status, p.text AS claim, p.id AS claim_id
FROM status_steps t JOIN propositions p ON p.id = t.proposition
ORDER BY p.position, t.position;

CREATE VIEW said_on_no_ones_word AS
-- Where a report says a claim in its own voice, on no one's say-so.
SELECT p.text AS claim, r.outlet, r.published, f.span_text AS words, p.id AS claim_id, f.report, f.span_start AS start, f.span_end AS "end"
FROM stated_as_fact f JOIN propositions p ON p.id = f.proposition JOIN reports r ON r.id = f.report
ORDER BY f.position;

CREATE VIEW counted_as_one AS
-- Why two reports count as one independent report for a claim.
SELECT p.text AS claim, a.outlet AS first_outlet, b.outlet AS second_outlet, CASE m.certain WHEN 1 THEN 'certain' ELSE 'plausible' END AS how_sure,
    m.reason_says AS because, p.id AS claim_id, m.first, m.second
FROM merges m JOIN propositions p ON p.id = m.proposition JOIN reports a ON a.id = m.first JOIN reports b ON b.id = m.second
ORDER BY m.position;

CREATE VIEW figures_as_said AS
-- Each figure in the words of its report, with its bounds, and whose it is.
SELECT f.what, f.span_text AS said, f.low, f.high, f.approximate, coalesce(v.called, 'the report itself') AS whose, v.party, r.outlet,
    r.published, f.as_of, f.report
FROM figures f JOIN reports r ON r.id = f.report LEFT JOIN voices_named v ON v.id = f.voice
ORDER BY f.position;

CREATE VIEW names_for_one_thing AS
-- Names that the pile uses for one place or body, and the side that uses each. None of them is the right one.
SELECT 'n' || n.named AS place_or_body, n.name, n.side
FROM name_variants n
ORDER BY n.position;

CREATE VIEW left_out AS
-- What could not be read, and what was read and not searched for claims.
SELECT 'not read' AS what_became, path AS place, code AS reason, what AS says FROM skipped
UNION ALL
SELECT 'read, but its claims were not measured', report, reason_code, reason_says FROM unmeasured;
