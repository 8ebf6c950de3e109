"""The spans of attributions on the parse: which token is the head of each source, which tokens are in whose content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import chain

from hedgelens.language.grammar import child
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import related, word_set
from hedgelens.records import Attribution, Quotation
from hedgelens.sources.lexicon import classes_of

_LONGEST_LABEL = 6
_FEW = 5
_RATIO, _OF_SO_MANY = 5, frozenset(["in", "out", "of", "every", "from"])
"""Words of "nine out of every ten", and those between its numbers."""
_SHARE = 8
"""Words between a measure and "of" ("over half (55 %) of the growers")."""
_MISTAKEN = frozenset(["AUX", "VERB", "ADJ", "X", "INTJ"])
"""What the tagger takes names for."""
_MARKS = frozenset("\"“”'‘’")
_PLACES = frozenset(["in", "on", "at", "here", "there"])
_LONGEST_DATELINE = 8
_DASHES = frozenset(["-", "--", "–", "—"])
_SPEAKERS = frozenset(["i", "we", "he", "she", "they"])
_SINGLE = frozenset("'‘")
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
_JOINING = frozenset(["and", "or", "&", "nor", "but", "plus", "as", "along", "with"])
_FIRST = frozenset(["ADJ", "DET", "ADV"])
_NONE: frozenset[str] = frozenset()


class SourceMap:
    """Where the sources and contents of an article's attributions stand in the parse.

    Attributes:
        spans: for each attribution the tokens of its source.
        head: for each attribution the head token of its source, or ``None``.
        heads: all of these.
        labelled: the attributions whose speaker a label in their content names.
        vias, cues, contents: the tokens of each relaying medium, cue and content.
        tokens: all tokens in sources and relaying media.
    """

    def __init__(self, syntax: Syntax, attributions: Sequence[Attribution]) -> None:
        """Reads the spans once."""
        self._syntax = syntax
        self._attributions = attributions
        named = [syntax.within(attribution.source) for attribution in attributions]
        labels = [self._label(attribution, source) for attribution, source in zip(attributions, named, strict=True)]
        self.labelled = {i for i, label in enumerate(labels) if label}
        self.spans = [label or self._source(source) for label, source in zip(labels, named, strict=True)]
        self.vias = [syntax.within(attribution.via_span) for attribution in attributions]
        self.cues = [syntax.within(attribution.cue) for attribution in attributions]
        self.contents = [syntax.within(attribution.content) for attribution in attributions]
        self.head = [self.head_in(tokens, set(cue)) for tokens, cue in zip(self.spans, self.cues, strict=True)]
        self.heads = set(self.head) - {None}
        self.tokens = set().union(*self.spans, *self.vias)

    @cached_property
    def _by_head(self) -> dict[int | None, list[int]]:
        """For each head of a source the attributions that have it."""
        found: dict[int | None, list[int]] = defaultdict(list)
        for i, head in enumerate(self.head):
            found[head].append(i)
        return found

    @cached_property
    def limits(self) -> dict[int, int]:
        """For each token of a source the position behind that source, the longest one."""
        found: dict[int, int] = {}
        for tokens in self.spans:
            found |= {token: max(found.get(token, 0), tokens[-1] + 1) for token in tokens}
        return found

    @cached_property
    def endings(self) -> dict[int, list[tuple[int, int]]]:
        """For each sentence the head of the source, and the last token, of the contents that began before it and end with it."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for tokens, head in zip(self.contents, self.head, strict=True):
            if tokens and head is not None and self._syntax.sentence[tokens[-1]] > self._syntax.sentence[head]:
                found[self._syntax.sentence[tokens[-1]]].append((head, tokens[-1]))
        return found

    def _source(self, tokens: list[int]) -> list[int]:
        """Returns the tokens of a source, without where an article was written ("DENHOLM, Varner - Ada Okoro's aides")."""
        syntax = self._syntax
        if len(tokens) < 3 or not syntax.text[tokens[0]].isupper() or syntax.first[syntax.sentence[tokens[0]]] != tokens[0]:
            return tokens
        dash = next((n for n, token in enumerate(tokens[:_LONGEST_DATELINE]) if syntax.text[token] in _DASHES), None)
        spaced = dash is not None and syntax.start[tokens[dash]] > syntax.end[tokens[dash] - 1]
        return tokens[dash + 1 :] if dash is not None and spaced else tokens

    def _label(self, attribution: Attribution, source: list[int]) -> list[int]:
        """Returns the speaker's label that opens a turn of a transcript, where nobody or the transcript is the source."""
        syntax = self._syntax
        if source and all(syntax.lemma[token] != "transcript" for token in source):
            return []
        tokens = syntax.within(attribution.content[:1])[:_LONGEST_LABEL]
        colon = next((n for n, token in enumerate(tokens) if syntax.text[token] == ":"), 0)
        label = [token for token in tokens[:colon] if syntax.text[token] not in _MARKS]
        return label if all(syntax.text[token].isupper() for token in label) else []

    def _is_inside(self, attribution: int) -> bool:
        """Says whether an attribution is part of somebody's words and no quotation of its own ("“I think so,” … said")."""
        cue, content = self.cues[attribution], self.contents[attribution]
        if not cue or not content or not all(self._syntax.quoted[token] for token in cue):
            return False
        opening = {self._syntax.text[content[0]], self._syntax.text[max(content[0] - 1, 0)]}
        return not opening & _SINGLE

    def _paint(self, indices: Sequence[int] | range) -> dict[int, int]:
        contents = [(i, self.contents[i]) for i in indices]
        painted: dict[int, int] = {}
        for i, tokens in sorted(contents, key=lambda pair: -len(pair[1])):
            own = set(self.spans[i])
            for token in tokens:
                if token not in own:
                    painted[token] = i
        return painted

    @cached_property
    def _content(self) -> dict[int, int]:
        return self._paint(range(len(self.contents)))

    @cached_property
    def _speech(self) -> dict[int, int]:
        quoting = (i for i, attribution in enumerate(self._attributions) if attribution.quotation is not Quotation.INDIRECT)
        return self._paint([i for i in quoting if not self._is_inside(i)])

    def content_of(self, token: int) -> int:
        """Returns the index of the innermost attribution whose content holds a token, or -1."""
        return self._content.get(token, -1)

    def speech_around(self, token: int) -> int:
        """Returns the index of the innermost quoting attribution whose content holds a token, or -1."""
        return self._speech.get(token, -1)

    def is_nobody(self, attribution: int) -> bool:
        """Says whether the source of an attribution is "nobody" or "no one"."""
        first, *further = (self._syntax.lower[token] for token in self.spans[attribution][:3])
        return first in word_set("nobody") or (first == "no" and [word for word in further if word != "-"][:1] == ["one"])

    def verbs(self, head: int) -> Set[str]:
        """Returns the words by which something is attributed to the source with a head."""
        return self._verbs.get(head, _NONE)

    @cached_property
    def _verbs(self) -> dict[int | None, Set[str]]:
        lemma = self._syntax.lemma
        return {head: {lemma[token] for i in found for token in self.cues[i]} for head, found in self._by_head.items()}

    def event_nouns(self, head: int) -> list[str]:
        """Returns the document nouns that may take up what a source did: "the report" after "ORA reported"."""
        if head not in self.heads:
            return []
        return sorted({noun for verb in self.verbs(head) for noun in related("event", "nouns").get(verb, ())})

    def own_words(self, head: int) -> list[list[int]]:
        """Returns the tokens of all that the source with a head is given."""
        return [self.contents[i] for i in self._by_head.get(head, ())]

    def is_animate(self, head: int) -> bool:
        """Says whether a pronoun is the source of something that only somebody who speaks or wants can do."""
        if head in self._by_head:
            return self.verbs(head).isdisjoint(word_set("document_verb"))
        verb = self._syntax.lemma[self._syntax.head[head]]
        return self._syntax.dep[head] in ("nsubj", "poss") and verb not in word_set("document_verb")

    def is_for_documents(self, head: int) -> bool:
        """Says whether a pronoun is the source of something that papers mostly do: "they show"."""
        return not self.verbs(head).isdisjoint(word_set("showing"))

    def head_in(self, tokens: Sequence[int], cue: Set[int] = frozenset()) -> int | None:
        """Returns the head token of a source ("some of the voters who stayed"); its cue holds none, whatever the parser says."""
        syntax, inside = self._syntax, set(tokens)
        roots = [i for i in tokens if syntax.head[i] not in inside or syntax.head[i] == i]
        own = next(
            (i for i in tokens if syntax.lower[i] in _SPEAKERS and syntax.dep[i] == "nsubj" and syntax.head[i] in cue), None
        )
        if own is not None and len(tokens) > 1 and syntax.pos[roots[0]] == "NOUN":
            return own  # "the things I hear"
        measured = self._measured(tokens, roots, inside)
        if measured is not None:
            return measured
        head = self._noun_among(roots)
        if head is None and len(tokens) < _FEW:
            head = next((syntax.head[i] for i in roots if self._modifies(i, cue)), None)
        head = self._any_among(tokens, roots) if head is None else head
        return self._behind_measure(head, inside) if head is not None else None

    def _measured(self, tokens: Sequence[int], roots: Sequence[int], inside: set[int]) -> int | None:
        """Returns what is behind "some of", or the measure itself where nothing is ("many on the coast")."""
        lower = self._syntax.lower
        if (counted := self._behind_ratio(tokens)) is not None:
            return counted
        measure = next((i for i in roots if lower[i] in word_set("measure")), None)
        if measure is not None and (inner := self._behind_measure(measure, inside)) != measure:
            return inner
        alone = len(tokens) > 1 and lower[tokens[0]] in word_set("measure") and lower[tokens[1]] in _PLACES
        return tokens[0] if alone or (measure is not None and tokens[0] == measure) else None

    def _behind_ratio(self, tokens: Sequence[int]) -> int | None:
        """Returns the people of whom so many in so many are spoken of ("three in four voters", "nine out of 10 nurses")."""
        syntax = self._syntax
        tokens = tokens[1:] if len(tokens) > 1 and syntax.tag[tokens[0]] == "RB" else tokens  # "about one in three adults"
        words = [syntax.lower[i] for i in tokens[:_RATIO]]
        second = next((n for n, link in enumerate(words[1:], start=1) if link not in _OF_SO_MANY), len(words))
        numbers = [i for i in (0, second) if i < len(words) and syntax.tag[tokens[i]] == "CD"]
        if second == 1 or len(numbers) < 2:
            return None
        behind = tokens[second + 1 :]
        return next((i for i in behind if syntax.tag[i] == "NNS" and syntax.head[i] not in behind), None)

    def _noun_among(self, roots: Sequence[int]) -> int | None:
        nominal = [i for i in roots if self._syntax.pos[i] in _NOMINAL]
        return next((i for i in nominal if not self._tells_when(i)), nominal[0] if nominal else None)

    def _any_among(self, tokens: Sequence[int], roots: Sequence[int]) -> int | None:
        """Returns the first noun, else the first capitalised word that may be one, else what stands alone as one."""
        syntax = self._syntax
        nouns = (i for i in tokens if syntax.pos[i] in _NOMINAL and syntax.dep[i] != "expl")
        names = (i for i in tokens if syntax.text[i][:1].isupper() and syntax.pos[i] in _MISTAKEN)
        alone = (i for i in roots if syntax.pos[i] in _FIRST)
        return next(chain(nouns, names, alone), None)

    def _is_left_out(self, token: int, head: int, attribution: int) -> bool:
        """Says whether a name is joined with a source as subject of the cue, though the span ends before it."""
        syntax, verb = self._syntax, self._syntax.head[head]
        subject = syntax.dep[head] == "nsubj" and token < verb and verb in self.cues[attribution]
        return subject and syntax.pos[head] == syntax.pos[token] == "PROPN" and token not in self.tokens

    def _modifies(self, token: int, cue: Set[int]) -> bool:
        """Says whether a word without a noun beside it belongs to a noun elsewhere; one in the cue must be of people."""
        syntax, above = self._syntax, self._syntax.head[token]
        if syntax.pos[token] not in _FIRST or syntax.pos[above] not in ("NOUN", "PROPN"):
            return False
        return above not in cue or "person" in classes_of(syntax.lemma[above])

    def _tells_when(self, token: int) -> bool:
        """Says whether a noun is a mere time ("last week")."""
        return self._syntax.dep[token] == "npadvmod" and self._syntax.lemma[token] in word_set("time")

    def _behind_measure(self, head: int, inside: set[int]) -> int:
        """Passes over "some of", "one or more of", "a majority of"."""
        syntax = self._syntax
        for _ in range(3):
            if syntax.lemma[head] not in word_set("measure") and syntax.lower[head] not in word_set("measure"):
                break
            of = next(
                (i for i in range(head + 1, min(head + _SHARE, len(syntax))) if syntax.lower[i] == "of" and i in inside), None
            )
            inner = child(syntax, of, "pobj") if of is not None else None
            if inner is None:
                break
            head = inner
        return head

    def conjuncts(self, attribution: int) -> list[int]:
        """Returns the head tokens of conjoined sources, in order; one token where the source is single."""
        head = self.head[attribution]
        if head is None:
            return []
        syntax, inside = self._syntax, set(self.spans[attribution])
        found, queue = [head], [head]
        while queue:
            token = queue.pop(0)
            for below in syntax.children[token]:
                if below not in inside and not self._is_left_out(below, head, attribution):
                    continue
                if syntax.dep[below] == "conj" and syntax.pos[below] in _NOMINAL and not self._is_a_thing(below, head):
                    found.append(below)
                    queue.append(below)
                elif self._is_state(below):
                    queue.append(below)
        joined = len(found) == 1 or any(syntax.lower[i] in _JOINING for i in range(min(found), max(found)))
        return sorted(found) if joined else [head]  # "Ada Okoro, Chief Economist, Harbor Bank" is one

    def _is_a_thing(self, token: int, head: int) -> bool:
        """Says whether what is joined with a person can say nothing ("accused by a waiter and the theft of a boat")."""
        syntax = self._syntax
        if syntax.pos[head] != "NOUN" or "person" not in classes_of(syntax.lemma[head]) or syntax.tag[token] != "NN":
            return False
        behind = syntax.lower[token + 1 : token + 2]
        return not classes_of(syntax.lemma[token]) and behind in (["by"], ["of"], ["to"])

    def _is_state(self, token: int) -> bool:
        """Says whether a token is the state behind a party; in "Ada Okoro, R-Varner, and …" the next name hangs on it."""
        apposed = self._syntax.dep[token] in ("appos", "npadvmod")
        return apposed and self._syntax.text[token - 1] in ("-", "–") and self._syntax.text[token - 2] in ("R", "D", "I")
