"""Sieves over verbs: a clause, an infinitive, an object or a phrase as what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.attribution.syntax import (
    Token,
    agent,
    child,
    governor,
    is_passive,
    noun_phrase,
    subject,
    subtree,
    verb_group,
)
from hedgelens.records import AttributionType

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUESTION_WORDS = frozenset({"what", "how", "why", "who", "when", "where", "which", "whether", "if", "that"})


def clause(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb with a finite clause after it: "X said (that) …", "X was told that …", "…, adding that …"."""
    for verb in _verbs(sentence):
        complement = next((c for c in verb.children if _is_complement(c, verb)), None)
        if complement is None or not _attributes_clause(verb, complement, context):
            continue
        start = complement.left_edge.i
        addressee = _addressee(verb, start, context)
        content = _from(start, verb, complement, context) - addressee
        made = _made("clause", verb, content, context, "with the clause after it", addressee)
        if made.source or verb.tag_ not in ("VB", "VBG"):
            yield made


def _is_complement(token: Token, verb: Token) -> bool:
    """Says whether a token heads the clause that is said; after "asked" the parser takes "if …" for a condition."""
    if token.i < verb.i:
        return False
    asked = verb.lemma_ in ("ask", "wonder", "question") and token.dep_ == "advcl"
    return bool(token.dep_ == "ccomp" or (asked and token.doc[token.left_edge.i].lower_ in ("if", "whether")))


def _attributes_clause(verb: Token, complement: Token, context: Context) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in context.lexicon.clause_never or not _is_finite(complement):
        return False
    opening = verb.doc[complement.left_edge.i].lower_
    if lemma in context.lexicon.clause_marked_only and opening not in _QUESTION_WORDS:
        return context.quoted(complement.left_edge.i)
    return verb.pos_ == "VERB" or opening in _QUESTION_WORDS


def _is_finite(head: Token) -> bool:
    forms = [head, *(c for c in head.children if c.dep_ in ("aux", "auxpass"))]
    if any(f.tag_ == "TO" for f in forms):
        return any(f.lower_ in ("what", "how", "whether", "where", "when") for f in head.lefts)
    return any(f.tag_ in _FINITE for f in forms) or head.pos_ not in ("VERB", "AUX")


def infinitive(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb of wish, promise or order with an infinitive: "X vowed to …", "X urged Y to …", "is expected to …"."""
    frame = context.lexicon.complements["infinitive"]
    for verb in _verbs(sentence):
        lemma = verb.lemma_.lower()
        complement = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and _has_to(c)), None)
        if complement is None:
            continue
        if is_passive(verb):
            if lemma in context.lexicon.passive_infinitive:
                yield _passive(verb, complement, context)
        elif lemma in frame.lemmas and verb.tag_ != "VBN":
            start = complement.left_edge.i
            person = child(verb, "dobj", "dative")
            if person is not None and person.i < start:
                start = person.left_edge.i
            made = _made(
                "infinitive",
                verb,
                _from(start, verb, complement, context),
                context,
                "with an infinitive",
                default=frame.type,
            )
            if made.source:
                yield made


def gerund(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb of denial, memory or advice with a gerund: "X denied taking the money"."""
    frame = context.lexicon.complements["gerund"]
    for verb in _verbs(sentence):
        if verb.lemma_.lower() not in frame.lemmas or is_passive(verb):
            continue
        complement = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.tag_ == "VBG"), None)
        if complement is not None:
            content = _from(complement.left_edge.i, verb, complement, context)
            made = _made("gerund", verb, content, context, "with a gerund")
            if made.source:
                yield made


