-- What schema 6 added to schema 5; a case of schema 5 is brought up with these words. Do not edit.

------------------------------------------------------------------------------------------------------ in what is measured

CREATE TABLE figure_units (
    -- The unit of each figure that has one, as it is written: tonnes, $, percent.
    position INTEGER PRIMARY KEY,
    figure INTEGER NOT NULL REFERENCES figures (position) DEFERRABLE INITIALLY DEFERRED,
    unit TEXT NOT NULL
);
CREATE INDEX unit_of_figure ON figure_units (figure);

------------------------------------------------------------------------------------------------------ nor put in the place of

CREATE TRIGGER IF NOT EXISTS overrulings_are_not_replaced BEFORE INSERT ON overrulings
WHEN EXISTS (SELECT 1 FROM overrulings WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'overrulings are not altered'); END;
