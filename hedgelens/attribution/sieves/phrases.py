"""Sieves over phrases and nouns: "according to X", "as X reported", "X's claim that …", "In a statement, …", "X: “…”"."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

from hedgelens.attribution.candidates import Candidate, Yields
from hedgelens.attribution.cues import CUES, cue_set
from hedgelens.attribution.sieves.beside import without_lead
from hedgelens.language.grammar import VERBAL, agent, child, children, has_to, noun_phrase, subject, subtree, verb_group
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related, word_list, word_set
from hedgelens.records import AttributionType, Kind

_NOMINAL = ("NOUN", "PROPN", "PRON")
_LABEL, _QUOTED_LABEL, _TRANSCRIPT_LABEL = 8, 25, 4
"""Words before a colon at most."""


def according_to(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A fixed phrase that introduces a source: "according to X", "in the words of X"."""
    words = tuple(syntax.lower[sentence.start : sentence.stop])
    present = frozenset(words)
    for wanted, not_before in _phrases():
        if not present.issuperset(wanted):
            continue
        for offset in range(len(words) - len(wanted)):
            found = range(sentence.start + offset, sentence.start + offset + len(wanted))
            if words[offset : offset + len(wanted)] == wanted and not syntax.quoted[found.start]:
                made = _with_phrase(syntax, found, not_before, sentence)
                if made is not None:
                    yield made


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Returns the words of each fixed phrase, and those before which it is none."""
    not_before = related("phrase", "not_before", CUES)
    return tuple((tuple(phrase.split()), not_before.get(phrase, frozenset())) for phrase in word_list("phrase", room=CUES))


def _with_phrase(syntax: Syntax, found: range, not_before: Set[str], sentence: range) -> Candidate | None:
    head = _object_after(syntax, found.stop - 1, sentence)
    if head is None or not_before & {syntax.lower[head], syntax.lower[found.stop]}:
        return None
    source = _closed(syntax, found, noun_phrase(syntax, head), sentence)
    content = _clause_of(syntax, sentence, found.start, {*found, *source})
    seen = "{} and a source"
    return Candidate.of(syntax, "according to", source, found, content, seen, beside=True, relays=True) if content else None


def _closed(syntax: Syntax, phrase: range, source: set[int], sentence: range) -> set[int]:
    """Returns a source up to the comma where the clause goes on: an apposition would have a second one behind it.

    "According to the mayor, the pier …", "was, in the view of the builder, sound": the parser takes the pier for the mayor.
    """
    comma = next((i for i in range(phrase.stop, max(source) + 1) if syntax.text[i] == ","), None)
    before = [i for i in syntax.visible(range(sentence.start, phrase.start)) if syntax.text[i] != ","]
    goes_on = not before or syntax.pos[before[-1]] in VERBAL
    ends = max(source) + 1 < sentence.stop and syntax.text[max(source) + 1] == ","
    if comma is None or not goes_on or ends or syntax.pos[comma - 1] not in _NOMINAL:
        return source
    return set(range(phrase.stop, comma))


def in_opinion(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A phrase with somebody's view or account in it: "in **Holm**'s opinion", "by **her** own account"."""
    with_preposition = related("opinion_phrase", "prepositions", CUES)
    for word in sentence:
        if syntax.dep[word] != "pobj" or syntax.lower[word] not in with_preposition or syntax.quoted[word]:
            continue
        preposition, owner = syntax.head[word], child(syntax, word, "poss")
        fits = syntax.lower[preposition] in with_preposition[syntax.lower[word]]
        if owner is not None and fits and child(syntax, word, "acl", "relcl") is None:
            source, cue = noun_phrase(syntax, owner), range(preposition, word + 1)
            content = _clause_of(syntax, sentence, preposition, {*cue})
            seen = "{}, somebody's view"
            yield Candidate.of(syntax, "according to", source, {word}, content - source - {*cue}, seen, beside=True, relays=True)


def _object_after(syntax: Syntax, preposition: int, sentence: range) -> int | None:
    head = child(syntax, preposition, "pobj")
    if head is not None and head > preposition:
        return head
    return next((i for i in range(preposition + 1, sentence.stop) if syntax.pos[i] in _NOMINAL), None)


