"""Sentences without an attribution of their own that carry on the account of the source before them.

Each rule asks for a sign in the text that the writer is still passing on what the source says; where there is none, the sentence
stays the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import Attribution, Continuation, Kind, Source, SourceKind
from hedgelens.sources.continuation.account import Account, Reader, Rule
from hedgelens.sources.continuation.signs import SIGNS
from hedgelens.sources.continuation.telling import IN_PARAGRAPH, NEXT_PARAGRAPH, goes_on_telling, told, writers_own
from hedgelens.sources.reference.discourse import Discourse

_REMEMBERED = 2_000
"""Words of an account that are looked at; hardly any is so long."""


def find_continuations(
    syntax: Syntax, attributions: Sequence[Attribution], discourse: Discourse, sources: Sequence[Source]
) -> tuple[Continuation, ...]:
    """Finds the sentences that carry on the account of one of the sources found."""
    by_id = {source.id: source for source in sources}
    by_somebody = [i for i, attribution in enumerate(attributions) if not _names_nobody(discourse, i, attribution)]
    reader = Reader(syntax, discourse, _touched(discourse, attributions, by_somebody))
    accounts = _accounts(reader, attributions, by_somebody, by_id)
    found: list[Continuation] = []
    account: Account | None = None
    for sentence in syntax.sentences:
        if sentence.kind is not Kind.BODY:
            account = None
        elif sentence.index in reader.sources_of:
            account = accounts.get(sentence.index)
        elif account is not None:
            continued = _continuation(reader, sentence.index, account)
            found += [continued] if continued is not None else []
            account = _goes_on(reader, sentence.index, account) if continued is not None else None
    return tuple(found)


def _continuation(reader: Reader, sentence: int, account: Account) -> Continuation | None:
    """Returns the continuation of an account by a sentence, with the reason that the first rule that fits gives."""
    if _is_quotation(reader.syntax, sentence):
        return None
    rules = _rules(reader, sentence, account)
    reason = next(((why, sure) for rule, sure in rules if (why := rule(reader, sentence, account))), None)
    if reason is None:
        return None
    why, sure = reason
    return Continuation(sentence, account.source.id, sure, f"continues the account of {account.source.name}: {why}")


def _rules(reader: Reader, sentence: int, account: Account) -> tuple[tuple[Rule, float], ...]:
    """Returns the rules that may say something of a sentence, in their order."""
    across = reader.opens_paragraph(sentence)
    if not told(reader, account):
        return ()
    if account.continued:
        return () if across else (*SIGNS, (goes_on_telling, 0.8))
    here = NEXT_PARAGRAPH if across else IN_PARAGRAPH
    telling = () if writers_own(reader, sentence) else here
    return telling if across else (*SIGNS, *telling)


def _goes_on(reader: Reader, sentence: int, account: Account) -> Account:
    content = (account.content + tuple(reader.syntax.tokens_of(sentence)))[:_REMEMBERED]
    return replace(account, content=content, continued=True)


def _touched(discourse: Discourse, attributions: Sequence[Attribution], by_somebody: Sequence[int]) -> dict[int, frozenset[str]]:
    """Returns the sources of the sentences with an attribution of their own."""
    sentence_of, sources = discourse.syntax.sentence, discourse.sources
    touched: dict[int, frozenset[str]] = {}
    for index in by_somebody:
        attribution = attributions[index]
        named = frozenset(id for id in (attribution.source_id, attribution.via) if id)
        for sentence in {sentence_of[i] for i in (*sources.contents[index], *sources.cues[index])}:
            touched[sentence] = touched.get(sentence, frozenset()) | named
    return touched


def _names_nobody(discourse: Discourse, index: int, attribution: Attribution) -> bool:
    """Says whether it is hearsay ("was allegedly pushed"): whoever told the story before may be telling it still."""
    cue = discourse.sources.cues[index]
    return not attribution.source and any(discourse.syntax.lower[i] in word_set("hearsay") for i in cue)


def _accounts(
    reader: Reader, attributions: Sequence[Attribution], by_somebody: Sequence[int], by_id: dict[str, Source]
) -> dict[int, Account]:
    """Returns for each sentence the account that the next one could carry on: one that is told, and reaches farthest."""
    syntax, sources = reader.syntax, reader.discourse.sources
    accounts: dict[int, tuple[tuple[bool, int], Account]] = {}
    for index in by_somebody:
        attribution, content = attributions[index], sources.contents[index]
        source = by_id.get(attribution.source_id or "")
        if source is None or source.kind is SourceKind.AUTHOR or attribution.parent is not None or not content:
            continue
        last = max(syntax.sentence[content[-1]], attribution.sentence)
        cue, ascribed = sources.cues[index], tuple(content[:_REMEMBERED])
        account = Account(source, ascribed, cue, attribution.sentence, attribution, False)
        rank = (told(reader, account), content[-1])
        if last not in accounts or accounts[last][0] < rank:
            accounts[last] = rank, account
    return {sentence: account for sentence, (_, account) in accounts.items()}


def _is_quotation(syntax: Syntax, sentence: int) -> bool:
    tokens = [i for i in syntax.tokens_of(sentence) if syntax.pos[i] not in ("PUNCT", "SPACE")]
    return bool(tokens) and sum(syntax.quoted[i] for i in tokens) * 2 > len(tokens)
