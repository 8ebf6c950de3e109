"""Sieves over what stands beside a quotation whatever its verb is: a name, a signature, a line that announces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from hedgelens.attribution.candidates import Candidate, Yields
from hedgelens.language.grammar import FINITE, VERBAL, child, noun_phrase, own_subject, verb_group
from hedgelens.language.quotations import Quote
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_DASHES = frozenset(["—", "–", "-", "--", "―", "~"])
_LEADS = (["the", "desk", "of"], ["interview", "with"], ["an", "interview", "with"])
_LONGEST_SIGNATURE, _LONGEST_LINE = 25, 40
_FEWEST_WORDS = 3
_SPOKEN_END = frozenset([",", ".", "?", "!", "…", "...", "—", "–", "-"])


def quotation_beside(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A quotation, then a verb and who speaks, or the other way round: "“…,” deadpanned Jola", "“…,” the keeper rasped"."""
    for quote in syntax.quotes.within((syntax.start[sentence.start], syntax.end[sentence.stop - 1])):
        words = syntax.between(quote.start, quote.end)
        if quote.closed and words.stop in sentence and _sounds_spoken(syntax, words):
            found = _inverted(syntax, words.stop, sentence) or _direct(syntax, words.stop, sentence)
            if found is not None:
                verb, speaker = found
                content = _with_rest(syntax, {*words} & {*sentence}, speaker | {verb}, sentence)
                cue = set(verb_group(syntax, verb)) - content - speaker
                seen = "{} between a quotation and who speaks it"
                yield Candidate.of(syntax, "quotation beside", speaker, cue, content, seen, yields=Yields.SAME_CONTENT)


def _sounds_spoken(syntax: Syntax, words: range) -> bool:
    """Says whether a quotation ends as speech does before who speaks it, and is no title."""
    inside = [syntax.text[i] for i in words if syntax.text[i].isalpha()]
    ends = syntax.text[words.stop - 2] if len(words) > 2 else ""
    after = syntax.text[words.stop]
    if not inside or (ends not in _SPOKEN_END and after != ","):
        return False
    return ends in ("?", "!") or not all(word[:1].isupper() for word in inside if len(word) > 3) or len(inside) == 1


def _inverted(syntax: Syntax, first: int, sentence: range) -> tuple[int, set[int]] | None:
    """Reads "… deadpanned Jola"."""
    first += syntax.text[first] == ","
    if first + 1 not in sentence or syntax.text[first][:1].isupper() or not _is_verb(syntax, first):
        return None
    head = own_subject(syntax, first)
    if head is None or head < first:
        head = _noun_from(syntax, first + 1, sentence)
    if head is None or syntax.left[head] < first or not can_speak(syntax, head):
        return None
    return first, {i for i in noun_phrase(syntax, head) if i > first}


def _direct(syntax: Syntax, first: int, sentence: range) -> tuple[int, set[int]] | None:
    """Reads "… the keeper rasped"."""
    first += syntax.text[first] == ","
    head = _noun_from(syntax, first, sentence)
    if head is None or not can_speak(syntax, head):
        return None
    speaker = {i for i in noun_phrase(syntax, head) if i >= first}
    verb = max(speaker) + 1
    while verb in sentence and (syntax.pos[verb] == "ADV" or syntax.text[verb] == ","):
        verb += 1
    if min(speaker) != first or verb not in sentence or syntax.tag[verb] not in FINITE or syntax.lemma[verb] in ("be", "have"):
        return None
    return verb, speaker


def _is_verb(syntax: Syntax, token: int) -> bool:
    if not syntax.text[token].isalpha() or syntax.pos[token] == "ADP":
        return False
    return syntax.tag[token] in ("VBD", "VBZ", "VBP", "VBN") or syntax.lower[token].endswith("ed")


def _noun_from(syntax: Syntax, first: int, sentence: range) -> int | None:
    """Returns the head of the noun phrase that begins at a token."""
    for token in range(first, min(first + 12, sentence.stop)):
        if syntax.pos[token] in ("PROPN", "PRON", "NOUN"):
            while syntax.dep[token] in ("compound", "poss", "nmod", "amod") and first <= syntax.head[token] < sentence.stop:
                token = syntax.head[token]
            return token if syntax.pos[token] in ("PROPN", "PRON", "NOUN") else None
        if syntax.pos[token] not in ("DET", "ADJ", "NUM", "PUNCT", "ADP", "PART"):
            return None
    return None


def _with_rest(syntax: Syntax, content: set[int], between: set[int], sentence: range) -> set[int]:
    """Adds the quotation that goes on behind who speaks ("“The lamp,” the keeper rasped, “is out.”")."""
    after = next((i for i in range(max(between) + 1, sentence.stop) if syntax.text[i] not in (",", ".")), None)
    quote = syntax.quotes.at(syntax.start[after]) if after is not None else None
    return content if quote is None else content | ({*syntax.between(quote.start, quote.end)} & {*sentence})


