"""Takes what somebody else made of a mark: the corrections that make one analysis say at a place what another one says."""

from __future__ import annotations

from hedgelens.analysis import Analysis
from hedgelens.corrections import places
from hedgelens.corrections.applying import apply
from hedgelens.corrections.edits import (
    AcceptAttribution,
    AddAttribution,
    AddHedge,
    CarryOn,
    ChangeHedge,
    ChangeSource,
    Edit,
    GiveAttribution,
    MoveAttribution,
    RekindSentence,
    RelayAttribution,
    RemoveAttribution,
    RemoveHedge,
    RetypeAttribution,
)
from hedgelens.evaluation.source_units import Names
from hedgelens.records import AUTHOR, UNKNOWN, Attribution, HedgeLensError


class Taking:
    """Makes an analysis follow another one, correction by correction.

    Attributes:
        analysis: the analysis as it is by now.
        edits: the corrections that were made.
    """

    def __init__(self, mine: Analysis, theirs: Analysis) -> None:
        """Begins with an analysis, to follow another one of the same text."""
        self.analysis, self._theirs = mine, theirs
        self.edits: list[Edit] = []

    def attribution(self, mine: str | None, theirs: str | None) -> None:
        """Takes an attribution as it is there, or takes away the one that is not there.

        Raises:
            HedgeLensError: there is no such attribution.
        """
        if theirs is None:
            if mine is not None:
                self._do(RemoveAttribution(mine))
            return
        wanted = places.attribution(self._theirs, theirs)
        there = mine or self._uncounted(wanted)
        if there is None:
            self._add(wanted)
        else:
            self._change(places.attribution(self.analysis, there), wanted)

    def hedge(self, mine: str | None, theirs: str | None) -> None:
        """Takes a hedge as it is there, or takes away the one that is not there.

        Raises:
            HedgeLensError: there is no such hedge, or its owner is not a source here.
        """
        if theirs is None:
            if mine is not None:
                self._do(RemoveHedge(mine))
            return
        wanted = places.hedge(self._theirs, theirs)
        owner = wanted.owner if wanted.owner in (AUTHOR, UNKNOWN) else self._known(wanted.owner)
        if owner is None:
            name = self._theirs.name_of(wanted.owner)
            raise HedgeLensError(f"The doubt belongs to '{name}', who is no source here. Take what '{name}' says first.")
        if mine is None:
            self._do(AddHedge(wanted.start, wanted.end, wanted.category, owner))
            return
        now = places.hedge(self.analysis, mine)
        if (now.start, now.end, now.category, now.owner) != (wanted.start, wanted.end, wanted.category, owner):
            self._do(ChangeHedge(mine, wanted.category, owner, wanted.start, wanted.end))

    def sentence(self, mine: int, theirs: int) -> None:
        """Takes what a sentence is, and whose account it carries on.

        Raises:
            HedgeLensError: there is no such sentence, or a source whose account it carries on is not there.
        """
        now, wanted = places.sentence(self.analysis, mine), places.sentence(self._theirs, theirs)
        if now.kind != wanted.kind:
            self._do(RekindSentence(mine, wanted.kind))
        carried = [c.source_id for c in self._theirs.continuations if c.sentence == theirs]
        known = [self._known(id) for id in carried]
        if None in known:
            name = self._theirs.name_of(carried[known.index(None)])
            raise HedgeLensError(
                f"The sentence continues the account of '{name}', who is no source here. Take what '{name}' says first."
            )
        ids = tuple(id for id in known if id is not None)
        if set(ids) != {c.source_id for c in self.analysis.continuations if c.sentence == mine}:
            self._do(CarryOn(mine, ids))

    def source(self, mine: str, theirs: str) -> None:
        """Takes what is said of a source.

        Raises:
            HedgeLensError: there is no such source.
        """
        now, wanted = places.source(self.analysis, mine), places.source(self._theirs, theirs)
        if (now.kind, now.naming, now.role) != (wanted.kind, wanted.naming, wanted.role):
            self._do(ChangeSource(mine, kind=wanted.kind, naming=wanted.naming, role=wanted.role or ""))

    # -- one by one -----------------------------------------------------------------------------------------------------

    def _do(self, edit: Edit) -> None:
        self.analysis = apply(self.analysis, edit)
        self.edits.append(edit)

    def _add(self, wanted: Attribution) -> None:
        before = {a.id for a in self.analysis.attributions}
        who = self._known(wanted.source_id)
        name = self._theirs.name_of(wanted.source_id) if wanted.source_id and who is None else None
        parent = next((a for a in self._theirs.attributions if a.id == wanted.parent), None)
        above = next((a.id for a in self.analysis.attributions if parent and a.content == parent.content), None)
        content = wanted.content or wanted.cue
        self._do(AddAttribution(content, wanted.cue, wanted.source, who, name, wanted.type, above))
        new = next(a for a in self.analysis.attributions if a.id not in before)
        if name is not None:
            self._describe(wanted.source_id, new.source_id)
        self._relay(new, wanted)

    def _change(self, now: Attribution, wanted: Attribution) -> None:
        begun = len(self.edits)
        parts = {
            part: getattr(wanted, part)
            for part in ("content", "cue", "source")
            if getattr(wanted, part) != getattr(now, part) and (part != "content" or wanted.content)
        }
        if parts:
            self._do(MoveAttribution(now.id, **parts))
        if (who := self._known(wanted.source_id)) is None and wanted.source_id is not None:
            self._do(GiveAttribution(now.id, name=self._theirs.name_of(wanted.source_id)))
            self._describe(wanted.source_id, places.attribution(self.analysis, now.id).source_id)
        elif who != now.source_id:
            self._do(GiveAttribution(now.id, source_id=who))
        if wanted.type != now.type:
            self._do(RetypeAttribution(now.id, wanted.type))
        self._relay(places.attribution(self.analysis, now.id), wanted)
        if len(self.edits) == begun and not self.analysis.counts(places.attribution(self.analysis, now.id)):
            self._do(AcceptAttribution(now.id))

    def _relay(self, now: Attribution, wanted: Attribution) -> None:
        via = self._known(wanted.via)
        if via != now.via and via != now.source_id and (via is not None or wanted.via is None):
            self._do(RelayAttribution(now.id, via))

    def _describe(self, theirs: str | None, mine: str | None) -> None:
        """Says of a source that is new what is said of it there."""
        if theirs is not None and mine is not None:
            self.source(mine, theirs)

    def _known(self, id: str | None) -> str | None:
        """Returns the source that is called so here, too."""
        if id is None:
            return None
        names = Names([self._theirs, self.analysis])
        wanted = names.of(self._theirs, id)
        return next((s.id for s in self.analysis.sources if names.of(self.analysis, s.id) == wanted), None)

    def _uncounted(self, wanted: Attribution) -> str | None:
        """Returns an attribution of the same words that does not count here: it is confirmed, and not added once more."""
        alike = (a for a in self.analysis.attributions if a.content == wanted.content and a.cue == wanted.cue)
        return next((a.id for a in alike if not self.analysis.counts(a)), None)
