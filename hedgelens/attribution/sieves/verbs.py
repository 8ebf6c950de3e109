"""What the sieves over verbs share: cue, source, addressee and the extent of the content of a verb."""

from __future__ import annotations

from collections.abc import Set

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import cue_set, type_of
from hedgelens.attribution.sieves.media import medium_beside
from hedgelens.language.grammar import child, children, doer, has_to, is_passive, noun_phrase, own_subject, verb_group
from hedgelens.language.speakers import denoted_by
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import AttributionType

_OPENERS, _LONGEST_SUBJECT = frozenset(["after", "before", "since", "until"]), 10
_NEW = frozenset(["conj", "cc", "punct", "npadvmod"])
"""What hangs on a verb like this is no part of its object or clause."""


def proposal(
    syntax: Syntax,
    sieve: str,
    verb: int,
    content: set[int],
    seen: str,
    addressee: Set[int] = frozenset(),
    default: AttributionType = AttributionType.ASSERTION,
) -> Candidate:
    """Builds the candidate of an active verb: cue and source are read off the verb, the content is given."""
    cue = frozenset(verb_group(syntax, verb))
    source = source_of(syntax, verb) - cue
    if is_told(syntax, verb):  # the parser may hang what was told on who told it
        source -= content
    kind = type_of(syntax.lemma[verb], default)
    return Candidate.of(syntax, sieve, source, cue, content - source, f"{{}} {seen}", kind, addressee=frozenset(addressee))


def source_of(syntax: Syntax, verb: int) -> set[int]:
    """Returns the tokens of the one who says it; dummy "it" and "there" are nobody."""
    head = _subject_behind(syntax, verb)
    head = doer(syntax, verb) if head is None else head
    if head is None or syntax.dep[head] == "expl":
        return set()
    if syntax.lower[head] == "it" and syntax.lemma[verb] in word_set("seeming"):
        return set()
    return noun_phrase(syntax, head)


def _subject_behind(syntax: Syntax, verb: int) -> int | None:
    """Returns the subject that the parser takes for the object of a word of time before it ("after **staff** said …")."""
    first = verb_group(syntax, verb).start
    if own_subject(syntax, verb) is not None or syntax.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    openers = (i for i in range(first - 2, max(first - _LONGEST_SUBJECT, -1), -1) if syntax.lower[i] in _OPENERS)
    opener = next(openers, None)
    head = child(syntax, opener, "pobj") if opener is not None else None
    beside = head is not None and head < first and syntax.right[head] in (first - 1, verb)
    return head if beside and head is not None and max(noun_phrase(syntax, head)) == first - 1 else None


def is_told(syntax: Syntax, verb: int) -> bool:
    """Says whether the subject of a verb is who is told something ("**clerks** were told that …")."""
    return syntax.lemma[verb] in cue_set("addressee") and is_passive(syntax, verb)


def states(syntax: Syntax, verb: int) -> bool:
    """Says whether a document states what it holds with a verb ("The findings **show** …"), without doubt or denial."""
    head = own_subject(syntax, verb)
    document = head is not None and "document" in denoted_by(syntax.lemma[head])
    plain = syntax.tag[verb] in ("VBD", "VBZ", "VBP") and child(syntax, verb, "neg") is None
    return document and plain and syntax.lemma[verb] in cue_set("stating")


def addressee_of(syntax: Syntax, verb: int, start: int) -> set[int]:
    """Returns the tokens of the one spoken to, between verb and clause, or of the medium that a phrase beside the verb names."""
    if syntax.lemma[verb] in word_set("reporting") and (medium := medium_beside(syntax, verb)):
        return medium
    if syntax.lemma[verb] not in cue_set("addressee"):
        return set()
    person = next((c for c in children(syntax, verb, "dobj", "dative") if verb < c < start), None)
    return noun_phrase(syntax, person)


def content_from(syntax: Syntax, start: int, verb: int, complement: int) -> set[int]:
    """Returns the content that begins at ``start``: the complement, and what follows it as long as nothing new begins.

    The parser hangs what ends the complement ("… because …", "… on Monday") often on the verb; a comma before it, a coordinated
    verb or another cue says that it is not content.
    """
    end = max(_before_new_clause(syntax, complement), start)
    for dependent in (c for c in syntax.dependents[verb] if c > complement and syntax.left[c] > end):
        joined = syntax.left[dependent] == end + 1 and syntax.dep[dependent] not in _NEW
        if not joined or (syntax.dep[dependent] == "advcl" and syntax.tag[dependent] == "VBG"):
            break
        end = syntax.right[dependent]
    return _to_end_of_quotation(syntax, start, end)


def _before_new_clause(syntax: Syntax, complement: int) -> int:
    """Returns the last word of a complement; after an infinitive, a clause with a subject of its own is a new statement.

    "The crew wanted to land, **but the pier was gone**" – the parser hangs it on the infinitive at times.
    """
    new = next((c for c in children(syntax, complement, "conj") if own_subject(syntax, c) is not None), None)
    if new is None or not has_to(syntax, complement) or has_to(syntax, new):
        return syntax.right[complement]
    before = range(syntax.left[new] - 1, complement, -1)
    return next((i for i in before if not syntax.punct[i] and syntax.dep[i] != "cc"), complement)


def rest_of_verb(syntax: Syntax, start: int, verb: int) -> set[int]:
    """Returns the content that begins at ``start`` and goes on with the objects and phrases of the verb, up to a comma."""
    end = start
    for dependent in (c for c in syntax.dependents[verb] if c >= start or syntax.right[c] >= start):
        dep = syntax.dep[dependent]
        if dep == "punct" and dependent == end + 1:
            continue
        left = syntax.left[dependent]
        comma = left > start and syntax.text[left - 1] in (",", ";", "—", "–")
        if dep in _NEW or (comma and dep not in ("dobj", "oprd", "attr")):
            break
        end = max(end, syntax.right[dependent])
    return _to_end_of_quotation(syntax, start, end)


def _to_end_of_quotation(syntax: Syntax, start: int, end: int) -> set[int]:
    """Lets a content that ends inside a quotation run to the closing mark, and begin with the opening one."""
    end = _trailing_quotation(syntax, end)
    sentence = syntax.sentence_of(end)
    quote = syntax.quotes.at(syntax.start[end])
    if quote is not None:
        end = max(end, min(syntax.between(quote.start, quote.end).stop, sentence.stop) - 1)
    elif end + 1 in sentence and syntax.text[end + 1] in ("”", '"', "''"):
        end += 1
    opening = syntax.quotes.at(syntax.start[start])
    if opening is not None and start - 1 in syntax.sentence_of(start) and syntax.start[start - 1] == opening.start:
        start -= 1
    return set(range(start, end + 1))


def _trailing_quotation(syntax: Syntax, end: int) -> int:
    """A quotation after a comma that ends the sentence goes on with the content before it."""
    last = syntax.sentence_of(end).stop - 1
    if end + 3 > last or syntax.text[end + 1] != "," or syntax.quoted[end + 1]:
        return end
    quote = syntax.quotes.at(syntax.start[end + 2])
    if quote is None or quote.start != syntax.start[end + 2] or not syntax.text[end + 3][:1].islower():
        return end
    words = (i for i in range(end + 2, last + 1) if syntax.text[i].isalpha())
    return last if all(syntax.start[i] < quote.end for i in words) else end
