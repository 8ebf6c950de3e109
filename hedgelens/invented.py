"""Invented news: any number of articles from four outlets over two years, for trying and measuring studies.

    python -m hedgelens.invented 1000 FOLDER

writes them as text files into FOLDER/OUTLET/DATE-NUMBER.txt; ``hedgelens study add STUDY FOLDER --fields outlet`` reads them. The
same number gives the same articles each time. Who speaks depends on the outlet and changes over time, so that a study finds
something: officials are quoted more by one outlet, and unnamed people more in the second year.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hedgelens.files.writing import make_folder, write_whole

OUTLETS = ("Denholm Courier", "Northmill Gazette", "The Harbor Post", "Wharfside Online")
_FIRST = date(2023, 1, 2)
_DAYS = 728

_PEOPLE = {
    "Ada Okoro": "mayor of Denholm",
    "Teo Brandvold": "director of the Harbor Institute",
    "Mina Reese": "spokeswoman for the Northmill Water Company",
    "Jonas Halvard": "chair of the dockworkers’ union",
    "Priya Lindqvist": "professor of hydrology at Northmill University",
    "Amos Rill": "police chief of Denholm",
    "Greta Osei": "owner of a bakery on Quay Street",
    "Hugo Marsh": "opposition councillor",
    "Lena Varga": "head of the Flood Office",
    "Samir Tolland": "engineer with Delta Works",
}
_BODIES = (
    "the Flood Office", "the Harbor Institute", "the city council", "the Denholm police", "the transport ministry",
    "the Northmill Water Company", "the dockworkers' union",
)  # fmt: skip
_NOBODIES = ("an official who asked not to be named", "a person familiar with the talks", "two former employees", "residents")
_THINGS = (
    "the new levee", "the tram to the harbor", "the swimming hall", "the old mill bridge", "the water pipe under Quay Street",
    "the night ferry", "the fish market", "the school in the Tannery quarter", "the pumping station", "the ring road",
)  # fmt: skip
_FACTS = (
    "would be finished before the autumn", "had cost twice as much as planned", "was closed again on Tuesday",
    "needed another inspection", "had been paid for by the state", "was safe for everybody who used it",
    "had not been inspected since the flood", "was the best thing that had happened to the quarter",
    "would not open this year", "had to make room for flats",
)  # fmt: skip
_PLAIN = (
    "The work began in March, and the scaffolding still stands.", "Rain fell for most of the week.",
    "About {n} people live in the streets behind it.", "The council meets again on Thursday.",
    "Nearly {n} cars use the road on an ordinary day.", "The budget for the year has {n} lines.",
    "A fence now keeps visitors away.", "The building dates from 1904.", "Shops nearby stayed open.",
)  # fmt: skip
_DOUBTFUL = (
    "It may take another year before that is known.", "The reasons are apparently not yet clear.",
    "That would probably mean higher fares.", "Reportedly the plans are older than the council.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented article.

    Attributes:
        outlet: one of :data:`OUTLETS`.
        day: its date.
        number: its number among all.
        title: its headline.
        text: headline, byline with the date, and paragraphs.
    """

    outlet: str
    day: date
    number: int
    title: str
    text: str


def invented(number: int, seed: int = 1) -> Iterator[Invented]:
    """Yields so many articles in the order of their dates."""
    for place in range(number):
        chance = random.Random(f"{seed} {place}")
        day = _FIRST + timedelta(days=place * _DAYS // max(number, 1))
        outlet = OUTLETS[chance.randrange(len(OUTLETS))]
        thing = chance.choice(_THINGS)
        title = f"{thing[0].upper()}{thing[1:]} {chance.choice(('divides', 'worries', 'cheers', 'puzzles'))} Denholm"
        paragraphs = [_paragraph(chance, thing, outlet, day) for _ in range(chance.randint(5, 11))]
        byline = f"By {chance.choice(list(_PEOPLE)).split()[0]} Winther\nPublished {day:%B} {day.day}, {day.year}"
        yield Invented(outlet, day, place, title, "\n\n".join((title, byline, *paragraphs)))


def _paragraph(chance: random.Random, thing: str, outlet: str, day: date) -> str:
    sentences = [_statement(chance, thing, outlet, day)]
    if chance.random() < 0.7:
        sentences.append(chance.choice(_PLAIN).format(n=chance.randrange(200, 9_000, 100)))
    if chance.random() < 0.25:
        sentences.append(chance.choice(_DOUBTFUL))
    if chance.random() < 0.4:
        sentences.append(_statement(chance, chance.choice(_THINGS), outlet, day))
    return " ".join(sentences)


def _statement(chance: random.Random, thing: str, outlet: str, day: date) -> str:
    fact = chance.choice(_FACTS)
    official = 0.6 if outlet == OUTLETS[0] else 0.3
    unnamed = 0.25 if day.year > _FIRST.year else 0.08
    drawn = chance.random()
    if drawn < unnamed:
        return f"{_capital(chance.choice(_NOBODIES))} said that {thing} {fact}."
    if drawn < unnamed + official:
        verb = chance.choice(("said", "announced", "confirmed", "denied"))
        return f"{_capital(chance.choice(_BODIES))} {verb} that {thing} {fact}."
    name, role = chance.choice(list(_PEOPLE.items()))
    if chance.random() < 0.5:
        return f"“{_capital(thing)} {fact},” said {name}, {role}."
    return f"According to {name}, {role}, {thing} {fact}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def write(number: int, folder: Path) -> None:
    """Writes articles as text files in folders named after their outlets.

    Raises:
        HedgeLensError: one of the files exists already, or cannot be written.
    """
    for article in invented(number):
        path = folder / article.outlet / f"{article.day.isoformat()}-{article.number:06}.txt"
        make_folder(path.parent)
        write_whole(path, article.text + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