def _passive(verb: Token, complement: Token, context: Context) -> Candidate:
    head = child(governor(verb), "nsubjpass", "nsubj")
    content = _from(complement.left_edge.i, verb, complement, context)
    if head is not None and head.tag_ not in ("WDT", "WP"):
        content |= subtree(head)
    by = agent(verb)
    source = noun_phrase(by) if by is not None else set()
    kind = context.lexicon.type_of(verb.lemma_.lower())
    return Candidate(
        "passive",
        frozenset(source),
        _cue(verb),
        frozenset(content - source - _cue(verb)),
        kind,
        f"passive “{_cue_text(verb)}” with an infinitive",
    )


def _has_to(head: Token) -> bool:
    return any(c.tag_ == "TO" for c in head.children)


def raising(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Finds "seems to", "appeared to": an impression that is given to nobody; its subject belongs to the content."""
    for verb in _verbs(sentence):
        if verb.lemma_.lower() not in context.lexicon.complements["raising"].lemmas:
            continue
        complement = next((c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp") and c.i > verb.i), None)
        head = subject(verb)
        if complement is None or (complement.dep_ == "xcomp" and not _has_to(complement)):
            continue
        content = _from(complement.left_edge.i, verb, complement, context)
        if head is not None and head.i < verb.i:
            content |= noun_phrase(head)
        yield Candidate(
            "raising",
            frozenset(),
            _cue(verb),
            frozenset(content - _cue(verb)),
            AttributionType.BELIEF,
            f"“{_cue_text(verb)}” gives an impression",
        )


def noun_object(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb of judgement or mention and its object: "X criticised Y for …", "The report mentions Y", "raised doubts about Y"."""
    lexicon = context.lexicon
    for verb in _verbs(sentence):
        lemma = verb.lemma_.lower()
        thing = child(verb, "dobj", "oprd", "attr") if not is_passive(verb) else None
        if thing is None or thing.i < verb.i:
            continue
        if lemma in lexicon.estimates and (made := _estimate(verb, thing, context)) is not None:
            yield made
        elif lemma in lexicon.light_verbs and thing.lemma_.lower() in lexicon.light_nouns:
            yield from _light(verb, thing, context)
        elif lemma in lexicon.complements["object"].lemmas and child(verb, "ccomp") is None:
            start = thing.left_edge.i
            content = _rest_of_verb(start, verb, context)
            made = _made("object", verb, content, context, "with its object")
            if made.source and not (lemma in lexicon.personal and _is_impersonal(made.source, context)):
                yield made


def _is_impersonal(source: frozenset[int], context: Context) -> bool:
    return len(source) == 1 and context.doc[min(source)].lower_ in (
        "it",
        "which",
        "that",
        "this",
        "these",
        "those",
        "what",
    )


def _estimate(verb: Token, thing: Token, context: Context) -> Candidate | None:
    """Reads "put the loss at two million"; the phrase must hold a figure."""
    phrases = [c for top in (verb, thing) for c in top.children if c.dep_ == "prep" and c.i > thing.i]
    phrase = next((c for c in phrases if c.lower_ == context.lexicon.estimate_preposition), None)
    if phrase is None or not any(t.like_num for t in phrase.subtree):
        return None
    content = subtree(thing) | subtree(phrase)
    return _made("object", verb, set(range(min(content), max(content) + 1)), context, "with a figure")


def _light(verb: Token, thing: Token, context: Context) -> Iterator[Candidate]:
    phrase = next(
        (
            c
            for c in thing.children
            if c.i > thing.i
            and ((c.dep_ == "prep" and c.lower_ in context.lexicon.light_prepositions) or c.dep_ in ("acl", "ccomp"))
        ),
        None,
    )
    if phrase is None:
        return
    end = phrase.i if phrase.dep_ == "prep" else thing.i
    cue = frozenset(range(verb_group(verb)[0].i, end + 1))
    content = frozenset(subtree(phrase) - cue)
    yield Candidate(
        "object",
        frozenset(_source(verb)),
        cue,
        content,
        AttributionType.ASSERTION,
        f"“{context.text(cue)}” and what follows",
    )


def passive_subject(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A passive whose subject is what is said: "The closures were widely reported", "She was accused of …"."""
    lexicon = context.lexicon
    for verb in _verbs(sentence):
        lemma = verb.lemma_.lower()
        head = child(governor(verb), "nsubjpass")
        if head is None or not is_passive(governor(verb)) or child(verb, "xcomp", "ccomp") is not None:
            continue
        by = agent(verb)
        if lemma not in (lexicon.passive_object if by is not None else lexicon.passive_agentless):
            continue
        source = noun_phrase(by) if by is not None else set()
        phrases = [c for c in verb.children if c.dep_ in ("prep", "oprd") and c.i > verb.i and c.lower_ in ("of", "as", "for")]
        content = noun_phrase(head).union(*(subtree(c) for c in phrases)) - source
        cue = _cue(verb) | frozenset(c.i for c in verb.children if c.dep_ == "agent" and c.i == verb.i + 1)
        yield Candidate(
            "passive",
            frozenset(source),
            cue,
            frozenset(content - cue),
            lexicon.type_of(lemma),
            f"passive “{context.text(cue)}”, its subject is what is said",
        )


def preposition(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb with the preposition that brings in what it is about: "X warned of …", "X called for …"."""
    for verb in _verbs(sentence):
        if child(verb, "ccomp", "dobj", "xcomp") is not None and verb.lemma_ != "accuse":
            continue
        for phrase in (c for c in verb.children if c.dep_ == "prep" and verb.i < c.i <= verb.i + 3):
            frame = context.lexicon.prepositions.get(phrase.lower_)
            if frame is None or verb.lemma_.lower() not in frame.lemmas or is_passive(verb):
                continue
            cue = frozenset(range(verb_group(verb)[0].i, phrase.i + 1))
            content = frozenset(subtree(phrase) - cue)
            kind = context.lexicon.type_of(verb.lemma_.lower(), frame.type)
            yield Candidate(
                "preposition",
                frozenset(_source(verb)),
                cue,
                content,
                kind,
                f"“{context.text(cue)}” and what follows",
            )


def adjective(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Finds "is confident that …", "was concerned about …"."""
    frame = context.lexicon.adjectives
    for word in sentence:
        if word.lemma_.lower() not in frame.lemmas or word.dep_ not in ("acomp", "ROOT", "conj", "advcl") or word.pos_ == "NOUN":
            continue
        phrase = next(
            (
                c
                for c in word.children
                if c.i > word.i
                and ((c.dep_ == "ccomp" and _is_finite(c)) or (c.dep_ == "prep" and c.lower_ in frame.prepositions))
            ),
            None,
        )
        verb = word.head if word.dep_ == "acomp" else word
        head = subject(verb)
        if phrase is None or head is None or head.lower_ in ("it", "there"):
            continue
        first = verb_group(verb)[0].i if verb.i < word.i else word.i
        last = phrase.i if phrase.dep_ == "prep" else word.i
        cue = frozenset(range(first, last + 1))
        yield Candidate(
            "adjective",
            frozenset(noun_phrase(head) - cue),
            cue,
            frozenset(subtree(phrase) - cue),
            AttributionType.BELIEF,
            f"“{context.text(cue)}” and what follows",
        )


def _verbs(sentence: Any) -> Iterator[Token]:
    return (t for t in sentence if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass") and t.lemma_[:1].isalpha())


def _made(
    sieve: str,
    verb: Token,
    content: set[int],
    context: Context,
    seen: str,
    addressee: set[int] | frozenset[int] = frozenset(),
    default: AttributionType = AttributionType.ASSERTION,
) -> Candidate:
    cue = _cue(verb)
    source = frozenset(_source(verb)) - cue
    kind = context.lexicon.type_of(verb.lemma_.lower(), default)
    return Candidate(
        sieve,
        source,
        cue,
        frozenset(content - cue - source),
        kind,
        f"“{context.text(cue)}” {seen}",
        addressee=frozenset(addressee),
    )


def _cue(verb: Token) -> frozenset[int]:
    return frozenset(t.i for t in verb_group(verb))


def _cue_text(verb: Token) -> str:
    return " ".join(t.text for t in verb_group(verb))


def _source(verb: Token) -> set[int]:
    """Returns the tokens of the one who says it; dummy "it" and "there" are nobody."""
    if is_passive(verb):
        by = agent(verb)
        return noun_phrase(by) if by is not None else set()
    head = subject(verb)
    if head is None or (head.dep_ == "expl") or (head.lower_ == "it" and verb.lemma_ in ("seem", "appear", "turn")):
        return set()
    return noun_phrase(head)


def _addressee(verb: Token, start: int, context: Context) -> set[int]:
    """Returns the tokens of the one spoken to, between verb and clause."""
    if verb.lemma_.lower() not in context.lexicon.addressee:
        return set()
    person = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < start), None)
    return noun_phrase(person) if person is not None else set()


def _from(start: int, verb: Token, complement: Token, context: Context) -> set[int]:
    """Returns the content that begins at ``start``: the complement, and what follows it as long as nothing new begins.

    The parser hangs what ends the complement ("… because …", "… on Monday") often on the verb; a comma before it, a coordinated
    verb or another cue says that it is not content.
    """
    end = max(complement.right_edge.i, start)
    for dependent in sorted((c for c in verb.children if c.i > complement.i), key=lambda c: c.i):
        left = dependent.left_edge.i
        if left <= end:
            continue
        joined = left == end + 1 and dependent.dep_ not in ("conj", "cc", "punct", "npadvmod")
        if not joined or (dependent.dep_ == "advcl" and dependent.tag_ == "VBG"):
            break
        end = dependent.right_edge.i
    return _to_end_of_quotation(start, end, verb, context)


def _rest_of_verb(start: int, verb: Token, context: Context) -> set[int]:
    end = start
    for dependent in sorted((c for c in verb.children if c.i >= start or c.right_edge.i >= start), key=lambda c: c.i):
        comma = dependent.left_edge.i > start and verb.doc[dependent.left_edge.i - 1].text in (",", ";", "—", "–")
        if dependent.dep_ in ("conj", "cc", "punct", "npadvmod") or (comma and dependent.dep_ not in ("dobj", "oprd", "attr")):
            if dependent.dep_ == "punct" and dependent.i == end + 1:
                continue
            break
        end = max(end, dependent.right_edge.i)
    return _to_end_of_quotation(start, end, verb, context)


def _trailing_quotation(end: int, context: Context) -> int:
    """A quotation after a comma that ends the sentence goes on with the content before it."""
    doc = context.doc
    last = doc[end].sent.end - 1
    if end + 2 <= last and doc[end + 1].text == "," and not context.quoted(end + 1):
        quote = context.quotes.at(doc[end + 2].idx)
        if quote is not None and doc[end + 2].idx == quote.start and doc[end + 3].text[:1].islower():
            words = [i for i in range(end + 2, last + 1) if doc[i].is_alpha]
            if all(doc[i].idx < quote.end for i in words):
                return int(last)
    return end


def _to_end_of_quotation(start: int, end: int, verb: Token, context: Context) -> set[int]:
    """Lets a content that ends inside a quotation run to the closing mark."""
    doc = verb.doc
    end = _trailing_quotation(end, context)
    quote = context.quotes.at(doc[end].idx)
    last = doc[end].sent.end - 1 if quote is not None else end
    while quote is not None and end < last and doc[end + 1].idx < quote.end:
        end += 1
    if quote is None and end + 1 < doc[end].sent.end and doc[end + 1].text in ("”", '"', "''"):
        end += 1
    opening = context.quotes.at(doc[start].idx)
    if opening is not None and start > 0 and doc[start - 1].idx == opening.start and start - 1 >= doc[start].sent.start:
        start -= 1
    return set(range(start, end + 1))
