from hedgelens.language.tokens import Syntax

TEXT = "The mill  closed.\n\nIt’s “shut” now."


def test_the_columns_are_read_once(parse):
    parsed = parse(TEXT)
    assert Syntax.of(parsed) is Syntax.of(parsed)


def test_a_token_of_every_column_is_the_one_of_the_text(parse):
    syntax = Syntax.of(parse(TEXT))
    assert [TEXT[a:b] for a, b in zip(syntax.start, syntax.end, strict=True)] == syntax.text
    assert [syntax.text[i] for i in syntax.tokens_of(1)][:4] == ["It", "’s", "“", "shut"]
    assert syntax.words(0, 4) == "The mill closed"


def test_without_space_every_neighbour_is_a_word_or_a_mark(parse):
    words = Syntax.of(parse(TEXT)).without_space
    assert words.lower == ["the", "mill", "closed", ".", "it", "'s", "“", "shut", "”", "now", "."]
    assert words.lower[words.head[words.lower.index("mill")]] == "closed"


def test_a_span_touches_its_words_only(parse):
    syntax = Syntax.of(parse(TEXT))
    assert [syntax.text[i] for i in syntax.within(((3, 9), (25, 29)))] == ["mill", "shut"]
