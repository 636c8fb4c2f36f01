"""Overruling by click: the forms for a thing, what they decide, the log, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.errors import NotFound
from sayso.ledger import log_to_document
from sayso.model import Overruling, Stance
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.overrulings import STATES, describe_overruling
from sayso.surfaces.web.adding import require_short
from sayso.surfaces.web.addresses import Addresses, read_id
from sayso.surfaces.web.asking import Answer, Asked
from sayso.surfaces.web.describing import find_twin
from sayso.surfaces.web.dressing import fill_in
from sayso.surfaces.web.guard import House, require_form
from sayso.surfaces.web.keeper import Keeper
from sayso.surfaces.web.refusals import answer_json, wants_json
from sayso.surfaces.web.told import Told
from sayso.surfaces.web.waiting import wait_for

_LONGEST_WORDS = 90
_MOST_FIELDS = 12
_MOST_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided: the kind, what it says, and what it may be decided to be. Without options none is asked for."""

    kind: str
    says: str
    asks: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_free: bool = False


def find_choices(told: Told, things: tuple[str, ...]) -> tuple[str, list[Choice]]:
    """Return what a thing is, in words, and what can be decided about it: a statement, a claim, a voice, or child and parent.

    Raises:
        NotFound: ``unknown_thing``.
    """
    if len(things) == 2:
        return _of_retelling(told, *things)
    [thing] = things
    said = next((each for each in told.picture.attributions if each.id == thing), None)
    if said is not None:
        words = phrases.clip(phrases.plain(said.content[0].text), 2 * _LONGEST_WORDS)
        return f"“{words}”", list(_of_statement(told, said.proposition, said.stance))
    claim = told.claims_by_id.get(thing)
    if claim is not None:
        others = tuple(each for each in _claims(told) if each[0] != thing)
        return phrases.plain(claim.text), [Choice("same-claim", "It is the same claim as another", "which", others)] if others else []
    if thing in told.index.voices:
        others = tuple(each for each in _voices(told) if each[0] != thing)
        same = [Choice("same-voice", "It is the same voice as another, which keeps its name", "which", others)] if others else []
        return told.index.name_voice(thing), [*same, Choice("other-party", "It speaks for another party", "which", is_free=True)]
    raise NotFound("unknown_thing", f"there is no statement, claim or voice {thing!r}", do="Begin at the claim, report or voice itself")


def _of_statement(told: Told, claim: str | None, stance: str) -> Iterator[Choice]:
    stances = tuple((each, phrases.STANCES[each]) for each in get_args(Stance) if each != stance)
    if claim is not None:
        yield Choice("stance", "It stands otherwise to the claim", "how", stances)
        if stance == "deny":
            yield Choice("not-a-denial", "It takes no side, and is not counted for the claim")
    own = ("", "one of its own")
    claims = (each for each in _claims(told) if each[0] != claim)
    yield Choice("other-claim", "It is about another claim", "which", (own, *claims))
    yield Choice("other-voice", "It is another voice’s", "whose", (own, *_voices(told)))


def _of_retelling(told: Told, child: str, parent: str) -> tuple[str, list[Choice]]:
    for report in (child, parent):
        if report not in told.index.reports:
            raise NotFound("unknown_report", f"there is no report {report!r}", do="They are listed at /reports")
    others = tuple((each.id, told.index.name_report(each.id)) for each in told.picture.reports if each.id not in (child, parent))
    words = f"{told.index.name_report(child)} as made from {told.index.name_report(parent)}"
    free = Choice("not-a-retelling", "It was not made from it")
    return words, [free, Choice("other-parent", "It was made from another report", "which", others)] if others else [free]


def _claims(told: Told) -> Iterator[tuple[str, str]]:
    return ((claim.id, f"{claim.id} {phrases.clip(phrases.plain(claim.text), _LONGEST_WORDS)}") for claim in told.claims)


def _voices(told: Told) -> Iterator[tuple[str, str]]:
    return ((voice.id, f"{voice.id} {phrases.clip(phrases.voice(voice), _LONGEST_WORDS)}") for voice in told.picture.voices)


async def ask_overrulings(asked: Asked) -> Answer:
    """Return the log of overrulings, the latest first."""
    log = asked.told.picture.overrulings
    undone = {each.undoes for each in log if each.undoes is not None}

    def context() -> dict[str, Any]:
        rows = [(each, describe_overruling(each, _LONGEST_WORDS), STATES[each.state], each.number not in undone) for each in reversed(log)]
        return {"rows": rows, "made": asked.query.get("made", "")}

    return Answer("overrulings.html", context, lambda: log_to_document(log))


class Deciding:
    """Answers the forms."""

    def __init__(self, keeper: Keeper, house: House) -> None:
        self._keeper, self._house = keeper, house

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/overrule/{a}.json", self.show_document, methods=["GET"]),
            Route("/overrule/{a}/{b}.json", self.show_document, methods=["GET"]),
            Route("/overrule/{a}", self.show, methods=["GET"]),
            Route("/overrule/{a}/{b}", self.show, methods=["GET"]),
            Route("/overrulings", self.overrule, methods=["POST"]),
            Route("/overrulings/{number:int}/undo", self.undo, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Return the forms for a thing."""
        told = await wait_for(self._keeper, None, self._house)
        if isinstance(told, Response):
            return told
        things = _things_of(request)
        words, choices = find_choices(told, things)
        context = {
            "things": things, "words": words, "choices": choices, "to": Addresses(), "told": told, "path": request.url.path, "query": "",
            "twin": find_twin(request.url.path), "form_token": self._house.form_token,
        }  # fmt: skip
        return Response(fill_in("overrule.html", context), media_type="text/html")

    async def show_document(self, request: Request) -> Response:
        """Return what can be decided about a thing, for programs."""
        things = _things_of(request)
        words, choices = find_choices(await self._keeper.tell(), things)
        offered = [
            {"kind": each.kind, "says": each.says, "options": [value for value, _ in each.options], "is_free": each.is_free}
            for each in choices
        ]
        return answer_json({"things": list(things), "about": words, "choices": offered})

    async def overrule(self, request: Request) -> Response:
        """Put a decision into the log, and lead to it."""
        async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_CHARS) as form:
            require_form(self._house, request, form)
            things = [str(each) for each in form.getlist("thing") if each]
            kind, why, who = (str(form.get(name, "")) for name in ("kind", "why", "who"))
        for name, words in (*(("thing", thing) for thing in things), ("kind", kind), ("why", why), ("who", who)):
            require_short(name, words, self._keeper.settings)
        return self._lead(
            request, await self._keeper.decide(partial(_overrule, kind=kind, things=things, why=why, who=who.strip() or None))
        )

    async def undo(self, request: Request) -> Response:
        """Put into the log that a decision is taken back, and lead to it."""
        async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_CHARS) as form:
            require_form(self._house, request, form)
        number = int(request.path_params["number"])
        return self._lead(request, await self._keeper.decide(lambda case: case.undo(number)))

    def _lead(self, request: Request, made: Overruling) -> Response:
        if wants_json(request):
            return answer_json(log_to_document([made]), 201)
        return RedirectResponse(f"/overrulings?made={made.number}#n{made.number}", 303)


def _things_of(request: Request) -> tuple[str, ...]:
    return tuple(read_id(token) for _, token in sorted(request.path_params.items()))


def _overrule(case: Any, *, kind: str, things: list[str], why: str, who: str | None) -> Overruling:
    made: Overruling = case.overrule(kind, *things, why=why, who=who)
    return made
