"""Signs in a sentence itself that it carries on the account before it, whatever told that account.

The rules are tried in order, the first that fits gives the reason.
"""

from __future__ import annotations

from itertools import pairwise

from hedgelens.language.grammar import is_past, is_pluperfect, modal
from hedgelens.language.words import word_list, word_set
from hedgelens.records import SourceKind
from hedgelens.sources.continuation.account import Account, Reader, Rule

_THIRD = frozenset(["he", "she", "they", "it"])
_OF_THEM = frozenset([("of", "those"), ("of", "them"), ("of", "these")])
_STEM = 5


def past_perfect(reader: Reader, sentence: int, account: Account) -> str | None:
    """The past perfect goes back behind the time of the telling: the account goes on."""
    verb = reader.root(sentence)
    if verb is None or not is_pluperfect(reader.syntax, verb) or _has_own_time(reader, sentence):
        return None
    return "the past perfect stays inside the account"


def _has_own_time(reader: Reader, sentence: int) -> bool:
    """Says whether a clause gives the time before which something had happened ("By the time she came, …")."""
    syntax, first = reader.syntax, reader.syntax.first[sentence]
    if syntax.lower[first : first + 3] == ["by", "the", "time"]:
        return True
    return any(
        syntax.tag[i] == "VBD"
        and (syntax.dep[i] == "advcl" or (syntax.dep[i] == "relcl" and syntax.lemma[syntax.head[i]] in word_set("moment")))
        for i in syntax.tokens_of(sentence)
    )


def remainder(reader: Reader, sentence: int, account: Account) -> str | None:
    """The subject takes up the rest of a set that the account has counted ("The rest …", "Half of them …")."""
    clause, syntax = reader.clause(sentence), reader.syntax
    if clause is None:
        return None
    subject = clause.subject
    words = syntax.lower[syntax.first[sentence] : min(subject + 4, syntax.first[sentence + 1])]
    counted = syntax.lemma[subject] in word_set("remainder") or syntax.pos[subject] == "NUM"
    of = any(pair in _OF_THEM for pair in pairwise(words))
    rest = words[0] == "the" and not word_set("remainder", "with_the").isdisjoint(words[1:2])
    return "its subject refers to the rest of what the account counts" if counted and (of or rest) else None


def hearsay(reader: Reader, sentence: int, account: Account) -> str | None:
    """An outlet's story was only announced, and this sentence tells it as hearsay."""
    syntax = reader.syntax
    if account.source.kind not in (SourceKind.MEDIA, SourceKind.DOCUMENT, SourceKind.ORGANISATION, SourceKind.GROUP):
        return None
    announced = any(syntax.lemma[i] in word_set("story") for i in account.content[:6])
    told = any(syntax.lower[i] in word_set("hearsay") for i in syntax.tokens_of(sentence))
    return "it tells, as hearsay, the story that the source is said to report" if announced and told else None


def additive(reader: Reader, sentence: int, account: Account) -> str | None:
    """An additive connective adds to what the source says ("Moreover, …")."""
    if account.continued or account.telling.quotation == "direct":
        return None
    start = reader.syntax.first[sentence]
    opening = " ".join(reader.syntax.lower[start : start + 3])
    if opening.endswith(" to"):
        return None  # "in addition to his bakery" adds to something else
    if reader.first_word(sentence) in word_set("additive") or opening.startswith(word_list("additive", "phrases")):
        return "its connective adds to the account"
    return None


def own_story(reader: Reader, sentence: int, account: Account) -> str | None:
    """A witness tells what happened to her ("she said she woke …. She grabbed …")."""
    syntax, clause = reader.syntax, reader.clause(sentence)
    if clause is None or syntax.lower[clause.subject] not in _THIRD or syntax.first[sentence] != clause.subject:
        return None
    own = reader.discourse.entity(clause.subject)
    if own is None or own.name != account.source.name or not (is_past(syntax, clause.verb) and syntax.lemma[clause.verb] != "be"):
        return None
    same = (i for i in account.content if syntax.dep[i] == "nsubj" and syntax.lower[i] == syntax.lower[clause.subject])
    verbs = (syntax.head[i] for i in same if reader.discourse.entity(i) is own)
    narrated = any(syntax.tag[verb] == "VBD" and syntax.lemma[verb] != "be" for verb in verbs)
    return "the teller goes on with what happened" if narrated else None


def taken_up(reader: Reader, sentence: int, account: Account) -> str | None:
    """The subject takes up something of the account ("three projects …. They were built with …"), in the past tense."""
    syntax, clause = reader.syntax, reader.clause(sentence)
    told_on = account.source.kind is SourceKind.PERSON and account.continued
    if clause is None or told_on or not is_past(reader.syntax, clause.verb):
        return None
    opens = syntax.first[sentence]
    if syntax.lower[clause.subject] in ("they", "it") and opens == clause.subject:
        return _pronoun_of_account(reader, clause.subject, account)
    return _noun_of_account(reader, clause.subject, account) if syntax.left[clause.subject] == opens else None


def _noun_of_account(reader: Reader, subject: int, account: Account) -> str | None:
    syntax, left = reader.syntax, reader.syntax.left[subject]
    if syntax.lower[left] not in word_set("definite") or syntax.pos[subject] != "NOUN":
        return None
    stem = syntax.lemma[subject][:_STEM]
    again = any(syntax.lemma[i][:_STEM] == stem and syntax.pos[i] in ("NOUN", "VERB") for i in account.content)
    return f"'{syntax.words(left, subject + 1)}' refers to what the account speaks of" if again and len(stem) >= 4 else None


def _pronoun_of_account(reader: Reader, subject: int, account: Account) -> str | None:
    entity = reader.discourse.entity(subject)
    parts = {entity, *(member.root for member in entity.members)} if entity is not None else set()
    inside = entity is None or any(reader.discourse.entity(i) in parts for i in account.content)
    teller = entity is not None and entity.name == account.source.name
    passive = reader.syntax.dep[subject] == "nsubjpass"
    return "its subject refers to what the account speaks of" if inside and passive and not teller else None


def retold(reader: Reader, sentence: int, account: Account) -> str | None:
    """What a film or book shows goes on: general statements with a modal, or about those it has spoken of."""
    syntax, clause = reader.syntax, reader.clause(sentence)
    if clause is None or not _is_work(reader, account):
        return None
    if any(i in reader.discourse.index.entity_of for i in syntax.tokens_of(sentence)):
        return None
    if modal(reader.syntax, clause.verb) is not None:
        return "it goes on with what the work shows"
    nouns = {syntax.lemma[i] for i in syntax.tokens_of(sentence - 1) if syntax.pos[i] == "NOUN"}
    return "its subject is one of those whom the work shows" if syntax.lemma[clause.subject] in nouns else None


def _is_work(reader: Reader, account: Account) -> bool:
    entity = next(
        (e for e in (reader.discourse.entity(i) for i in reader.syntax.within(account.telling.source)) if e is not None), None
    )
    return entity is not None and "work" in entity.classes


SIGNS: tuple[tuple[Rule, float], ...] = (
    (past_perfect, 0.8),
    (remainder, 0.8),
    (hearsay, 0.8),
    (retold, 0.8),
    (own_story, 0.7),
    (taken_up, 0.7),
    (additive, 0.6),
)
"""The rules in their order, each with a cautious estimate of how often it is right."""
