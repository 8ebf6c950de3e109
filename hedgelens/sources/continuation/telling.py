"""Accounts that somebody tells in the writer's words, and by what one sees that the next sentence still tells them.

Most sentences behind an attribution are the writer's. One is read as the source's only where the account is told rather than
quoted ("police said that …", not "…," he said), nothing speaks for the writer, and there is one of the signs below.
"""

from __future__ import annotations

from collections.abc import Iterable

from hedgelens.language.grammar import FINITE, VERBAL, auxiliaries, is_past, modal, own_subject
from hedgelens.language.words import word_list, word_set
from hedgelens.records import Quotation, SourceKind
from hedgelens.sources.continuation.account import Account, Clause, Reader, Rule

_WRITER_OR_READER = frozenset(["i", "we", "us", "our", "my", "me", "you", "your"])
_AFTER = 5
_PER_CENT = frozenset(["%", "percent", "per"])
_TAKING_UP = frozenset(["it", "they", "he", "she", "him", "her", "them"])
_BELOW = frozenset(["advcl", "relcl", "acl", "pcomp", "csubj"])
_STOPS = (".", "!", "…")
_CLOSING = "\"”’'*_)"
_OPENING_MARKS = tuple("*#[|_(•@")


def told(reader: Reader, account: Account) -> bool:
    """Says whether an account is told in the writer's words, in the main clause of its sentence, and not denied."""
    syntax, cue = reader.syntax, account.cue
    if account.telling.quotation is Quotation.DIRECT or word_set("telling").isdisjoint([syntax.lemma[i] for i in cue]):
        return False
    verbs = [i for i in cue if syntax.pos[i] in VERBAL] or cue
    if not _has_clause(reader, account) and not _is_record(reader, account):
        return False
    according = any(syntax.lower[i] == "according" for i in cue)
    subordinate = any(syntax.dep[i] in _BELOW for i in (verbs[0], *syntax.ancestors(verbs[0])))
    return (according or not subordinate) and not any(syntax.dep[i] == "neg" for i in cue)


def _has_clause(reader: Reader, account: Account) -> bool:
    syntax = reader.syntax
    verbs = (i for i in account.content if syntax.pos[i] in VERBAL and own_subject(syntax, i) is not None)
    return any(syntax.tag[v] in FINITE for i in verbs for v in auxiliaries(syntax, i))


def writers_own(reader: Reader, sentence: int) -> bool:
    """Says whether a sentence speaks to the reader, asks, quotes, describes, or is none."""
    syntax, verb, words = reader.syntax, reader.root(sentence), reader.words(sentence)
    if verb is None or _is_no_statement(reader, sentence) or _speaks_to_reader(reader, words):
        return True
    ordered = own_subject(syntax, verb) is None and syntax.tag[verb] == "VB"
    told_by_others = syntax.lemma[verb] in word_set("reporting") - word_set("finding")
    if _dates_by_other(reader, verb):
        return True
    return ordered or told_by_others or syntax.lemma[verb] == "be" or any(syntax.lower[i] in word_set("weighing") for i in words)


def _dates_by_other(reader: Reader, verb: int) -> bool:
    """Says whether a clause dates what happened by something else, as the writer's background does ("It came a day after …")."""
    syntax = reader.syntax
    return syntax.lemma[verb] == "come" and "after" in syntax.lower[verb + 1 : verb + _AFTER]


def _is_no_statement(reader: Reader, sentence: int) -> bool:
    where = reader.syntax.sentences[sentence]
    text = reader.syntax.article.text[where.start : where.end].strip()
    return text.startswith(_OPENING_MARKS) or not text.rstrip(_CLOSING).endswith(_STOPS) or "www" in text or "@" in text


def _speaks_to_reader(reader: Reader, words: list[int]) -> bool:
    syntax = reader.syntax
    opening = " ".join(syntax.lower[i] for i in words[:3])
    if opening.startswith(word_list("showing_round")):
        return True
    return any(syntax.lower[i] in _WRITER_OR_READER and not syntax.quoted[i] for i in words)


