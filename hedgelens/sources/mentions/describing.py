"""The words of a description: what opens it, what identifies it, what is said of it besides."""

from __future__ import annotations

from collections.abc import Callable

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, word_list, word_set
from hedgelens.sources.lexicon import INSTITUTION, classes_of, is_anonymous
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.names.demands import demand_end

_DETERMINERS = frozenset(["DT", "PDT", "PRP$", "WP$"])
_RELATIVE = frozenset(["WDT", "WP", "WP$", "WRB", "POS"])
_ASIDE = frozenset(["relcl", "appos", "mark"])
_DANGLING = frozenset(["ADP", "DET", "CCONJ", "PUNCT", "ADV"])
_LONGEST = 14
_DEEPEST = 3
"""Words between one that belongs to a number and the noun ("as many as 300 witnesses")."""
_NUMERALS = "0123456789"


def described(syntax: Syntax, mention: Mention, limit: int | None) -> Mention:
    """Gives a noun phrase the words that describe it, as far as they stand before the limit."""
    head, mention.start = mention.head, _start(syntax, mention)
    reach = min(syntax.right[head] + 1, head + _LONGEST)
    whole = _end(syntax, mention, reach)
    mention.end = whole if limit is None or limit >= reach else _end(syntax, mention, limit)
    mention.identified = whole > head + 1 and not mention.is_body and syntax.text[mention.start][:1] not in _NUMERALS
    mention.tail = syntax.words(head + 1, mention.end).lower()
    mention.modifiers = _modifiers(syntax, mention)
    genders = marked("noun", "gender")
    mention.gender = genders.get(mention.noun) or genders.get(syntax.lower[head])
    if mention.possessor is not None:
        ending = next((i for i in range(head - 1, mention.left - 1, -1) if syntax.tag[i] == "POS"), -1)
        mention.start = max(mention.start, ending + 1)
    return mention


def _end(syntax: Syntax, mention: Mention, stop: int) -> int:
    """Returns the position behind what identifies a mention; "people briefed on the talks" are not just people."""
    head = mention.head
    end = head + 1
    while end + 1 < len(syntax) and syntax.text[end] == "-" and syntax.start[end + 1] == syntax.end[end]:
        end += 2  # "the 19-year-old"
    # By a clause only a formula is told from what does not identify.
    hidden = "acl" in syntax.dep[end:stop] and is_anonymous(syntax.words(mention.left, stop))
    while end < stop and not _ends(syntax, mention, end, hidden):
        end += 1
    while end > head + 1 and (syntax.pos[end - 1] in _DANGLING or syntax.tag[end - 1] == "TO"):
        end -= 1
    return end


def _start(syntax: Syntax, mention: Mention) -> int:
    if mention.left == mention.head:
        return mention.head
    before = range(mention.left, mention.head)
    start = next((i for i in before if syntax.pos[i] != "PUNCT"), mention.head)
    counted = mention.plural and (mention.is_person or mention.is_body)
    return next((i for i in range(start, mention.head) if not _counts(syntax, i, mention.head, counted)), mention.head)


def _counts(syntax: Syntax, token: int, head: int, counted: bool) -> bool:
    """Says whether a word before a noun determines it, or says how many, and does not describe it."""
    if syntax.tag[token] in _DETERMINERS or syntax.lower[token] in word_set("quantifier"):
        return True
    above = syntax.head[token]
    if counted and _is_of_number(syntax, token, head):
        return True  # "nine out of 10 nurses", "between 20 and 30 people"
    if syntax.tag[token] == "RB":
        return above == head or syntax.lower[above] in word_set("quantifier")  # "so many people"
    month = token if syntax.tag[token] == "NNP" else token - 1
    if month + 1 < head and syntax.lower[month].rstrip(".") in word_set("calendar") and syntax.tag[month + 1] == "CD":
        return True  # "an October 11 letter"
    return counted and syntax.tag[token] == "CD"


def _is_of_number(syntax: Syntax, token: int, head: int) -> bool:
    """Says whether a word before a noun belongs to the number that says how many there are."""
    for _ in range(_DEEPEST):
        if syntax.head[token] == head:
            break
        token = syntax.head[token]
    return syntax.head[token] == head and syntax.tag[token] == "CD"


def _ends(syntax: Syntax, mention: Mention, token: int, hidden: bool) -> bool:
    """Says whether a description ends before a token."""
    if syntax.pos[token] == "PUNCT":
        return syntax.text[token] not in "-–/'’" or syntax.start[token] > syntax.end[token - 1]
    if syntax.dep[token] == "acl":
        return not hidden or _tells_when(syntax, token)
    if syntax.tag[token] == "POS":
        return not token < syntax.head[syntax.head[token]] <= syntax.right[mention.head]  # but "friends of the mayor’s wife"
    if (
        _opens_clause(syntax, mention.head, token)
        or syntax.dep[token] in _ASIDE
        or syntax.tag[token] in _RELATIVE
        or syntax.pos[token] == "AUX"
    ):
        return True
    if _is_of_a_document(syntax, mention, token) or _is_of_the_verb(syntax, mention.head, token):
        return True
    # "A waiter at the villa" is a waiter; "a sheriff's office in Tull County" and "people in other towns" are told apart by it.
    local = not mention.plural and (mention.is_person or mention.is_document)
    joined = syntax.dep[token] == "cc" and syntax.head[token] == mention.head
    return joined or _tells_when(syntax, token) or (local and _is_local(syntax, token))


