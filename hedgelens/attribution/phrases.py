"""Sieves over phrases and nouns: "according to X", "as X reported", "X's claim that …", "In a statement, …", "X: “…”"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hedgelens.attribution.candidates import Candidate, Context, Yields
from hedgelens.attribution.lexicon import Phrase
from hedgelens.attribution.syntax import Token, agent, child, noun_phrase, subject, subtree, verb_group
from hedgelens.records import AttributionType, Block, Kind


def according_to(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A fixed phrase that introduces a source: "according to X", "in the words of X"."""
    words = tuple(token.lower_ for token in sentence)
    for phrase in context.lexicon.phrases:
        if phrase.words[0] not in words:
            continue
        for offset in range(len(words) - len(phrase.words)):
            first, last = sentence.start + offset, sentence.start + offset + len(phrase.words) - 1
            if words[offset : offset + len(phrase.words)] != phrase.words or context.quoted(first):
                continue
            head = _object_after(context.doc[last], sentence)
            if head is None or _is_idiom(phrase, last, head, context):
                continue
            cue = frozenset(range(first, last + 1))
            source = frozenset(noun_phrase(head)) - cue
            content = _clause_of(sentence, context.doc[first], cue | source, context)
            if content:
                yield Candidate(
                    "according to",
                    source,
                    cue,
                    content,
                    AttributionType.ASSERTION,
                    f"“{context.text(cue)}” and a source",
                    beside=True,
                    relays=True,
                )


