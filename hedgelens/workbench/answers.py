"""What the study answers: its page with filters, and each chart as a drawing, as pictures, and as data."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from hedgelens.measures.corpus.tally import counted_in_words
from hedgelens.records import HedgeLensError, SourceKind
from hedgelens.report.figures import draw
from hedgelens.report.filling import filled
from hedgelens.report.pictures import pictures
from hedgelens.report.shown_answers import asked_for
from hedgelens.report.study_answers import Answer, Asked
from hedgelens.report.study_sections import cards_of, sections_of
from hedgelens.study.choosing import CORRECTED, Choice, Chosen
from hedgelens.workbench.answering import Bench
from hedgelens.workbench.guarding import WITH_CHARTS

_CHART = "results/chart"
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
_KEPT = 4
"""So many choices are kept in mind until the study changes: a page asks for its charts one by one."""
_KINDS = [kind for kind in SourceKind if kind not in (SourceKind.AUTHOR, SourceKind.UNKNOWN)]


@dataclass(frozen=True)
class _Found:
    """The articles that are chosen, and what is asked of them."""

    chosen: Chosen
    asked: Asked


class _Answers:
    """What is kept in mind of a study as long as it does not change; one thing is computed or drawn at a time."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._lock = bench, Lock()
        self._kept: dict[tuple[object, Choice], _Found] = {}

    def page(self, choice: Choice) -> Response:
        """Fills the page."""
        with self._lock:
            found = self._found(choice)
            if not found.chosen.tallies and choice == Choice():
                said = "Nothing has been analysed yet. Add articles first; they are analysed at once."
                return self._bench.page("nothing.html.j2", here="results", heading="No results yet", said=said)
            return self._filled(choice, found)

    def _filled(self, choice: Choice, found: _Found) -> Response:
        there = bool(found.chosen.tallies)
        sections = sections_of(found.asked) if there else []
        shown = {s.id: [asked_for(a, found.chosen.made, _CHART, choice.query) for a in s.answers] for s in sections}
        answers = filled("answers.html.j2", sections=sections, shown=shown, listed=False, list_of="articles")
        page = self._bench.page(
            "results.html.j2",
            choice=choice,
            outlets=found.chosen.outlets,
            coders=found.chosen.coders,
            kinds=_KINDS,
            corrected=CORRECTED,
            cards=cards_of(found.asked) if there else [],
            counted=counted_in_words(found.chosen.tallies),
            answers=Markup(answers),  # escaped where it was filled
        )
        page.headers["Content-Security-Policy"] = WITH_CHARTS
        return page

    def fragment(self, choice: Choice, id: str) -> str:
        """Draws a chart for the page."""
        with self._lock:
            number, answer = self._answer(choice, id)
            return filled("chart.html.j2", figure=draw(answer.make, number))

    def file(self, choice: Choice, id: str, form: str) -> bytes:
        """Returns a chart, or its data, as a file."""
        with self._lock:
            _, answer = self._answer(choice, id)
            return answer.csv().encode("utf-8-sig") if form == "csv" else pictures(answer.make, form)[form]

    def _answer(self, choice: Choice, id: str) -> tuple[int, Answer]:
        found = self._found(choice)
        answers = found.asked.answers if found.chosen.tallies else []
        for number, answer in enumerate(answers):
            if answer.id == id:
                return number, answer
        raise HedgeLensError(f"There is no chart '{id}' of these articles. There are: {', '.join(a.id for a in answers)}.")

    def _found(self, choice: Choice) -> _Found:
        key = (self._state(), choice)
        if key not in self._kept:
            with self._bench.open() as study:
                chosen = study.chosen(choice)
            asked = Asked(chosen.tallies, choice.kind or None)
            kept = [(one, found) for one, found in self._kept.items() if one[0] == key[0]][1 - _KEPT :]
            self._kept = {**dict(kept), key: _Found(chosen, asked)}
        return self._kept[key]

    def _state(self) -> object:
        """Returns what changes whenever the study does."""
        path = self._bench.path
        files = [path, path.with_name(f"{path.name}-wal")]
        return tuple((found.st_mtime_ns, found.st_size) for file in files if file.exists() and (found := file.stat()))


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    import matplotlib as mpl

    mpl.use("agg")
    answers = _Answers(bench)

    async def page(bench: Bench, request: Request) -> Response:
        return await run_in_threadpool(answers.page, Choice.of(request.query_params))

    async def fragment(bench: Bench, request: Request) -> Response:
        choice, id = Choice.of(request.query_params), request.query_params.get("id", "")
        return HTMLResponse(await run_in_threadpool(answers.fragment, choice, id))

    async def file(bench: Bench, request: Request) -> Response:
        choice, id = Choice.of(request.query_params), request.query_params.get("id", "")
        form = request.path_params["form"]
        if form not in _TYPES:
            raise HedgeLensError(f"A chart cannot be saved as '{form}'. Use one of: {', '.join(_TYPES)}.")
        data = await run_in_threadpool(answers.file, choice, id, form)
        return Response(data, media_type=_TYPES[form], headers={"Content-Disposition": f'attachment; filename="{id}.{form}"'})

    return [bench.get("/results", page), bench.get(f"/{_CHART}", fragment), bench.get(f"/{_CHART}.{{form}}", file)]