def as_clause(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A clause with "as" that attributes the clause beside it: "as reported by X", "as X put it"."""
    lemmas = cue_set("as_clause")
    for verb in sentence:
        if syntax.lemma[verb] not in lemmas or syntax.pos[verb] != "VERB":
            continue
        mark, by = _opening_as(syntax, verb), agent(syntax, verb)
        head = by if by is not None else child(syntax, verb, "nsubj")
        if mark is None or head is None:
            continue
        source = noun_phrase(syntax, head)
        cue = range(mark, syntax.head[head] + 1) if by is not None else verb_group(syntax, verb)
        content = _clause_of(syntax, sentence, verb, {*cue, *source, *subtree(syntax, verb)})
        if content:
            yield Candidate.of(syntax, "as clause", source, cue, content, f"“as … {syntax.text[verb]}”", beside=True)


def _opening_as(syntax: Syntax, verb: int) -> int | None:
    """Returns the "as" before a verb that leaves open what is said."""
    if child(syntax, verb, "ccomp") is not None or _has_object(syntax, verb):
        return None
    return next((c for c in children(syntax, verb, "mark", "advmod", "prep") if c < verb and syntax.lower[c] == "as"), None)


def _has_object(syntax: Syntax, verb: int) -> bool:
    thing = child(syntax, verb, "dobj")
    return thing is not None and syntax.lower[thing] not in ("it", "this", "that")


def _clause_of(syntax: Syntax, sentence: range, phrase: int, without: Set[int]) -> frozenset[int]:
    """Returns what a phrase attributes: its sentence, or the clause it stands in where another cue governs that clause."""
    semicolons = [i for i in range(sentence.start, min(without)) if syntax.text[i] == ";"]
    left = range(semicolons[-1] + 1 if semicolons else sentence.start, min(without))
    right = range(max(without) + 1, sentence.stop)
    # After the phrase in the middle of a sentence, a coordinated clause with a subject of its own is a new statement.
    new = next((i for i in right if _opens_statement(syntax, i, right.start)), None)
    if new is not None and any(syntax.text[i].isalpha() for i in range(sentence.start, min(without))):
        right = range(right.start, syntax.left[new] - 1)
    return frozenset([*left, *right])


def _opens_statement(syntax: Syntax, token: int, start: int) -> bool:
    if syntax.dep[token] != "conj" or syntax.pos[token] not in VERBAL or syntax.left[token] < start:
        return False
    return child(syntax, token, "nsubj", "nsubjpass") is not None


def noun(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A noun of speech or belief with what it says: "X's claim that …", "concern about …", "a call for …"."""
    nouns = marked("noun", "type", CUES)
    for word in sentence:
        if syntax.pos[word] != "NOUN" or syntax.lemma[word] not in nouns or _is_light_object(syntax, word):
            continue
        kind = AttributionType(nouns[syntax.lemma[word]])
        owner = _owner(syntax, word)
        phrase = _what_it_says(syntax, word, kind, with_phrase=owner is not None)
        if phrase is None:
            continue
        source = noun_phrase(syntax, owner if owner is not None else _haver(syntax, word))
        if not source and (kind is AttributionType.EVENTUALITY or syntax.lower[syntax.left[phrase]] != "that"):
            continue
        cue = range(word, (phrase if syntax.dep[phrase] == "prep" else word) + 1)
        seen = f"the noun “{syntax.text[word]}” and what it says"
        yield Candidate.of(syntax, "noun", source, cue, subtree(syntax, phrase) - source, seen, kind)


def _owner(syntax: Syntax, word: int) -> int | None:
    """Returns whose claim or fear it is: "**Lund**'s claim", "a call from **Lund**"."""
    verb = syntax.head[word]
    if syntax.dep[word] == "nsubjpass" and syntax.lemma[verb] in cue_set("light"):
        return agent(syntax, verb)  # "The claim that … was made by **Lund**"
    owner = child(syntax, word, "poss")
    by = next((c for c in children(syntax, word, "prep") if c > word and syntax.lower[c] in ("by", "from", "among")), None)
    return child(syntax, by, "pobj") if owner is None and by is not None else owner


def _what_it_says(syntax: Syntax, word: int, kind: AttributionType, *, with_phrase: bool) -> int | None:
    """Returns the clause, or else the phrase, behind a noun that says what the claim or fear is."""
    behind = [c for c in syntax.children[word] if c > word]
    clauses = (c for c in behind if _is_clause(syntax, c, kind))
    prepositions = related("noun", "prepositions", CUES)[syntax.lemma[word]] if with_phrase else ()
    phrases = (c for c in behind if syntax.dep[c] == "prep" and syntax.lower[c] in prepositions)
    return next(clauses, None) or next(phrases, None)


def _is_clause(syntax: Syntax, token: int, kind: AttributionType) -> bool:
    if syntax.dep[token] not in ("acl", "ccomp", "relcl"):
        return False
    if kind is AttributionType.EVENTUALITY and has_to(syntax, token):
        return True
    own = child(syntax, token, "nsubj", "nsubjpass")
    relative = syntax.dep[token] == "relcl" and own is not None and syntax.lower[own] == "that"
    return not relative and syntax.lower[syntax.left[token]] in ("that", "whether", "if")


def _is_light_object(syntax: Syntax, word: int) -> bool:
    verb = syntax.lemma[syntax.head[word]] if syntax.dep[word] == "dobj" else ""
    return verb in cue_set("light") and syntax.lemma[word] in cue_set("light", "nouns")


def _haver(syntax: Syntax, word: int) -> int | None:
    """Finds "The pilot has no doubt that …": the one who has the doubt."""
    verb = syntax.head[word]
    return subject(syntax, verb) if syntax.dep[word] == "dobj" and syntax.lemma[verb] in cue_set("having") else None


def copula(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """Finds "Her view is that …", "The question is whether …"."""
    for verb in sentence:
        if syntax.lemma[verb] != "be" or syntax.dep[verb] in ("aux", "auxpass"):
            continue
        head, clause = child(syntax, verb, "nsubj"), child(syntax, verb, "ccomp", "advcl")
        if head is None or clause is None or clause < verb or syntax.lemma[head] not in cue_set("copula"):
            continue
        if syntax.lower[syntax.left[clause]] not in word_set("opens_clause"):
            continue
        source, cue = noun_phrase(syntax, child(syntax, head, "poss")), range(head, verb + 1)
        yield Candidate.of(syntax, "copula", source, cue, subtree(syntax, clause), "{} and a clause", AttributionType.BELIEF)


def document(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """Finds "In a poll by X, …": a document that holds what the sentence says, where nothing else in it attributes."""
    first = next(iter(syntax.visible(sentence)), sentence.start)
    if syntax.lower[first] != "in" or syntax.dep[first] != "prep" or syntax.head[first] < first:
        return
    head, verb = child(syntax, first, "pobj"), syntax.head[first]
    if head is None or syntax.lemma[head] not in word_set("holding"):
        return
    if syntax.lemma[verb] in word_set("reporting") or child(syntax, verb, "nsubj", "nsubjpass") is None:
        return
    source = noun_phrase(syntax, head) | subtree(syntax, head)
    content = range(max(source) + 1, sentence.stop)
    seen = "a document at the head of the sentence"
    yield Candidate.of(syntax, "document", source, [first], content, seen, yields=Yields.ANYTHING)


def colon(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """Finds "Pilot: The engine was cold" in a headline, "Q: …" in a transcript, "Ms. Lund: “…”"."""
    mark = next((i for i in sentence[1:] if syntax.text[i] == ":"), None)
    if mark is None or syntax.quoted[mark]:
        return
    label, said = syntax.visible(range(sentence.start, mark)), range(mark + 1, sentence.stop)
    quoted = any(syntax.quoted[i] for i in syntax.visible(said)[:1])
    if not _can_be_label(syntax, label, quoted=quoted):
        return
    if _is_transcript(syntax, label, mark):
        block = syntax.article.blocks[syntax.paragraph(mark)]
        said = range(mark + 1, syntax.touching((syntax.start[mark], block.end)).stop)
        seen = "the speaker's name in a transcript"
    elif len(label) == mark - sentence.start and syntax.visible(said) and _names_speaker(syntax, label, quoted=quoted):
        seen = "a name, a colon and what is said"
    else:
        return
    yield Candidate.of(syntax, "colon", without_lead(syntax, label) or label, [mark], said, seen)


def _can_be_label(syntax: Syntax, label: list[int], *, quoted: bool) -> bool:
    """Says whether what stands before a colon may be a name: not too long, without a verb, and no date or number."""
    longest, barred = (_QUOTED_LABEL, VERBAL) if quoted else (_LABEL, VERBAL | {"ADP"})
    return 0 < len(label) <= longest and not any(syntax.pos[i] in barred for i in label) and not _is_date(syntax, label)


def _is_date(syntax: Syntax, label: list[int]) -> bool:
    """Says whether a label tells when, or is a number ("Nov. 4: …", "6 p.m.: …", "MONDAY: …"); somebody may be called May."""
    words = [syntax.lower[i] for i in label if any(letter.isalpha() for letter in syntax.text[i])]
    when = word_set("calendar") | word_set("hour") if len(words) < len(label) else word_set("time")
    return all(word.rstrip(".") in when for word in words)


def _is_transcript(syntax: Syntax, label: list[int], mark: int) -> bool:
    """A paragraph that opens with a name in capitals, or Q or A, and a colon is a turn of a conversation."""
    opens = syntax.start[label[0]] == syntax.article.blocks[syntax.paragraph(mark)].start
    in_capitals = all(syntax.text[i].isupper() for i in label if syntax.text[i].isalpha())
    return opens and len(label) <= _TRANSCRIPT_LABEL and in_capitals and mark + 2 < len(syntax)


def _names_speaker(syntax: Syntax, label: list[int], *, quoted: bool) -> bool:
    """Says whether a label names somebody or a document, and what follows can be said: a quotation, or the text of a headline."""
    named = any(syntax.pos[i] == "PROPN" for i in (label if quoted else label[-1:]))
    title = syntax.sentences[syntax.sentence[label[0]]].kind is Kind.TITLE
    speech = quoted or title or all(syntax.text[i] in ("Q", "A") for i in label)
    return speech and (named or syntax.lemma[label[-1]] in word_set("holding"))
