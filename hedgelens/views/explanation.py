"""Why one sentence is linked as it is: its attributions, sources, hedges and their reasons in plain words."""

from __future__ import annotations

import textwrap

from hedgelens.analysis import MARKED_BY, Analysis
from hedgelens.files.text import one_line
from hedgelens.measures import owner_name
from hedgelens.records import UNKNOWN, Attribution, Hedge, HedgeLensError, Kind, Sentence, Source, Spans
from hedgelens.settings import short

_WIDTH = 96
_QUOTED_WORDS = 14
_SHOWN = 4
_KINDS = {
    Kind.TITLE: "the title; not counted",
    Kind.HEADING: "a heading; not counted",
    Kind.BYLINE: "the byline; not counted",
    Kind.CREDIT: "a credit; not counted",
    Kind.CAPTION: "a caption; not counted",
    Kind.BODY: "in the body",
    Kind.AUTHOR_NOTE: "a note on the author; not counted",
    Kind.BOILERPLATE: "no part of the story; not counted",
}
TOO_UNSURE = "not counted: what counts is ≥"
"""Why an attribution does not count that is not sure enough; the confidence from which they count follows."""

_PLAIN = str.maketrans("“”„‘’", '"""\'\'')


def find_sentence(analysis: Analysis, wanted: float | str) -> Sentence:
    """Returns a sentence by its index, or by a piece of its text.

    Args:
        analysis: the analysis.
        wanted: the index, as a whole number of any kind (R sends 3.0, pandas has those of numpy) or in digits; or words of the
            sentence, without regard to case, white space and the form of quotation marks.

    Raises:
        HedgeLensError: there is no such sentence, or more than one.
    """
    count = len(analysis.sentences)
    if not isinstance(wanted, str):
        if wanted in range(count):
            return analysis.sentences[int(wanted)]
        raise HedgeLensError(f"There is no sentence {wanted}: '{analysis.article.id}' has the sentences 0 to {count - 1}.")
    piece = _comparable(wanted)
    if not piece:
        raise HedgeLensError("Say which sentence: its index, or some words of it.")
    if piece.isdecimal() and int(piece) < count:
        return analysis.sentences[int(piece)]
    return _with_words(analysis, wanted, piece)


