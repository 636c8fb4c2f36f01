-- A Sayso case: one pile of reports and the picture that was found in it. `sayso read` rebuilds everything but the readings.
--
-- Five parts:   what was read   texts, readings, sightings, unread
--               what was fetched, see fetched.sql
--               the picture     reports and all tables after it, rewritten as a whole whenever the pile changes
--               the cache       work
--               the overrulings, which nothing rebuilds: see overrulings.sql
--
-- Each table says inside what it holds, so that a browser for databases shows it.
-- Start with the views: claims, who_says_what, family, changes_side_by_side, reports_with_text, seen_again, and those in fetched.sql.
-- Offsets count characters of the text as it was read, from 0, the end not included. *_field says whether of text or title.
-- Days are 2031-03-01, instants 2031-03-01T09:00:00+00:00. Text that no UTF-8 can hold is kept as bytes.

------------------------------------------------------------------------------------------------------ what was read

CREATE TABLE counters (
    -- Numbers that the program keeps for itself. run: how often reports were added. model: by which of its models it is read.
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);

CREATE TABLE texts (
    -- Every text once, however many carried it.
    sha256 TEXT PRIMARY KEY,
    n_chars INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE readings (
    -- One text by one outlet under one given id, with the fields that came with it.
    number INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,  -- hash of given id, outlet and text
    id TEXT NOT NULL,
    id_given INTEGER NOT NULL,      -- 0: the id was made from the name of the file
    outlet TEXT,
    published TEXT,
    published_precision TEXT,       -- instant or day
    title TEXT,
    byline TEXT,
    url TEXT,
    language TEXT,                  -- ISO 639-1
    path TEXT,
    title_span_start INTEGER,       -- the headline, where it stands in the text itself
    title_span_end INTEGER,
    title_span_text TEXT,
    title_span_field TEXT,
    body_start INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES texts (sha256)
);
CREATE INDEX readings_of_text ON readings (sha256, id);
CREATE INDEX readings_of_outlet ON readings (sha256, outlet);

CREATE TABLE sightings (
    -- Each place where a reading was found. More than one: it came again.
    reading INTEGER NOT NULL REFERENCES readings (number) ON DELETE CASCADE,
    path TEXT NOT NULL,             -- empty where no place was named
    run INTEGER NOT NULL,           -- in which run it was last found there
    PRIMARY KEY (reading, path)
) WITHOUT ROWID;
CREATE INDEX sightings_at_path ON sightings (path);

CREATE TABLE unread (
    -- What could not be read, and why.
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    what TEXT NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (path, code)
) WITHOUT ROWID;

---------------------------------------------------------------------------------------------------------- the cache

CREATE TABLE work (
    -- Results of work on texts, so that nothing is worked out twice. It may be emptied at any time.
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
);

-------------------------------------------------------------------------------------------------------- the picture

CREATE TABLE picture (
    -- Which pile and program the tables below belong to. duplicates: how many times a text came again after the first.
    position INTEGER PRIMARY KEY CHECK (position = 1),
    key TEXT NOT NULL,
    duplicates INTEGER NOT NULL
);

CREATE TABLE reports (
    -- The reports in order of publication, under the ids that every other table uses.
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    published TEXT,
    published_precision TEXT,
    title TEXT,
    byline TEXT,
    url TEXT,
    language TEXT,
    path TEXT,
    title_span_start INTEGER,
    title_span_end INTEGER,
    title_span_text TEXT,
    title_span_field TEXT,
    body_start INTEGER NOT NULL,
    id_given INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES texts (sha256)
);

CREATE TABLE skipped (
    -- What could not be read, and why, as the picture counts it.
    position INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    what TEXT NOT NULL
);

CREATE TABLE origins (
    -- Reports that count as one independent report.
    position INTEGER PRIMARY KEY,
    n_reports INTEGER NOT NULL
);
CREATE TABLE origin_reports (
    -- Which reports an origin is made of.
    position INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL REFERENCES origins (position) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX origin_of_report ON origin_reports (report);

CREATE TABLE retellings (
    -- Which report was made from which, and why that is thought.
    position INTEGER PRIMARY KEY,
    child TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    parent TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    probability REAL NOT NULL,
    direction_probability REAL NOT NULL,
    credited INTEGER NOT NULL,
    share_of_child REAL NOT NULL,
    reasons TEXT NOT NULL           -- JSON: [{"code", "says", "weight"}]
);
CREATE INDEX retellings_of_parent ON retellings (parent);

CREATE TABLE changes (
    -- What a retelling changed.
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    parent TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    child TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    before_start INTEGER,
    before_end INTEGER,
    before_text TEXT,
    before_field TEXT,
    after_start INTEGER,
    after_end INTEGER,
    after_text TEXT,
    after_field TEXT
);
CREATE INDEX changes_of_child ON changes (child, parent);

CREATE TABLE voices (
    -- The people and bodies whose word it is.
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT,
    role TEXT,
    affiliation TEXT,
    party TEXT NOT NULL,
    stands_for TEXT REFERENCES voices (id) DEFERRABLE INITIALLY DEFERRED,
    reasons TEXT NOT NULL           -- JSON: why its mentions were taken for one voice
);

CREATE TABLE voice_names (
    -- How a voice is called.
    position INTEGER PRIMARY KEY,
    voice TEXT NOT NULL REFERENCES voices (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL
);
CREATE INDEX names_of_voice ON voice_names (voice);
CREATE TABLE mentions (
    -- Each place where a voice is named.
    position INTEGER PRIMARY KEY,
    voice TEXT NOT NULL REFERENCES voices (id) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL
);
CREATE INDEX mentions_of_voice ON mentions (voice);

CREATE TABLE propositions (
    -- What is claimed, apart from its wording; the span is where the wording was taken from.
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    span_report TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL,
    fewest_independent_reports INTEGER NOT NULL,
    most_independent_reports INTEGER NOT NULL,
    affirming_voices INTEGER NOT NULL,
    affirming_parties INTEGER NOT NULL
);

CREATE TABLE stances (
    -- Who affirms, denies or concedes a claim, or can do neither.
    position INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    stance TEXT NOT NULL,
    voice TEXT NOT NULL REFERENCES voices (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX stances_on_proposition ON stances (proposition, stance);
CREATE INDEX stances_of_voice ON stances (voice);

CREATE TABLE carriers (
    -- Reports that carry a claim, in whatever stance.
    position INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX carriers_of_proposition ON carriers (proposition);

CREATE TABLE stated_as_fact (
    -- Where a report says it in its own voice, on no one's say-so.
    position INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL
);
CREATE INDEX facts_of_proposition ON stated_as_fact (proposition);

CREATE TABLE status_steps (
    -- How a claim stands from the end of a day on.
    position INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    as_of TEXT,
    status TEXT NOT NULL
);
CREATE INDEX steps_of_proposition ON status_steps (proposition);

CREATE TABLE merges (
    -- Why two reports count as one independent report for a claim. certain: clearly derived, not only plausibly.
    position INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    first TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    second TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    certain INTEGER NOT NULL,
    reason_code TEXT NOT NULL,
    reason_says TEXT NOT NULL,
    reason_weight REAL
);
CREATE INDEX merges_of_proposition ON merges (proposition);

CREATE TABLE attributions (
    -- Who is said to have said what, report by report.
    position INTEGER PRIMARY KEY,
    id TEXT UNIQUE,
    report TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    voice TEXT REFERENCES voices (id) DEFERRABLE INITIALLY DEFERRED,
    source_start INTEGER,
    source_end INTEGER,
    source_text TEXT,
    source_field TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    cue_text TEXT,
    cue_field TEXT,
    content TEXT NOT NULL,          -- JSON: [{"start", "end", "text", "field"}]
    mode TEXT NOT NULL,
    force TEXT NOT NULL,
    stance TEXT NOT NULL,
    stance_probability REAL NOT NULL,
    proposition TEXT REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    points_back INTEGER NOT NULL,   -- 1: only a pointer ("the claim") to something said elsewhere
    channel TEXT,
    relay_start INTEGER,            -- who passed the words on
    relay_end INTEGER,
    relay_text TEXT,
    relay_field TEXT,
    said_on TEXT
);
CREATE INDEX attributions_of_report ON attributions (report);
CREATE INDEX attributions_of_voice ON attributions (voice);
CREATE INDEX attributions_of_proposition ON attributions (proposition);

CREATE TABLE figures (
    -- Numbers that reports give, with the bounds that were said. An empty bound is open.
    position INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    what TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL,
    low REAL,
    high REAL,
    approximate INTEGER NOT NULL,
    voice TEXT REFERENCES voices (id) DEFERRABLE INITIALLY DEFERRED,
    as_of TEXT
);
CREATE INDEX figures_of_report ON figures (report);

CREATE TABLE named (
    -- Places and bodies that the pile calls by more than one name.
    position INTEGER PRIMARY KEY,
    n_names INTEGER NOT NULL
);
CREATE TABLE name_variants (
    -- Each of those names, with the side that uses it; empty where the text does not show one.
    position INTEGER PRIMARY KEY,
    named INTEGER NOT NULL REFERENCES named (position) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    side TEXT
);
CREATE TABLE name_evidence (
    -- Where those names stand.
    position INTEGER PRIMARY KEY,
    named INTEGER NOT NULL REFERENCES named (position) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL
);

CREATE TABLE unmeasured (
    -- Reports whose claims were not measured, and why.
    position INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    reason_code TEXT NOT NULL,
    reason_says TEXT NOT NULL,
    reason_weight REAL
);

------------------------------------------------------------------------------------------------------ for browsing

CREATE VIEW voices_named AS
-- Each voice under a name that people can read, also where the text gives only a role.
SELECT id, coalesce(name, nullif(trim(coalesce(affiliation, '') || ' ' || coalesce(role, '')), ''), id) AS called, party
FROM voices;

CREATE VIEW claims AS
-- Each claim: who stands where, how many carry it independently, how it stands in the end.
SELECT
    p.id,
    p.text,
    (SELECT status FROM status_steps WHERE proposition = p.id ORDER BY position DESC LIMIT 1) AS last_status,
    CASE p.fewest_independent_reports WHEN p.most_independent_reports THEN p.most_independent_reports
        ELSE p.fewest_independent_reports || ' to ' || p.most_independent_reports END AS independent_reports,
    (SELECT count(*) FROM carriers WHERE proposition = p.id) AS reports,
    (SELECT group_concat(v.called, '; ') FROM stances s JOIN voices_named v ON v.id = s.voice
        WHERE s.proposition = p.id AND s.stance = 'affirm') AS affirmed_by,
    (SELECT group_concat(v.called, '; ') FROM stances s JOIN voices_named v ON v.id = s.voice
        WHERE s.proposition = p.id AND s.stance = 'deny') AS denied_by,
    (SELECT group_concat(v.called, '; ') FROM stances s JOIN voices_named v ON v.id = s.voice
        WHERE s.proposition = p.id AND s.stance = 'concede') AS conceded_by,
    (SELECT group_concat(v.called, '; ') FROM stances s JOIN voices_named v ON v.id = s.voice
        WHERE s.proposition = p.id AND s.stance = 'unverified') AS unverified_by
FROM propositions p;

CREATE VIEW who_says_what AS
-- Each attribution: whose word it is, in which report, about which claim.
SELECT a.id, r.published, r.outlet, v.called AS voice, v.party, a.source_text AS source, a.cue_text AS cue,
    (SELECT group_concat(json_extract(value, '$.text'), ' … ') FROM json_each(a.content)) AS content,
    a.mode, a.stance, p.text AS claim, a.said_on, a.report
FROM attributions a
LEFT JOIN reports r ON r.id = a.report
LEFT JOIN voices_named v ON v.id = a.voice
LEFT JOIN propositions p ON p.id = a.proposition
ORDER BY a.position;

CREATE VIEW family AS
-- Each retelling with its outlets, its probability and the reasons for it.
SELECT t.child, c.outlet AS child_outlet, c.published AS child_published, t.kind, t.parent, p.outlet AS parent_outlet,
    p.published AS parent_published, t.probability, t.direction_probability, t.credited, t.share_of_child,
    (SELECT group_concat(json_extract(value, '$.says'), '; ') FROM json_each(t.reasons)) AS because
FROM retellings t
LEFT JOIN reports c ON c.id = t.child
LEFT JOIN reports p ON p.id = t.parent
ORDER BY t.position;

CREATE VIEW changes_side_by_side AS
-- What the parent said, and what the child made of it.
SELECT x.kind, p.outlet AS parent_outlet, x.before_text, c.outlet AS child_outlet, x.after_text, x.parent, x.child
FROM changes x
LEFT JOIN reports p ON p.id = x.parent
LEFT JOIN reports c ON c.id = x.child
ORDER BY x.position;

CREATE VIEW reports_with_text AS
-- The reports to read.
SELECT r.id, r.outlet, r.published, r.title, t.text, t.n_chars, r.url, r.path
FROM reports r JOIN texts t ON t.sha256 = r.sha256
ORDER BY r.position;

CREATE VIEW seen_again AS
-- Texts that were found in more than one place, or came from more than one outlet.
SELECT r.sha256, count(DISTINCT r.number) AS readings, count(s.path) AS sightings, group_concat(DISTINCT r.outlet) AS outlets,
    group_concat(s.path, '; ') AS places
FROM readings r LEFT JOIN sightings s ON s.reading = r.number
GROUP BY r.sha256
HAVING count(s.path) > 1
ORDER BY count(s.path) DESC, r.sha256;
