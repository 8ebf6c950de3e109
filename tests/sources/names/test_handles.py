from hedgelens import analyze


def named(text):
    analysis = analyze(text, engine="rules")
    return {source.name: str(source.naming) for source in analysis.sources}, [a.source_id for a in analysis.attributions]


def test_a_handle_is_a_name_and_one_source_at_every_mention():
    names, sources = named("@TideOffice said that forty boats sank. It rained.\n\n@TideOffice said that fifty boats sank.\n")
    assert names == {"@TideOffice": "named"}
    assert sources == ["s1", "s1"]


def test_the_address_of_a_mail_and_a_price_are_no_handles():
    names, _ = named("A clerk at ada@tide.example said that boats sank. Fish @ 3 crowns was sold, Ada Okoro said.\n")
    assert not any(name.startswith("@") for name in names)
