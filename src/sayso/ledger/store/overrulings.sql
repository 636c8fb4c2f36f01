-- What schema 2 added to schema 1; a new case gets it after schema.sql. Do not edit: a case of schema 1 is brought up with these words.

------------------------------------------------------------------------------------------------------ the overrulings

CREATE TABLE overrulings (
    -- What analysts decided against what was found. Rows are only ever added; each run follows those that are not undone.
    number INTEGER PRIMARY KEY CHECK (number > 0),
    made_at TEXT NOT NULL,
    who TEXT,
    why TEXT,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,            -- JSON: what it is about, by texts and characters, with the ids and words of that day
    undoes INTEGER REFERENCES overrulings (number)
);
CREATE TRIGGER overrulings_are_not_altered BEFORE UPDATE ON overrulings BEGIN SELECT RAISE(ABORT, 'overrulings are not altered'); END;
CREATE TRIGGER overrulings_are_not_removed BEFORE DELETE ON overrulings BEGIN SELECT RAISE(ABORT, 'overrulings are not removed'); END;

CREATE TABLE overruling_states (
    -- What became of each overruling in the picture: holds, undone, or stale, if what it is about was not found.
    position INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES overrulings (number) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL
);

CREATE VIEW overrulings_in_words AS
-- Each overruling: what was decided about what, by whom and why, and what became of it.
SELECT o.number, o.made_at, o.kind,
    (SELECT group_concat(CASE each.type WHEN 'object'
        THEN json_extract(each.value, '$.id') || coalesce(' “' || json_extract(each.value, '$.words') || '”', '') ELSE each.value END, '; ')
        FROM json_each(o.about) AS each) AS about,
    o.undoes, o.who, o.why, s.state
FROM overrulings o LEFT JOIN overruling_states s ON s.number = o.number
ORDER BY o.number;