def _object_after(preposition: Token, sentence: Any) -> Token | None:
    head = child(preposition, "pobj")
    if head is not None and head.i > preposition.i:
        return head
    return next((t for t in preposition.doc[preposition.i + 1 : sentence.end] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)


def _is_idiom(phrase: Phrase, last: int, head: Token, context: Context) -> bool:
    following = context.doc[last + 1 : head.i + 1]
    return head.lower_ in phrase.not_before or any(t.lower_ in phrase.not_before for t in following[:1])


def as_clause(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A clause with "as" that attributes the clause beside it: "as reported by X", "as X put it"."""
    for verb in sentence:
        if verb.lemma_.lower() not in context.lexicon.as_clause or verb.pos_ != "VERB":
            continue
        mark = next(
            (c for c in verb.children if c.lower_ == "as" and c.i < verb.i and c.dep_ in ("mark", "advmod", "prep")),
            None,
        )
        if mark is None or child(verb, "ccomp") is not None or _has_object(verb):
            continue
        by = agent(verb)
        head = by if by is not None else child(verb, "nsubj")
        if head is None:
            continue
        source = frozenset(noun_phrase(head))
        group = {t.i for t in verb_group(verb)}
        cue = frozenset(range(mark.i, by.head.i + 1)) if by is not None else frozenset(group)
        whole = frozenset(subtree(verb)) | cue | source
        content = _clause_of(sentence, verb, whole, context)
        if content:
            seen = f"“as … {verb.text}”"
            yield Candidate("as clause", source - cue, cue, content, AttributionType.ASSERTION, seen, beside=True)


def _has_object(verb: Token) -> bool:
    thing = child(verb, "dobj")
    return thing is not None and thing.lower_ not in ("it", "this", "that")


def _clause_of(sentence: Any, phrase: Token, without: frozenset[int], context: Context) -> frozenset[int]:
    """Returns what a phrase attributes: its sentence, or the clause it stands in where another cue governs that clause."""
    first, last = min(without), max(without)
    indices = set(range(sentence.start, sentence.end)) - without
    head = phrase.head if phrase.i != phrase.head.i else phrase
    while head.pos_ in ("ADP", "SCONJ") and head.head.i != head.i:
        head = head.head
    right = {i for i in indices if i > last}
    left = {i for i in indices if i < first}
    # After the phrase in the middle of a sentence, a coordinated clause with a subject of its own is a new statement.
    new = next((t for t in (context.doc[i] for i in sorted(right)) if _opens_statement(t, head, last)), None)
    if new is not None and any(context.doc[i].is_alpha for i in left):
        right = {i for i in right if i < new.left_edge.i - 1}
    before = next((t for t in (context.doc[i] for i in sorted(left, reverse=True)) if t.text == ";"), None)
    if before is not None:
        left = {i for i in left if i > before.i}
    return frozenset(left | right)


def _opens_statement(token: Token, head: Token, last: int) -> bool:
    return (
        token.dep_ == "conj"
        and token.pos_ in ("VERB", "AUX")
        and child(token, "nsubj", "nsubjpass") is not None
        and token.left_edge.i > last
    )


def noun(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A noun of speech or belief with what it says: "X's claim that …", "concern about …", "a call for …"."""
    for word in sentence:
        frame = context.lexicon.nouns.get(word.lemma_.lower()) if word.pos_ == "NOUN" else None
        if frame is None or _is_light_object(word, context):
            continue
        phrase = next((c for c in word.children if c.i > word.i and _is_clause(c, frame.type)), None)
        owner = child(word, "poss")
        by = next(
            (c for c in word.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "among") and c.i > word.i),
            None,
        )
        if owner is None and by is not None and child(by, "pobj") is not None:
            owner = child(by, "pobj")
        if phrase is None and owner is not None:
            phrase = next(
                (c for c in word.children if c.dep_ == "prep" and c.lower_ in frame.prepositions and c.i > word.i), None
            )
        if phrase is None:
            continue
        source = frozenset(noun_phrase(owner)) if owner is not None else frozenset(_subject_of_having(word))
        if not source and (frame.type is AttributionType.EVENTUALITY or context.doc[phrase.left_edge.i].lower_ != "that"):
            continue
        last = phrase.i if phrase.dep_ == "prep" else word.i
        cue = frozenset(range(word.i, last + 1))
        content = frozenset(subtree(phrase) - cue - source)
        yield Candidate("noun", source - cue, cue, content, frame.type, f"the noun “{word.text}” and what it says")


def _is_clause(token: Token, kind: AttributionType) -> bool:
    if token.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    opening = token.doc[token.left_edge.i].lower_
    if kind is AttributionType.EVENTUALITY and any(c.tag_ == "TO" for c in token.children):
        return True
    own = child(token, "nsubj", "nsubjpass")
    relative = token.dep_ == "relcl" and own is not None and own.lower_ == "that"
    return opening in ("that", "whether", "if") and not relative


def _is_light_object(word: Token, context: Context) -> bool:
    return (
        word.dep_ == "dobj"
        and word.head.lemma_.lower() in context.lexicon.light_verbs
        and word.lemma_.lower() in context.lexicon.light_nouns
    )


def _subject_of_having(word: Token) -> set[int]:
    """Finds "The pilot has no doubt that …": the one who has the doubt."""
    if word.dep_ == "dobj" and word.head.lemma_ in (
        "have",
        "make",
        "face",
        "hold",
        "voice",
        "express",
        "issue",
        "share",
        "reject",
        "get",
    ):
        head = subject(word.head)
        return noun_phrase(head) if head is not None and word.head.lemma_ not in ("face", "reject", "get") else set()
    return set()


def copula(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Finds "Her view is that …", "The question is whether …"."""
    for verb in sentence:
        if verb.lemma_ != "be" or verb.dep_ in ("aux", "auxpass"):
            continue
        head, clause = child(verb, "nsubj"), child(verb, "ccomp", "advcl")
        if head is None or clause is None or clause.i < verb.i or head.lemma_.lower() not in context.lexicon.copula_nouns:
            continue
        if context.doc[clause.left_edge.i].lower_ not in ("that", "whether", "if", "how", "what", "why", "who"):
            continue
        owner = child(head, "poss")
        source = frozenset(noun_phrase(owner)) if owner is not None else frozenset()
        cue = frozenset(range(head.i, verb.i + 1))
        yield Candidate(
            "copula",
            source - cue,
            cue,
            frozenset(subtree(clause)),
            AttributionType.BELIEF,
            f"“{context.text(cue)}” and a clause",
        )


def document(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Finds "In a poll by X, …": a document that holds what the sentence says, where nothing else in it attributes."""
    first = next((t for t in sentence if not t.is_space), None)
    if first is None or first.lower_ != "in" or first.dep_ != "prep" or first.head.i < first.i:
        return
    head = child(first, "pobj")
    if head is None or head.lemma_.lower() not in context.lexicon.documents:
        return
    verb = first.head
    agent_of = child(verb, "nsubj", "nsubjpass")
    if verb.lemma_.lower() in context.lexicon.reporting or agent_of is None:
        return
    source = frozenset(noun_phrase(head)) | frozenset(subtree(head))
    content = frozenset(i for i in range(max(source) + 1, sentence.end))
    yield Candidate(
        "document",
        source,
        frozenset({first.i}),
        content,
        AttributionType.ASSERTION,
        "a document at the head of the sentence",
        yields=Yields.ANYTHING,
    )


def colon(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Finds "Pilot: The engine was cold" in a headline, "Q: …" in a transcript, "Ms. Lund: “…”"."""
    mark = next((t for t in sentence if t.text == ":" and t.i > sentence.start), None)
    if mark is None:
        return
    before = [t for t in context.doc[sentence.start : mark.i] if not t.is_space]
    kind = context.parsed.sentences[context.parsed.sentence_at(sentence.start_char)].kind
    follows = next((t for t in context.doc[mark.i + 1 : sentence.end] if not t.is_space), None)
    quoted = follows is not None and context.quoted(follows.i)
    longest, barred = (25, ("VERB", "AUX")) if quoted else (8, ("VERB", "AUX", "ADP"))
    if not before or len(before) > longest or any(t.pos_ in barred for t in before) or context.quoted(mark.i):
        return
    if _is_transcript(before, mark, context):
        end = max((t.i for t in _paragraph(mark, context)), default=mark.i)
        yield Candidate(
            "colon",
            frozenset(t.i for t in before),
            frozenset({mark.i}),
            frozenset(range(mark.i + 1, end + 1)),
            AttributionType.ASSERTION,
            "the speaker's name in a transcript",
        )
        return
    named = any(t.pos_ == "PROPN" for t in before) if quoted else before[-1].pos_ == "PROPN"
    named = named or before[-1].lemma_.lower() in context.lexicon.documents
    speech = quoted or kind is Kind.TITLE or all(t.text in ("Q", "A") for t in before)
    if named and follows is not None and speech and (mark.i - sentence.start) == len(before):
        content = frozenset(range(mark.i + 1, sentence.end))
        yield Candidate(
            "colon",
            frozenset(t.i for t in before),
            frozenset({mark.i}),
            content,
            AttributionType.ASSERTION,
            "a name, a colon and what is said",
        )


def _is_transcript(before: list[Token], mark: Token, context: Context) -> bool:
    """A paragraph that opens with a name in capitals, or Q or A, and a colon is a turn of a conversation."""
    paragraph = _block_at(mark, context)
    opens = before[0].idx == paragraph.start
    return opens and len(before) <= 4 and all(t.text.isupper() for t in before if t.is_alpha) and mark.i + 2 < len(context.doc)


def _paragraph(mark: Token, context: Context) -> Any:
    block = _block_at(mark, context)
    return context.doc.char_span(mark.idx, block.end, alignment_mode="expand")


def _block_at(token: Token, context: Context) -> Block:
    sentence = context.parsed.sentences[context.parsed.sentence_at(token.idx)]
    return context.parsed.article.blocks[sentence.paragraph]
