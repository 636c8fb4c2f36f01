-- What schema 5 added to schema 4; a case of schema 4 is brought up with these words. Do not edit.

------------------------------------------------------------------------------------------------------ how much is denied

CREATE TABLE scopes (
    -- How much of its claim each denial denies: whole, part, figure or framing. words: what shows it. denied: the words that are
    -- denied, where they were found.
    position INTEGER PRIMARY KEY,
    attribution INTEGER NOT NULL REFERENCES attributions (position) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    words_start INTEGER,
    words_end INTEGER,
    words_text TEXT,
    words_field TEXT,
    denied_report TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    denied_start INTEGER,
    denied_end INTEGER,
    denied_text TEXT,
    denied_field TEXT
);
CREATE INDEX scope_of_attribution ON scopes (attribution);

CREATE VIEW denials AS
-- Each denial: whose word it is, of which claim, how much of it is denied, and the words that show it.
SELECT a.id, r.published, r.outlet, v.called AS voice, v.party, a.cue_text AS cue,
    (SELECT group_concat(json_extract(value, '$.text'), ' … ') FROM json_each(a.content)) AS content,
    s.kind AS scope, s.words_text AS words, s.denied_text AS denied, s.denied_report, p.text AS claim, a.report
FROM scopes s
JOIN attributions a ON a.position = s.attribution
LEFT JOIN reports r ON r.id = a.report
LEFT JOIN voices_named v ON v.id = a.voice
LEFT JOIN propositions p ON p.id = a.proposition
ORDER BY s.position;
