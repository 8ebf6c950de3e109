"""Sieves over predicates whose content is an object, a phrase or the subject: "criticised Y", "warned of Y", "was accused"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.attribution.syntax import Token, agent, child, governor, is_passive, noun_phrase, subject, subtree, verb_group
from hedgelens.attribution.verb_parts import cue_of, is_finite, proposal, rest_of_verb, source_of
from hedgelens.records import AttributionType


def noun_object(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb of judgement or mention and its object: "X criticised Y for …", "The report mentions Y", "raised doubts about Y"."""
    lexicon = context.lexicon
    for verb in context.verbs(sentence):
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
            content = rest_of_verb(start, verb, context)
            made = proposal("object", verb, content, context, "with its object")
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
    if phrase is None or not any(context.doc[i].like_num for i in subtree(phrase)):
        return None
    content = subtree(thing) | subtree(phrase)
    return proposal("object", verb, set(range(min(content), max(content) + 1)), context, "with a figure")


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
        frozenset(source_of(verb)),
        cue,
        content,
        AttributionType.ASSERTION,
        f"“{context.text(cue)}” and what follows",
    )


def passive_subject(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A passive whose subject is what is said: "The closures were widely reported", "She was accused of …"."""
    lexicon = context.lexicon
    for verb in context.verbs(sentence):
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
        cue = cue_of(verb) | frozenset(c.i for c in verb.children if c.dep_ == "agent" and c.i == verb.i + 1)
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
    for verb in context.verbs(sentence):
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
                frozenset(source_of(verb)),
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
                and ((c.dep_ == "ccomp" and is_finite(c)) or (c.dep_ == "prep" and c.lower_ in frame.prepositions))
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
