-- What schema 4 added to schema 3; a case of schema 3 is brought up with these words. Do not edit.

------------------------------------------------------------------------------------------------------ seen, and taken back

CREATE TABLE first_hand (
    -- What is affirmed by somebody who saw it, and the words that show that he did.
    position INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    said_start INTEGER NOT NULL,
    said_end INTEGER NOT NULL,
    said_text TEXT NOT NULL,
    said_field TEXT NOT NULL,
    words_start INTEGER NOT NULL,
    words_end INTEGER NOT NULL,
    words_text TEXT NOT NULL,
    words_field TEXT NOT NULL
);
CREATE INDEX first_hand_of_proposition ON first_hand (proposition);

CREATE TABLE corrections (
    -- Notices in which an outlet takes back what it had published, and the words for what was wrong.
    position INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL,
    wrong_start INTEGER NOT NULL,
    wrong_end INTEGER NOT NULL,
    wrong_text TEXT NOT NULL,
    wrong_field TEXT NOT NULL
);
CREATE INDEX corrections_of_report ON corrections (report);

CREATE TABLE taken_back (
    -- What the outlet's earlier reports had said and a correction takes back.
    position INTEGER PRIMARY KEY,
    correction INTEGER NOT NULL REFERENCES corrections (position) DEFERRABLE INITIALLY DEFERRED,
    report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text TEXT NOT NULL,
    span_field TEXT NOT NULL
);
CREATE INDEX taken_back_by_correction ON taken_back (correction);

CREATE TABLE corrected_claims (
    -- The claims that a correction takes back.
    position INTEGER PRIMARY KEY,
    correction INTEGER NOT NULL REFERENCES corrections (position) DEFERRABLE INITIALLY DEFERRED,
    proposition TEXT NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX corrections_of_claim ON corrected_claims (proposition);
