"""What tests have coders of a study do."""

from __future__ import annotations

from hedgelens.corrections.edits import GiveAttribution, RemoveAttribution


def give(study, id, coder, name, done=False):
    """Has a coder give the first attribution of an article to somebody."""
    coding = study.coding(id, coder)
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name=name))
    coding.finish(done)


def remove(study, id, coder):
    """Has a coder take the first attribution of an article away, and finish it."""
    coding = study.coding(id, coder)
    coding.correct(RemoveAttribution(coding.analysis.attributions[0].id))
    coding.finish()


def names(analysis):
    """Returns the names of the sources of an analysis."""
    return {source.name for source in analysis.sources}