def signature(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A quotation or a post and its signature: "“…” — Ada Okoro, engineer", "We won! — Ada Okoro (@okoro) May 4, 2020"."""
    for mark in (i for i in sentence if syntax.text[i] in _DASHES and not syntax.quoted[i]):
        name = _signed(syntax, mark)
        if not name:
            continue
        quote = _quote_before(syntax, mark)
        if quote is not None:
            yield Candidate.of(syntax, "signature", name, [mark], syntax.touching((quote.start, quote.end)), "signed with a name")
        elif any(syntax.text[i].startswith("@") for i in name):
            start = syntax.article.blocks[syntax.paragraph(mark)].start
            post = syntax.between(start, syntax.start[mark])
            yield Candidate.of(syntax, "signature", name, [mark], post, "a post signed with a name")


def _signed(syntax: Syntax, mark: int) -> list[int]:
    """Returns the name behind a dash, if nothing but a name, what they are and a date stands there to the end of the line."""
    block = syntax.article.blocks[syntax.paragraph(mark)]
    stop = syntax.article.text.find("\n", syntax.end[mark], block.end)
    behind = syntax.between(syntax.end[mark], stop if stop >= 0 else block.end)
    words = list(islice((i for i in behind if syntax.pos[i] != "SPACE"), _LONGEST_SIGNATURE + 1))  # more make none
    plain = all(syntax.tag[i] not in FINITE and not syntax.quoted[i] and syntax.text[i] != ":" for i in words)
    if not 0 < len(words) <= _LONGEST_SIGNATURE or not plain or not syntax.text[words[0]][:1].isupper():
        return []
    name = words[: next((n for n, i in enumerate(words) if n and _begins_date(syntax, i)), len(words))]
    return name if any(syntax.pos[i] == "PROPN" for i in name) and len(name) > 1 else []


def _begins_date(syntax: Syntax, token: int) -> bool:
    return syntax.text[token - 1] == ")" and (syntax.lower[token] in word_set("month") or bool(syntax.number[token]))


def _quote_before(syntax: Syntax, mark: int) -> Quote | None:
    before = next((i for i in range(mark - 1, -1, -1) if syntax.pos[i] != "SPACE"), None)
    quote = syntax.quotes.at(syntax.start[before]) if before is not None else None
    near = before is not None and syntax.paragraph(mark) - syntax.paragraph(before) <= 1
    ends = quote is not None and quote.closed and before is not None and syntax.end[before] == quote.end
    return quote if near and ends and quote is not None and len(syntax.between(quote.start, quote.end)) > _FEWEST_WORDS else None


def announced(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A line that announces the quotation in the next paragraph: "And from Ada Okoro:", "Ada Okoro said in a statement:"."""
    words = syntax.visible(sentence)
    if not words or syntax.text[words[-1]] != ":" or len(words) > _LONGEST_LINE or syntax.quoted[words[-1]]:
        return
    quote = _quote_behind(syntax, sentence)
    if quote is None:
        return
    content = syntax.touching((quote.start, quote.end))
    verb = next((v for v in reversed(syntax.verbs_of(sentence)) if _may_speak(syntax, v)), None)
    if verb is not None:
        head = own_subject(syntax, verb)
        source = noun_phrase(syntax, head)
        yield Candidate.of(syntax, "announced", source, verb_group(syntax, verb), content, "{} before the next paragraph")
    elif not any(syntax.pos[i] in VERBAL for i in words):
        name = without_lead(syntax, words[:-1])
        if any(syntax.pos[i] == "PROPN" for i in name):
            yield Candidate.of(syntax, "announced", name, words[-1:], content, "a name and a colon before the next paragraph")


def _quote_behind(syntax: Syntax, sentence: range) -> Quote | None:
    """Returns the quotation that the next paragraph begins with."""
    index = syntax.sentence[sentence.start]
    if index + 1 >= len(syntax.sentences):
        return None
    here, after = syntax.sentences[index], syntax.sentences[index + 1]
    quote = syntax.quotes.at(after.start)
    return quote if after.paragraph == here.paragraph + 1 and quote is not None and quote.start == after.start else None


def _may_speak(syntax: Syntax, verb: int) -> bool:
    head = own_subject(syntax, verb)
    return (
        head is not None
        and can_speak(syntax, head)
        and syntax.lemma[verb] in word_set("reporting")
        and child(syntax, verb, "ccomp") is None
    )


def without_lead(syntax: Syntax, label: Sequence[int]) -> list[int]:
    """Returns a label without what leads in to the name: "And from …", "From the desk of …", "A note by …"."""
    words = [syntax.lower[i] for i in label[:6]]
    leads = (n for n, word in enumerate(words) if word in ("from", "by") or words[max(n - 2, 0) : n + 1] in _LEADS)
    return list(label[max(leads, default=-1) + 1 :])
