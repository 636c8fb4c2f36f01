"""A case: a pile of reports, and the questions that it answers.

What paints a picture is loaded where it is used: most questions are put to a picture that the case holds already, of which no more is read
than they ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.claims import MODELS
from sayso.desk import notebook
from sayso.desk.method import read_method
from sayso.desk.progress import Progress, ignore_progress
from sayso.errors import InputError, NotFound, UsageError
from sayso.ingest import read_outlets
from sayso.ledger import Added, CaseStore
from sayso.model import Alignment, Evidence, Fetched, Figure, Overruling, Picture, Proposition, Report, Retelling, Skip
from sayso.settings import DeskSettings

if TYPE_CHECKING:
    import pyarrow

    from sayso.desk.painting import Pile
    from sayso.desk.work import Work
    from sayso.ingest import Columns

ReadSummary = Added
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Redline:
    """A child text against its parent, and the verdict on the pair if there is one."""

    child: Report
    parent: Report
    retelling: Retelling | None
    alignment: Alignment

    def _repr_html_(self) -> str:
        return notebook.redline_to_html(self.child, self.parent, self.retelling, self.alignment)


class Case:
    """A pile of reports with everything that is found in it. Close it, or use it in a ``with`` statement."""

    def __init__(self, store: CaseStore, *, n_processes: int = 1) -> None:
        self._store, self._n_processes = store, n_processes
        self._painted: tuple[str, Picture] | None = None
        self._glimpsed: tuple[str, dict[frozenset[str], Picture]] = ("", {})

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _repr_html_(self) -> str:
        """Return the case at a glance. A large pile that nobody has looked at yet is not looked at only to be shown."""
        n_reports = self._store.n_reports
        key = self._picture_key()
        if n_reports > DeskSettings().shown_reports and self._store.load_picture(key, parts=()) is None:
            return notebook.reports_to_html(n_reports)
        return notebook.picture_to_html(self.picture())

    def close(self) -> None:
        """Leave the case file."""
        self._store.close()

    def read(  # noqa: PLR0913  each is an option of its own
        self,
        paths: Sequence[str | Path],
        *,
        mapping: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        model: str | None = None,
        fetch: bool = False,
        shown: Callable[[Columns], None] = lambda _: None,
        progress: Progress = ignore_progress,
    ) -> ReadSummary:
        """Return what became of the reports in some files and folders. What the case holds already is counted and not added.

        Args:
            paths: Files and folders; ``-`` is JSON Lines on standard input; addresses (``https://...``), if they are to be fetched.
            mapping: Which column or JSON field holds which of ours, as ``{"text": "body"}``. Common names need none.
            stdin: What ``-`` reads from.
            model: Which of ``sayso.claims.MODELS`` finds who says what, from now on in the whole case; as before if not given.
            fetch: Fetch what is named by its address, once and politely. Without it no network is asked.
            shown: Is told, file by file, which columns were taken for what by their names.
            progress: Is told how far it is.

        Raises:
            UsageError: ``unknown_field``, for a mapping of a field that no report has; ``unknown_model``.
            CaseError: the case file cannot be written.
        """
        from sayso.ingest import open_fetcher, read_reports

        if model is not None:
            self._choose_model(model)
        fetcher = open_fetcher(self._store.keep_fetched) if fetch else None
        items = read_reports(paths, mapping=mapping, stdin=stdin, fetcher=fetcher, shown=shown)
        return self._store.add(_count(items, progress))

    @property
    def fetched(self) -> tuple[Fetched, ...]:
        """What was fetched from addresses, in order: the bytes, their hash, when, and where redirects ended."""
        return self._store.fetched()

    @property
    def model(self) -> str:
        """By which model the case is read."""
        return MODELS[self._store.number("model") or 0]

    def _picture_key(self) -> str:
        """Return what the present picture hangs on: the pile, the method, the model, and the user's own list of outlets.

        Raises:
            UsageError: ``bad_outlets``, when that list cannot be read.
        """
        return self._store.pile_key(f"{read_method()} {self.model} {read_outlets().version}".rstrip())

    def _choose_model(self, model: str) -> None:
        if model not in MODELS:
            raise UsageError("unknown_model", f"there is no model {model!r}", allowed=", ".join(MODELS))
        if model != self.model:
            self._store.save_number("model", MODELS.index(model))

    def picture(self, *, as_of: date | None = None, parts: Collection[str] | None = None, progress: Progress = ignore_progress) -> Picture:
        """Return everything that is found in the pile: in what was published up to the end of the day ``as_of`` (UTC), if given.

        Undated reports belong to every day. The whole picture is kept in the case until the pile changes, and those of past days too.
        ``parts``: the fields of the picture that are asked for; the others may be empty. A large picture is read faster in part.

        Raises:
            UsageError: ``bad_date``: ``as_of`` is no ``datetime.date``.
        """
        if as_of is not None and not isinstance(as_of, date):
            raise UsageError("bad_date", f"as_of is {as_of!r}", allowed="a datetime.date, as in date(2031, 3, 1)")
        key = self._picture_key()
        if as_of is not None:
            return self._look_back(as_of, key, progress)
        if self._painted is None or self._painted[0] != key:
            if parts is not None and (glimpse := self._glimpse(key, frozenset(parts))):
                return glimpse
            self._painted = (key, self._store.load_picture(key) or self._paint(key, progress))
        return self._painted[1]

    def _glimpse(self, key: str, parts: frozenset[str]) -> Picture | None:
        """Return some parts of the picture, if it is kept."""
        if self._glimpsed[0] != key:
            self._glimpsed = (key, {})
        seen = self._glimpsed[1]
        if parts not in seen and (picture := self._store.load_picture(key, parts)) is not None:
            seen[parts] = picture
        return seen.get(parts)

    def _look_back(self, day: date, key: str, progress: Progress) -> Picture:
        """Return the picture of a past day: the kept one, or painted and kept."""
        from sayso.desk.days import PastDays, find_last_day
        from sayso.desk.painting import paint_picture

        pile = self._read_pile()
        cut = _cut_off(pile, day)
        if len(cut.reports) == len(pile.reports):
            return self.picture(progress=progress)
        day_painted, kept = find_last_day(pile.reports, day), PastDays(self._store, key, len(pile.reports))
        picture = kept.load(day_painted)
        if picture is None:
            picture = paint_picture(cut, self._work(progress), progress=progress)
            kept.save(day_painted, picture, pile.log)
        return picture

    def _paint(self, key: str, progress: Progress) -> Picture:
        from sayso.desk.painting import paint_picture

        work = self._work(progress)
        picture = paint_picture(self._read_pile(), work, progress=progress)
        self._store.save_picture(picture, key=key)
        work.forget_older_methods()
        return picture

    def _work(self, progress: Progress = ignore_progress) -> Work:
        from sayso.desk.work import Work

        return Work(self._store, model=self.model, n_processes=self._n_processes, progress=progress)

    def _read_pile(self) -> Pile:
        from sayso.desk.painting import Pile

        return Pile(self._store.reports(), self._store.skips(), self._store.n_duplicates, self._store.overrulings())

    # ----------------------------------------------------------------------------------------------------- overrulings

    def overrule(self, kind: str, *things: str, why: str, who: str | None = None, progress: Progress = ignore_progress) -> Overruling:
        """Return the overruling that was put at the end of the case's log. From now on every picture follows it.

        Args:
            kind: ``same_claim``, ``other_claim``, ``stance``, ``not_a_denial``, ``not_a_retelling``, ``other_parent``, ``same_voice``,
                ``other_voice`` or ``other_party``.
            things: What it is about, by the ids of the present picture, as in ``"same_claim", "p1", "p4"``.
            why: The reason, for those who read the log.
            who: Whose decision it is.
            progress: Is told how far it is, should the picture have to be painted.

        Raises:
            NotFound: ``unknown_claim``, ``unknown_voice``, ``unknown_statement`` or ``unknown_report``.
            UsageError: ``unknown_kind``, ``bad_things``, ``unknown_stance``, ``no_reason``, or ``nothing_to_overrule``.
        """
        from sayso.ledger.overrulings import Signature, draft_overruling

        signed = Signature(datetime.now(UTC), who or None, why)
        return self._store.append_overruling(draft_overruling(kind, things, self.picture(progress=progress), signed))

    def undo(self, number: int, *, who: str | None = None, why: str | None = None) -> Overruling:
        """Return the entry of the log that takes an overruling back. Nothing is removed.

        Raises:
            NotFound: ``unknown_overruling``.
            UsageError: ``already_undone``.
        """
        from sayso.ledger.overrulings import Signature, draft_undo

        return self._store.append_overruling(draft_undo(number, Signature(datetime.now(UTC), who or None, why or None)))

    def replay(self, path: str | Path) -> tuple[tuple[Overruling, ...], tuple[str, ...]]:
        """Return what was taken over from the log of another case, and what of that could not be read. What is there already stays once.

        Args:
            path: A JSON export of the other case, what ``sayso overrulings --json`` printed, or its case file, be it damaged.

        Raises:
            InputError: ``unreadable``, or ``bad_log``.
            CaseError: ``case_damaged``: the log in a case file cannot be read.
        """
        from sayso.ledger.overrulings.replay import read_log_json
        from sayso.ledger.store.opening import is_database
        from sayso.ledger.store.overrulings import salvage_log

        path = Path(path)
        found, lost = salvage_log(path) if is_database(path) else (read_log_json(path), ())
        return self._store.append_log(found), lost

    @property
    def overrulings(self) -> tuple[Overruling, ...]:
        """The whole log, in order, each entry with what became of it in the present picture: it holds, is undone, or is stale."""
        return self.picture(parts=["overrulings"]).overrulings

    # ------------------------------------------------------------------------------------------------------- questions

    @property
    def origins(self) -> tuple[tuple[str, ...], ...]:
        """The reports, by id, in groups that are one independent report each."""
        return self.picture(parts=["origins"]).origins

    @property
    def retellings(self) -> tuple[Retelling, ...]:
        """Which report was made from which, and why that is thought."""
        return self.picture(parts=["retellings"]).retellings

    @property
    def claims(self) -> tuple[Proposition, ...]:
        """What is claimed, who stands where, and how that changed; contested claims first."""
        claims = self.picture(parts=["propositions"]).propositions
        return notebook.Claims.of(claims, lambda: self.picture(parts=["voices"]).voices)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities that reports give, with their bounds as said."""
        return self.picture(parts=["figures"]).figures

    def export(self, *, as_of: date | None = None) -> dict[str, Any]:
        """Return the export document: the same pile, read in any order, gives the same."""
        from sayso.ledger import picture_to_document

        return picture_to_document(self.picture(as_of=as_of), as_of)

    def table(self, name: str, *, as_of: date | None = None) -> pyarrow.Table:
        """Return one of the tables that the export writes as CSV and Parquet, as an Arrow table: for data frames and SQL.

        Args:
            name: Such as ``reports``, ``claims`` (the table ``propositions``), ``stances``, ``attributions``, ``figures``; the table
                ``columns`` says what each column of the others means.
            as_of: The day on whose evening the picture is looked at.

        Raises:
            NotFound: ``unknown_table``.
        """
        from sayso.ledger import document_to_tables, list_tables, table_to_arrow

        name = "propositions" if name == "claims" else name
        found = [table for table in document_to_tables(self.export(as_of=as_of)) if table.name == name]
        if not found:
            raise NotFound("unknown_table", f"there is no table {name!r}", allowed=", ".join(["claims", *list_tables()]))
        return table_to_arrow(found[0])

    def tables(self, *, as_of: date | None = None) -> dict[str, pyarrow.Table]:
        """Return all tables that the export writes as CSV and Parquet, as Arrow tables by name."""
        from sayso.ledger import document_to_tables, table_to_arrow

        return {table.name: table_to_arrow(table) for table in document_to_tables(self.export(as_of=as_of))}

    def why(self, thing: str, parent: str | None = None, *, as_of: date | None = None) -> Evidence:
        """Return what stands behind a thing of the picture: its parts, the spans of text and the reasons, down to the last.

        Args:
            thing: A claim, a number of it, a voice, an attribution, a figure, an origin, a report or a retelling, as in ``p1``,
                ``p1.affirming_voices``, ``v3``, ``a12``, ``f4``, ``o2``, ``r05`` and ``r05>r01``; or all of ``reports``, ``origins``,
                ``retellings``, ``retold``, ``changes`` or one kind of them, ``claims``, ``contested``, ``voices``, ``figures``, ``names``,
                ``skipped``, ``duplicates``.
            parent: With a report as ``thing``: the report that it retells.
            as_of: The day on whose evening the picture is looked at.

        Raises:
            NotFound: ``unknown_thing``; ``unknown_report`` and ``no_retelling``, if a parent is named.
        """
        from sayso.ledger.evidence import explain, explain_duplicates

        if (thing, parent) == ("duplicates", None):
            return explain_duplicates(self._store.n_duplicates, self._store.sightings())
        return explain(self.picture(as_of=as_of), thing, parent)

    def redline(self, child_id: str, parent_id: str | None = None, *, as_of: date | None = None) -> Redline:
        """Return a report against the one that it retells: the likeliest that was found, or the one that is named.

        ``as_of``: with what was published up to the end of that day (UTC), if given.

        Raises:
            NotFound: ``unknown_report``; ``no_parent``, if none is named and none was found.
            UsageError: ``same_report``.
        """
        picture = self.picture(as_of=as_of, parts=["reports", "retellings", "names"])
        reports = {report.id: report for report in picture.reports}
        child = _find_report(reports, child_id)
        parent = _find_report(reports, parent_id) if parent_id is not None else reports[_choose_parent(picture, child_id)]
        if child.id == parent.id:
            raise UsageError("same_report", f"{child_id!r} stands on both sides", do="Name two reports")
        judged = [edge for edge in picture.retellings if (edge.child, edge.parent) == (child.id, parent.id)]
        return Redline(child, parent, judged[0] if judged else None, self._align(parent, child, picture))

    def _align(self, parent: Report, child: Report, picture: Picture) -> Alignment:
        work = self._work()
        readings = work.read_claims([parent, child])
        names = [frozenset(name for name, _ in variants.names) for variants in picture.names]
        alignment = work.align([(parent, child)], readings, names)[child.id, parent.id]
        changes = tuple(replace(change, child=child.id, parent=parent.id) for change in alignment.changes)
        return replace(alignment, changes=changes)


def _count(items: Iterable[Report | Skip], progress: Progress) -> Iterator[Report | Skip]:
    for n, item in enumerate(items, 1):
        yield item
        progress("reading", n, None)


def _cut_off(pile: Pile, day: date) -> Pile:
    return replace(pile, reports=tuple(r for r in pile.reports if r.published_on is None or r.published_on <= day))


def _find_report(reports: Mapping[str, Report], id_: str) -> Report:
    if id_ in reports:
        return reports[id_]
    known = ", ".join([*reports][:_MOST_NAMED]) + (" ..." if len(reports) > _MOST_NAMED else "")
    raise NotFound("unknown_report", f"there is no report {id_!r}", allowed=known or "none, for the case is empty")


def _choose_parent(picture: Picture, child_id: str) -> str:
    edges = [edge for edge in picture.retellings if edge.child == child_id and edge.parent is not None]
    if not edges:
        do = "Name the report to lay it against: sayso redline CHILD PARENT"
        raise NotFound("no_parent", f"{child_id!r} was not found to retell another report", do=do)
    best = max(edges, key=lambda edge: (edge.kind != "excerpt", edge.share_of_child, edge.probability))
    return str(best.parent)


def open_case(path: str | Path, *, must_exist: bool = False, n_processes: int = 1) -> Case:
    """Return the case in a file, made if it is missing and need not exist.

    With ``n_processes`` above 1 long work is spread over as many processes; the answers are the same. A script that asks for them
    has to guard its own code with ``if __name__ == "__main__"``, as the library ``multiprocessing`` explains.

    Raises:
        NotFound: ``no_case``, if the file must exist and does not.
        CaseError: it is no case, damaged, or newer than this program; it is left untouched.
    """
    return Case(CaseStore.open(Path(path), must_exist=must_exist), n_processes=n_processes)


def read(
    paths: Sequence[str | Path] | str | Path,
    *,
    mapping: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    model: str | None = None,
    fetch: bool = False,
) -> Case:
    """Return a case in memory with the reports of some files and folders.

    Args:
        paths: One, or several; ``-`` is JSON Lines on standard input; addresses (``https://...``), if they are to be fetched.
        mapping: Which column or JSON field holds which of ours, as ``{"text": "body"}``. Common names need none.
        stdin: What ``-`` reads from.
        model: What finds who says what: ``large``, which is also the default, ``fast`` or ``rules``.
        fetch: Fetch what is named by its address, once and politely. Without it no network is asked.

    Raises:
        InputError: ``nothing_read``, with the first reason.
        UsageError: ``unknown_field``, for a mapping of a field that no report has; ``unknown_model``.
    """
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    case = Case(CaseStore.open(None))
    try:
        if not case.read(named, mapping=mapping, stdin=stdin, model=model, fetch=fetch).n_reports:
            raise _nothing_read(case, named)
    except BaseException:
        case.close()
        raise
    return case


def _nothing_read(case: Case, named: Sequence[str | Path]) -> InputError:
    skipped = case.picture(parts=["skipped"]).skipped
    what = f"{skipped[0].path}: {skipped[0].what}" if skipped else "there is nothing to read here"
    return InputError("nothing_read", what, where=", ".join(map(str, named)) or None)