def between(reader: Reader, sentence: int, account: Account) -> str | None:
    """The next attribution of the paragraph is the same source's."""
    syntax, after = reader.syntax, reader.next_attributed(sentence)
    same = after is not None and account.source.id in reader.sources_of[after]
    if after is None or not same or syntax.sentences[after].paragraph != syntax.sentences[sentence].paragraph:
        return None
    return f"it stands between two statements of {account.source.name}" if _has_clause(reader, account) else None


def figures(reader: Reader, sentence: int, account: Account) -> str | None:
    """A source of figures goes on with figures."""
    cue = {reader.syntax.lemma[i] for i in account.cue}
    of_figures = account.source.kind is SourceKind.GOVERNMENT or _is_record(reader, account)
    counts = of_figures or "accord" in cue or not word_set("finding").isdisjoint(cue)
    return "it adds figures to those of the account" if counts and _in_figures(reader, sentence, account) else None


def same_past(reader: Reader, sentence: int, account: Account) -> str | None:
    """What happened goes on: account and sentence are in the past tense, of nothing new on another day, nor of the teller."""
    syntax, clause = reader.syntax, reader.clause(sentence)
    first = next((i for i in account.content if syntax.tag[i] in FINITE), None)
    if clause is None or first is None or syntax.tag[first] != "VBD" or not is_past(syntax, clause.verb):
        return None
    entity = reader.discourse.entity(clause.subject)
    if (entity is not None and entity.name == account.source.name) or _is_apart(reader, clause, account):
        return None
    return "what happened goes on, in the past tense"


def _is_apart(reader: Reader, clause: Clause, account: Account) -> bool:
    """Says whether a clause tells of something new on a day of its own ("Rival choirs sang on Friday")."""
    syntax = reader.syntax
    dated = any(syntax.lower[i] in word_set("calendar") for i in syntax.tokens_of(syntax.sentence[clause.verb]))
    return dated and not _is_tied(reader, clause, account)


def _is_tied(reader: Reader, clause: Clause, account: Account) -> bool:
    """Says whether a clause is of what is known: its subject is definite, or in the account, or it has a pronoun."""
    syntax, subject = reader.syntax, clause.subject
    if syntax.lower[syntax.left[subject]] in word_set("definite") or syntax.pos[syntax.left[subject]] == "PRON":
        return True
    if any(syntax.lemma[i] == syntax.lemma[subject] for i in account.content):
        return True
    return any(syntax.lower[i] in _TAKING_UP for i in syntax.children[clause.verb])


def of_the_case(reader: Reader, sentence: int, account: Account) -> str | None:
    """It is about somebody who stands in the report of a case ("The driver …"), or goes on with what police or a court tell."""
    syntax, clause = reader.syntax, reader.clause(sentence)
    by_teller = _is_teller(reader, account, "case_teller")
    if clause is None or not (by_teller or _has(reader, account.content, "case")):
        return None
    subject = clause.subject
    if syntax.lemma[subject] in word_set("case") and syntax.pos[subject] == "NOUN" and syntax.left[subject] < subject:
        return "it speaks of those whom such a report is about"
    entity = reader.discourse.entity(subject)
    teller = entity is not None and entity.name == account.source.name
    past = not teller and is_past(syntax, clause.verb)
    return "it goes on with what such a report tells" if past and by_teller else None


def subject_of_account(reader: Reader, sentence: int, account: Account) -> str | None:
    """Its subject is somebody, or one of those, whom the account speaks of."""
    syntax, clause = reader.syntax, reader.clause(sentence)
    if clause is None or modal(syntax, clause.verb) is not None:
        return None
    entity = reader.discourse.entity(clause.subject)
    other = entity is not None and entity.name != account.source.name
    if other and any(reader.discourse.entity(i) is entity for i in account.content):
        return "its subject is in the account"
    counted = syntax.number[clause.subject] or syntax.lower[clause.subject] in word_set("counted_only")
    return "its subject counts what the account speaks of" if counted else None