def _opens_clause(syntax: Syntax, head: int, token: int) -> bool:
    """Says whether a relative clause without a pronoun begins with a token ("a waiter I met")."""
    clauses = (c for c in syntax.children[head] if syntax.dep[c] == "relcl")
    return any(syntax.left[clause] == token for clause in clauses)


def _is_of_the_verb(syntax: Syntax, head: int, token: int) -> bool:
    """Says whether "of" opens what a verb does to somebody ("accused the mayor of fraud")."""
    acted = syntax.dep[head] in ("dobj", "nsubjpass") and syntax.lower[token] == "of"
    return acted and syntax.lemma[syntax.head[head]] in word_set("somebody_of_something")


def _is_of_a_document(syntax: Syntax, mention: Mention, token: int) -> bool:
    """Says whether "of" opens what somebody wrote ("the authors of the study")."""
    if mention.noun not in word_set("writing") or syntax.lower[token] != "of" or syntax.dep[token] != "prep":
        return False
    works = (c for c in syntax.children[token] if syntax.dep[c] == "pobj")
    return any("document" in classes_of(syntax.lemma[c]) and syntax.lower[syntax.left[c]] in word_set("definite") for c in works)


def _tells_when(syntax: Syntax, token: int) -> bool:
    """Says whether a word, or the noun that it determines, is a mere time ("voters last week", "candidates Sunday")."""
    if syntax.dep[token] == "prep" and syntax.lower[token] == "on":
        return any(syntax.lemma[c] in word_set("time") for c in syntax.children[token])  # "allies on Monday"
    noun = syntax.head[token] if syntax.dep[token] in ("amod", "det") else token
    when = syntax.lemma[noun] in word_set("time") and syntax.dep[noun] in ("npadvmod", "nmod", "appos", "compound", "dep")
    return when and noun >= token


def _is_local(syntax: Syntax, token: int) -> bool:
    """Says whether a preposition opens a mere whereabouts."""
    if syntax.dep[token] != "prep":
        return False
    if syntax.lower[token] == "at":
        return not any(syntax.text[c][:1].isupper() for c in syntax.children[token] if syntax.dep[c] == "pobj")
    return syntax.lower[token] in word_set("whereabouts") and not _holds_institution(syntax, token)


def _holds_institution(syntax: Syntax, preposition: int) -> bool:
    """Says whether somebody is not merely somewhere, but belongs there ("an official in the harbor ministry")."""
    inner = (c for c in syntax.children[preposition] if syntax.dep[c] == "pobj")
    return syntax.lower[preposition] == "in" and any(classes_of(syntax.lemma[c]) & INSTITUTION for c in inner)


def _modifiers(syntax: Syntax, mention: Mention) -> frozenset[str]:
    """Returns the adjectives and nouns before the head, in lower case."""
    return frozenset(
        syntax.lower[i]
        for i in range(mention.left, mention.head)
        if syntax.pos[i] in ("ADJ", "NOUN", "PROPN", "VERB") and syntax.lower[i] not in word_set("quantifier")
    )


def lower_description(syntax: Syntax, start: int, end: int, is_name: Callable[[str], bool]) -> str:
    """Returns a description in lower case but for adjectives of places and names, also those that the tagger missed."""
    text = ""
    for i in (token for token in range(start, end) if syntax.pos[token] != "SPACE"):
        glue = "" if not text or syntax.start[i] == syntax.end[i - 1] else " "
        if text and i == end - 1 and syntax.lower[i] in ("'s", "’s"):
            break  # "the county’s", that is, the county
        text += glue + (syntax.text[i] if is_name(syntax.text[i]) or _keeps_capital(syntax, i) else syntax.lower[i])
    return text


def _keeps_capital(syntax: Syntax, token: int) -> bool:
    text = syntax.text[token]
    if text[1:] != text[1:].lower():
        return True  # "NPO", "MedTech"
    if not text[:1].isupper() or syntax.sentence[token] in syntax.title_case:
        return False
    if demand_end(syntax, max(token - 2, 0)):
        return True  # "Save the Children"
    if syntax.first[syntax.sentence[token]] != token:
        return syntax.pos[token] in ("PROPN", "ADJ")
    # At the beginning of a sentence a capital says nothing: "Local papers", but "Danish papers".
    return syntax.pos[token] == "PROPN" or (syntax.tag[token] == "JJ" and text.endswith(word_list("demonym_ending")))
