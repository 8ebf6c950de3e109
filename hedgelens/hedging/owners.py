"""Whose doubt a hedge is: the writer's, or that of the source in whose content it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from hedgelens.hedging.matcher import Mark
from hedgelens.language.grammar import agent, child, doer, has_to
from hedgelens.language.places import Places, touches
from hedgelens.language.quotations import Quote
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import patterns, word_set
from hedgelens.records import AUTHOR, UNKNOWN, Attribution, AttributionType, Category, Span, Stance

# ", a step that", "— language which": a noun that sums up what was said before it, and a relative clause that comments on it.
_COMMENT = re.compile(
    r"[,—–][\"”’]*\s++(?:(?:a|an|another)\s++)?"
    r"(?!(?:and|but|or|nor|so|as|if)\b)(?:[\w-]++\s++){1,3}?(?:that|which)\s++(?:[\w-]++\s++){0,2}$"
)
_LONGEST_COMMENT = 300  # characters
# ", a **possible** reference to", ", **perhaps** a nod to": a phrase behind the clause that says what the writer takes it for.
_BEFORE_GLOSS = re.compile(r"[,—–]\s*+(?:(?:in|as|with)\s+)?(?:what\s+|an?\s+)?$")
_LONGEST_GLOSS = 30  # characters before and behind the hedge
_AFTER_COLON = "carries on, after a colon, what this source says"
# What begins a content that is spoken about ("to discuss", "mostly about"), and one that there is not ("nothing that helps").
_SPOKEN_OF = re.compile(r"to (?:\w+ly )?(\w+(?: (?:about|of))?)\b")
_ABOUT = re.compile(r"(?:\w+ly )?((?:about|of)\b)")
_NOTHING = re.compile(r"(?:nothing|little) (?:that|which|to)\b", re.IGNORECASE)
# How much of what somebody intends ("agreed to **effectively** close it") is for the writer to say; and who denies an allegation
# does not make it.
_WRITERS_OWN = {AttributionType.EVENTUALITY: (Category.ADAPTOR,)}
_WRITERS_OWN_UNDER: Mapping[Stance | None, tuple[Category, ...]] = {Stance.DENIES: (Category.HEARSAY,)}
_JOINS = frozenset([",", ";", "and", "but", "or", "nor"])  # before a further "that"
_SHORTEST_QUOTATION = 4  # words; shorter ones without a speaker in their sentence are scare quotes


@dataclass(frozen=True, slots=True)
class Ownership:
    """The owner of a hedge, the attribution that makes it so, and the reason in a few words."""

    owner: str
    attribution: str | None
    reason: str


class Owners:
    """Tells the owner of any hedge of one article."""

    def __init__(self, syntax: Syntax, attributions: Iterable[Attribution]) -> None:
        self._text, self._syntax = syntax.article.text, syntax
        self._quotes = syntax.quotes
        # Smallest content first: the first one that holds a hedge is the innermost.
        ordered = sorted(attributions, key=lambda a: sum(end - start for start, end in a.content))
        self._by_source = Places((a, a.source) for a in ordered)
        self._by_cue = Places((a, a.cue) for a in ordered)
        self._by_content = Places((a, a.content) for a in ordered)
        self._by_sentence: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in ordered:
            self._by_sentence[attribution.sentence].append(attribution)

    def of(self, span: Span, category: Category, *, sentence: int, holder: Span | None = None) -> tuple[Ownership, ...]:
        """Returns whose a hedge may be, the nearest first: it is that of the first whose attribution counts.

        A belief in the cue is the believer's. Any other hedge belongs to the source of the innermost attribution in whose content
        it stands; words in quotation marks belong to their speaker even where no attribution was found, a belief or a question to
        who holds or asks it; the rest is the writer's.

        Args:
            span: the hedge.
            category: its category.
            sentence: index of its sentence.
            holder: the word that names whose belief or question it is, if that is neither the writer nor the reader.
        """
        found: dict[tuple[str, str | None], Ownership] = {}
        for ownership in self._nearest_first(span, category, sentence, holder):
            found.setdefault((ownership.owner, ownership.attribution), ownership)
            if ownership.attribution is None:
                break  # it rests on nothing that might not count
        return tuple(found.values())

    def _nearest_first(self, span: Span, category: Category, sentence: int, holder: Span | None) -> Iterator[Ownership]:
        quote = self._quotes.at(span[0])
        if category is Category.DOXASTIC:
            yield from self._of_belief(span)
        yield from self._of_content(span, category, quote)
        if quote:
            yield from self._of_quotation(quote, sentence)
        yield from self._in_further_clause(span, sentence)
        yield from self._carried_on(span, sentence)
        if holder:
            yield from self._held_by(holder)
        yield Ownership(AUTHOR, None, "stands outside of any attribution's content")

    def _of_belief(self, span: Span) -> Iterator[Ownership]:
        for attribution in self._by_cue.touching(_beginning(span)):
            if attribution.source and not self._is_writers_voice(attribution):
                yield _of(attribution, "a belief in the cue is the believer's")

    def _of_content(self, span: Span, category: Category, quote: Quote | None) -> Iterator[Ownership]:
        for attribution in self._by_content.touching(_beginning(span)):
            if not self._lends_its_voice(attribution, span, category, quote):
                continue
            if attribution.source_id:
                yield _of(attribution, "stands in the content of this source")
            elif quote:
                yield _of(attribution, "stands in quoted words whose speaker is not in view")

    def _lends_its_voice(self, attribution: Attribution, span: Span, category: Category, quote: Quote | None) -> bool:
        """Says whether a hedge stands in what the source of an attribution says, and not in what the writer adds to it."""
        if touches(span, (*attribution.cue, *attribution.source)):
            return False
        if quote:
            return True
        if category in _WRITERS_OWN.get(attribution.type, ()) or category in _WRITERS_OWN_UNDER.get(attribution.stance, ()):
            return False
        if self._is_writers_voice(attribution) or self._is_topic(attribution):
            return False
        start = max(s for s, e in attribution.content if s <= span[0])
        is_comment = _COMMENT.search(self._text, max(start, span[0] - _LONGEST_COMMENT), span[0])
        return not is_comment and not self._is_gloss(start, span)

    def _is_gloss(self, start: int, hedge: Span) -> bool:
        """Says whether a hedge stands in a phrase behind a clause that says what the clause is taken for."""
        if not _BEFORE_GLOSS.search(self._text, max(start, hedge[0] - _LONGEST_GLOSS), hedge[0]):
            return False
        behind = self._text[hedge[1] : hedge[1] + _LONGEST_GLOSS].lstrip()
        return any(noun.search(behind) for noun in patterns("gloss"))

    def _is_topic(self, attribution: Attribution) -> bool:
        """Says whether the content is what is spoken about ("refused **to discuss**"), or nothing, and not what is said of it."""
        content = self._text[slice(*attribution.content[0])]
        cues = [self._text[start:end] for start, end in attribution.cue]
        spoken, about = _SPOKEN_OF.match(content), _ABOUT.match(content)
        topics = [*cues, *([spoken[1]] if spoken else []), *(f"{cue} {about[1]}" for cue in cues if about)]
        return bool(_NOTHING.match(content)) or any(topic.search(words) for topic in patterns("topic") for words in topics)

    def _is_writers_voice(self, attribution: Attribution) -> bool:
        """Says whether the source is an "I", "we" or "you" outside of quotation marks: the writer's or the reader's own voice."""
        return any(
            self._text[start:end].lower() in word_set("writer_or_reader") and not self._quotes.at(start)
            for start, end in attribution.source
        )

    def _in_further_clause(self, span: Span, sentence: int) -> Iterator[Ownership]:
        """Looks for attributions whose content a further clause with "that" goes on: "said that it was old, and **that** …"."""
        that = self._further_that(span)
        here = [a for a in self._by_sentence.get(sentence, ()) if a.source_id and a.content and self._begins_with_that(a)]
        before = (a for a in here if that is not None and a.content[0][0] < that)
        for attribution in sorted(before, key=lambda a: -a.content[0][0]):
            yield _of(attribution, "stands in a further clause of what this source says")

    def _further_that(self, span: Span) -> int | None:
        """Returns where the "that" of the clause stands in which a hedge is, if it is joined to something before."""
        syntax = self._syntax
        for token in syntax.within((_beginning(span),)):
            for clause in (token, *syntax.ancestors(token)):
                mark = child(syntax, clause, "mark")
                if mark is not None and syntax.lower[mark] == "that":
                    return syntax.start[mark] if syntax.lower[mark - 1] in _JOINS else None
        return None

    def _begins_with_that(self, attribution: Attribution) -> bool:
        start, end = attribution.content[0]
        return self._text[start:end].lower().startswith("that ")

    def _carried_on(self, span: Span, sentence: int) -> Iterator[Ownership]:
        """Looks for attributions whose content goes on after a colon up to the hedge, in the same sentence.

        Where the words behind the colon have a source of their own ("They agree: by two to one, **they say** …"), it does not.
        """
        here = [a for a in self._by_sentence.get(sentence, ()) if a.cue and a.content and a.content[-1][1] <= span[0]]
        colon = self._text.rfind(": ", min((a.content[-1][1] for a in here), default=span[0]), span[0])
        if any(a.cue and a.cue[0][0] > colon for a in self._by_sentence.get(sentence, ())):
            return
        for attribution in here:
            ended = attribution.cue[-1][1] <= attribution.content[-1][1] <= colon
            is_said = ended and attribution.type is AttributionType.ASSERTION
            if is_said and attribution.source_id and not self._is_writers_voice(attribution):
                yield _of(attribution, _AFTER_COLON)

    def _held_by(self, holder: Span) -> Iterator[Ownership]:
        """Yields the source that a word names, if it is the source of any attribution."""
        yield from (_of(a, "is the belief or question of this source") for a in self._by_source.touching(holder) if a.source_id)
        yield Ownership(UNKNOWN, None, "is the belief or question of somebody who is not linked to a source")

    def _of_quotation(self, quote: Quote, sentence: int) -> Iterator[Ownership]:
        """Yields whose the words of a quotation are that no attribution covers."""
        beside = [a for a in self._by_sentence.get(sentence, ()) if a.source_id and not self._is_writers_voice(a)]
        beside.sort(key=lambda a: min(abs(start - quote.start) for start, _ in (*a.cue, *a.content)))
        yield from (_of(nearest, "stands in quoted words beside this source") for nearest in beside)
        if len(self._text[quote.start : quote.end].split()) >= _SHORTEST_QUOTATION:
            yield Ownership(UNKNOWN, None, "stands in quoted words whose speaker is not in view")
        else:
            yield Ownership(AUTHOR, None, "stands outside of any attribution's content")


def _of(attribution: Attribution, reason: str) -> Ownership:
    return Ownership(attribution.source_id or UNKNOWN, attribution.id, reason)


def _beginning(span: Span) -> Span:
    """Returns the first character of a hedge: where a quotation mark cuts it, its beginning decides."""
    return span[0], span[0] + 1


def holder_of(syntax: Syntax, mark: Mark) -> Span | None:
    """Returns the word that names who holds a belief or asks a question, where that is neither the writer nor the reader.

    That is, by grammar, the subject of "fear", the "her" of "in her view", and who asks "whether".
    """
    token = None
    if mark.rule.category is Category.DOXASTIC:
        token = _believer(syntax, range(mark.first, mark.last + 1))
    elif mark.rule.category is Category.INVESTIGATIVE:
        # From "whether" up over its clause and a preposition ("spar over whether") to the verb that asks.
        above = islice(chain([mark.first], syntax.ancestors(mark.first)), 4)
        asking = (i for i in above if syntax.lemma[i] in word_set("open_question"))
        verb = next(asking, None)
        token = None if verb is None else _thinker(syntax, verb)
    if token is None or syntax.lower[token] in word_set("writer_or_reader"):
        return None
    return syntax.start[token], syntax.end[token]


def _believer(syntax: Syntax, marked: range) -> int | None:
    possessor = next((i for i in marked if syntax.lower[i] in word_set("possessive")), None)
    verb = next((i for i in marked if syntax.pos[i] == "VERB"), None)
    if possessor is not None or verb is None or _is_anybodys(syntax, verb):
        return possessor
    return agent(syntax, verb) if _is_reduced(syntax, verb) else _thinker(syntax, verb)


def _is_anybodys(syntax: Syntax, verb: int) -> bool:
    """Says whether an infinitive tells what a noun is for ("every reason **to suspect**"): the noun believes nothing."""
    noun = syntax.head[verb]
    return syntax.dep[verb] in ("acl", "relcl") and has_to(syntax, verb) and syntax.tag[noun] in ("NN", "NNS")


def _thinker(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the phrase of who thinks or asks, unless it is the "it" of "it is tempting **to think**"."""
    thinker = doer(syntax, verb)
    is_dummy = thinker is not None and syntax.lower[thinker] == "it" and has_to(syntax, verb) and syntax.head[thinker] != verb
    return None if is_dummy else thinker


def _is_reduced(syntax: Syntax, verb: int) -> bool:
    """Says whether a past form is a passive participle that parsers take for a verb ("islands, **thought** to be old, …")."""
    if syntax.lemma[verb] not in word_set("raising_belief") or syntax.tag[verb] not in ("VBD", "VBN"):
        return False
    return any(has_to(syntax, c) for c in syntax.children[verb] if syntax.dep[c] == "xcomp")