def going_on(reader: Reader, sentence: int, account: Account) -> str | None:
    """It opens with a word that sets something against what was told, or follows it in time ("When …": of what was)."""
    opens, verb = reader.first_word(sentence), reader.root(sentence)
    dated = opens in word_set("going_on_in_past") and verb is not None and is_past(reader.syntax, verb)
    return f"'{opens}' goes on from what is told" if dated or opens in word_set("going_on") else None


def results(reader: Reader, sentence: int, account: Account) -> str | None:
    """A new paragraph goes on with the results of a study: figures of it, or its data before it is named again."""
    if not _is_record(reader, account):
        return None
    if _in_figures(reader, sentence, account):
        return "it adds figures to those of the account"
    after, words = reader.next_attributed(sentence), reader.words(sentence)
    again = after is not None and any(
        {reader.syntax.lemma[i] for i in reader.syntax.tokens_of(after)} & word_set(table) for table in ("record", "researching")
    )
    measured = _has(reader, words, "measured") or sum(_counts(reader, i) for i in words) > 1
    return "it goes on with what was found" if again and measured else None


def _in_figures(reader: Reader, sentence: int, account: Account) -> bool:
    return all(any(_counts(reader, i) for i in tokens) for tokens in (account.content, reader.words(sentence)))


def _counts(reader: Reader, token: int) -> bool:
    """Says whether a word tells how much, not when."""
    syntax, text = reader.syntax, reader.syntax.text[token]
    if syntax.lower[token] in _PER_CENT:
        return True
    when = token > 0 and syntax.lower[token - 1].rstrip(".") in word_set("month")
    year = text.isdigit() and len(text) == 4 and text[:2] in ("19", "20")
    return bool(syntax.number[token]) and not (when or year or text.lower() == "one")


def _has(reader: Reader, tokens: Iterable[int], table: str) -> bool:
    return any(reader.syntax.lemma[i] in word_set(table) for i in tokens)


def _is_teller(reader: Reader, account: Account, table: str) -> bool:
    named = not word_set(table).isdisjoint(account.source.name.lower().split())
    return named or _has(reader, reader.syntax.within(account.telling.source), table)


def _is_record(reader: Reader, account: Account) -> bool:
    by_words = any(_is_teller(reader, account, table) for table in ("record", "researching"))
    return by_words or account.source.kind is SourceKind.DOCUMENT


def goes_on_telling(reader: Reader, sentence: int, account: Account) -> str | None:
    """Whatever follows in the paragraph of a sentence that carries on an account does so, too, unless it is the writer's."""
    syntax, verb = reader.syntax, reader.root(sentence)
    if verb is None or not told(reader, account) or _speaks_to_reader(reader, reader.words(sentence)):
        return None
    where = syntax.sentences[sentence]
    asks = syntax.article.text[where.start : where.end].rstrip().endswith("?")
    before = reader.root(sentence - 1)
    if before is not None and is_past(syntax, before) and not is_past(syntax, verb) and modal(syntax, verb) is None:
        return None
    perfect = not is_past(syntax, verb) and any(syntax.lemma[i] == "have" for i in auxiliaries(syntax, verb)[1:])
    described = syntax.lemma[verb] == "be" and sum(_counts(reader, i) for i in reader.words(sentence)) < 2
    return None if asks or perfect or described else "it goes on like the sentence before it"


IN_PARAGRAPH: tuple[tuple[Rule, float], ...] = (
    (between, 0.8),
    (figures, 0.8),
    (same_past, 0.7),
    (of_the_case, 0.8),
    (subject_of_account, 0.75),
    (going_on, 0.8),
)
"""The signs in the paragraph of the attribution, in their order, each with an estimate of how often it is right."""

NEXT_PARAGRAPH: tuple[tuple[Rule, float], ...] = ((results, 0.75),)
"""The same for the first sentence of the next paragraph."""