def _with_words(analysis: Analysis, wanted: str, piece: str) -> Sentence:
    """Returns the one sentence that holds some words; ``wanted`` is how they were given."""
    found = [s for s in analysis.sentences if piece in _comparable(analysis.article.text[s.start : s.end])]
    if not found:
        raise HedgeLensError(
            f"No sentence of '{analysis.article.id}' holds '{wanted}'. Copy some words from one sentence, "
            f"or give its index (0 to {len(analysis.sentences) - 1}; the table 'sentences' lists them)."
        )
    if len(found) > 1:
        shown = ", ".join(str(s.index) for s in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        raise HedgeLensError(f"{len(found)} sentences hold '{wanted}': {shown}. Give one of these indices, or more of the words.")
    return found[0]


def _comparable(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split()).casefold()


def why(analysis: Analysis, wanted: int | str) -> str:
    """Says why a sentence is linked as it is.

    Args:
        analysis: the analysis.
        wanted: index of the sentence, or a piece of its text.

    Returns:
        Lines of text: what the sentence is; for each attribution who is given what, how it was found, how sure that is, and how
        its source was found; whose account the sentence carries on; and each hedge with its owner.

    Raises:
        HedgeLensError: there is no such sentence, or more than one.
    """
    sentence = find_sentence(analysis, wanted)
    links = analysis.links[sentence.index]
    parts = [_head(analysis, sentence)]
    parts += [_attribution(analysis, analysis.attribution(id), sentence) for id in links.attributions]
    parts += [_continuation(analysis, sentence, id) for id in links.continued]
    if not links.counted and not links.continued:
        none = "no attribution that counts" if links.attributions else "no attribution"
        nobody = f"It is the writer's own: {none} reaches into it, and it continues no source's account."
        parts.append([_line(nobody, 0)])
    of_sentence = set(links.hedges)
    parts += [_hedge(analysis, hedge) for hedge in analysis.hedges if hedge.id in of_sentence]
    if not links.hedges:
        parts.append(["No hedge was found in it."])
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _head(analysis: Analysis, sentence: Sentence) -> list[str]:
    text = analysis.article.text[sentence.start : sentence.end]
    name = one_line(analysis.article.id)
    lines = [f"Sentence {sentence.index} of '{name}', {_KINDS[sentence.kind]}:", _line("  " + one_line(text), 2)]
    if analysis.engine in MARKED_BY:
        lines.append(f"All of this was marked {MARKED_BY[analysis.engine]}.")
    return lines


def _attribution(analysis: Analysis, attribution: Attribution, sentence: Sentence) -> list[str]:
    who = _name(analysis, attribution.source_id)
    lines = [_line(f"{attribution.id}: {who} is credited with {_quoted(analysis, attribution.content)}", 4)]
    if attribution.source:
        lines.append(_row("source", _quoted(analysis, attribution.source)))
    if (source := analysis.source(attribution.source_id)) is not None and (profile := profile_of(analysis, source)):
        lines.append(_row("who", profile))
    cue = _quoted(analysis, attribution.cue) if attribution.cue else "none"
    elsewhere = f", in sentence {attribution.sentence}" if attribution.sentence != sentence.index else ""
    lines.append(_row("cue", f"{cue}{elsewhere}; {how_given(attribution)}"))
    if attribution.via is not None:
        lines.append(_row("medium", f"passed on by {_name(analysis, attribution.via)}"))
    if attribution.parent is not None:
        outer = analysis.attribution(attribution.parent)
        lines.append(_row("inside", f"{outer.id}, the words of {_name(analysis, outer.source_id)}"))
    return [*lines, _row("why", one_line(attribution.why)), _row("sure", how_sure(analysis, attribution))]


def how_given(attribution: Attribution) -> str:
    """Says how something is given to a source: quoted or not, as what, and what the cue makes of it."""
    stance = f" ({attribution.stance})" if attribution.stance else ""
    return f"{attribution.quotation} {attribution.type}{stance}"


def profile_of(analysis: Analysis, source: Source) -> str:
    """Returns in one line what an article tells of a source: role, body, pronoun, and what was said of speaking."""
    said = dict.fromkeys(disclosure.what for disclosure in source.disclosure)
    told = (source.role, analysis.affiliation_of(source), source.pronoun, *said)
    return one_line("; ".join(str(one) for one in told if one))


def how_sure(analysis: Analysis, attribution: Attribution) -> str:
    """Returns the confidence of an attribution; of one that does not count also why not."""
    sure = f"{attribution.confidence:.2f}"
    if analysis.counts(attribution):
        return sure
    if attribution.confidence < analysis.min_confidence:
        return f"{sure}, {TOO_UNSURE} {short(analysis.min_confidence)}"
    return f"{sure}, {never_counts(analysis, attribution)}"


def never_counts(analysis: Analysis, attribution: Attribution) -> str:
    """Says why an attribution does not count though it is sure enough."""
    kind = "is the writer's own" if attribution.type in analysis.types else f"is of the type {attribution.type}"
    return f"not counted: it {kind}"


def _continuation(analysis: Analysis, sentence: Sentence, source_id: str) -> list[str]:
    link = next(c for c in analysis.continuations if c.sentence == sentence.index and c.source_id == source_id)
    return [
        _line(f"It has no attribution to {_name(analysis, source_id)}, but continues this source's account:", 4),
        _row("why", one_line(link.why)),
        _row("sure", f"{link.confidence:.2f}"),
    ]


def _hedge(analysis: Analysis, hedge: Hedge) -> list[str]:
    whose = "somebody the article does not identify" if hedge.owner == UNKNOWN else _name(analysis, hedge.owner)
    what = f"{hedge.category}: {hedge.category.gloss}"
    holder = f" ({hedge.attribution})" if hedge.attribution else ""
    return [
        _line(f"{hedge.id}: “{one_line(hedge.text)}” is a hedge ({what}); the doubt is that of {whose}", 4),
        _row("why", one_line(hedge.why) + holder),
        _row("sure", f"{hedge.confidence:.2f}"),
    ]


def _name(analysis: Analysis, source_id: str | None) -> str:
    return one_line(owner_name(analysis, source_id))


def _quoted(analysis: Analysis, spans: Spans) -> str:
    words = one_line(analysis.article.quote(spans)).split()
    if len(words) > _QUOTED_WORDS:
        words = [*words[: _QUOTED_WORDS - 4], "…", *words[-4:]]
    return f"“{' '.join(words)}”"


def _row(label: str, text: str) -> str:
    return _line(f"  {label:8}{text}", 10)


def _line(text: str, indent: int) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
