"""Hostile articles and files, drawn at random from a seed: what breaks quotation marks, words, offsets, readers and tables."""

from __future__ import annotations

import json
from random import Random

NAMES = [
    "Ada Okoro", "Okoro", "Mayor Okoro", "Teo Brandvold", "Dr. Teo Brandvold", "the Harbor Office", "Harbor Office", "HARBOR OFFICE",
    "Reuters", "the Valley Herald", "officials", "two people familiar with the matter", "she", "he", "they", "it", "who", "which",
    "a spokeswoman for the port", "the report", "police", "Mr. X", "O’Brien-Lee", "al-Nur", "Ørsted Æ. Þór", "the U.S.", "\U0001f6a2 Lines",
    "李明", "Ганна Коваль", "שרה לוי", "the writer", "I", "we", "this reporter", "@HarborOffice", "=SUM(A1)", "-", "+44 20 7946 0000",
    "<b>Ada</b>", "[Ada](x)", "*Ada*", "|", "`Ada`", "\\", "{name}", "%s", "Ada\u200dOkoro", "Ada\u00a0Okoro", "Ada\x1b[31mOkoro",
]  # fmt: skip
CUES = [
    "said", "says", "told reporters", "according to", "claimed", "wrote", "asked whether", "thinks", "knows", "wants to", "denied",
    "announced", "was quoted as saying", "told the Valley Herald", "alleged", "noted", ":", "—", "reportedly said", "warned", "argues",
    "believed to have", "is said to have", "confirmed in a letter to Reuters", "said he said she said", "tweeted", "didn’t say",
]  # fmt: skip
CLAIMS = [
    "the bridge may be shut", "that forty boats had sunk", "it wasn’t safe", "that about 1,200 people could be hurt", "nothing", "",
    "that the mayor said that the office said that it rained", "the cables were allegedly sound", "to close one lane", "whether it fell",
    "“we don’t know”", "‘it’s perhaps over’", "that, if it rains, “sort of” everything stops", "yes", "U.S. v. O’Brien, 12 F.3d 9 (1993)",
    "http://example.org/a_(b)?c=d&e=“f”", "1/2 of 3.5% - i.e. $1.2m - e.g. No. 7", "the the the the", "=1+1", "a_b_c", "...", "!?!?",
]  # fmt: skip
MARKS = [*"“”„‟‘’‚‛«»‹›\"'`´「」()[]{}<>*_~|#-–—…·•†§¶©™.,;:!?/\\&%$@^=+", "''", "``", "--", "...", "[...]", "***"]
BLANKS = [
    " ", "  ", "\t", "\n", "\n\n", "\n\n\n\n", "\r\n", "\r\n\r\n", "\r", "\r\r", "\u00a0", "\u2003", "\u200b", "\u3000", "\u2028",
    "\u2029", "\x0b", "\x0c", "\x85", "\x1c", "\x1f", "\ufeff", "", "",
]  # fmt: skip
ODD = [
    "\x00", "\x01", "\x07", "\x08", "\x1b[2J", "\x1b]0;x\x07", "\x7f", "\x80", "\x9b31m", "\ud83d", "\ude00", "\udce9", "\ufffe", "\uffff",
    "\ufffd", "\u202e", "\u2066", "\u200f", "\u00ad", "\u0301" * 9, "é", "e\u0301", "ﬁ", "ǅ", "ß", "İ", "ı", "👩\u200d🚀", "🏳️\u200d🌈", "🇳🇴",
    "漢字仮名交じり文", "العربية", "עברית", "ไทย", "हिन्दी", "𝕳𝖊𝖉𝖌𝖊", "\U000e0041", "\U0010ffff", "\ue000", "½", "²", "Ⅷ", "x005F_", "_x0041_",
    "&#x1;", "&amp;", "&nbsp;", "</script>", "<!--", "-->", "]]>", "{{x}}", "{% x %}", "${x}", "\\n", "\\u2028", "%00", "NaN", "null",
    "â€œ", "Ã©", "ï»¿",
]  # fmt: skip
LINES = [
    "# Bridge shut", "## ", "By Ada Okoro", "By ADA OKORO and Teo Brandvold, Valley Herald", "March 3, 2025", "2025-03-03", "Bridge shut",
    "Photo: Ada Okoro/Reuters", "(Reuters) - ", "HARBOR, March 3 (AP) —", "Advertisement", "Read more: the bridge", "Subscribe", "---", "***",
    "___", "- one", "* two", "1. three", "> quoted", "```", "| a | b |\n|---|---|\n| c | d |", "[1]: http://example.org", "![x](y.png)",
    "---\ntitle: \"Bridge\nauthor: [Ada\n---", "---\ntitle: Bridge\ndate: 2025-03-03\n---\n", "---\n---", "+++\na = 1\n+++", "<div onclick=x>",
    "<p>It <b>rained</b>.</p>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{\\rtf1 x}", "%PDF-1.4", "From: ada@example.org",
    "Q: Why?", "A: Because.", "OKORO: It fell.", "Ada Okoro is a writer in Harbor.", "Editing by Teo Brandvold", "© 2025", "* * *", "...",
    "‘Back in the ‘90s it didn’t, couldn’t, wouldn’t’", "“One paragraph that is not closed", "‘Another that isn’t closed", "he said: “",
]  # fmt: skip


def article(random: Random) -> str:
    """Returns a hostile article, mostly small."""
    text = "".join(_piece(random) for _ in range(random.choice([0, 1, 2, 3, 4, 6, 8, 12, 20])))
    for _ in range(random.choice([0, 0, 1, 3])):
        text = damaged(random, text)
    return text


def _piece(random: Random) -> str:
    kind = random.random()
    if kind < 0.55:
        piece = _sentence(random)
    elif kind < 0.8:
        piece = random.choice(LINES)
    elif kind < 0.9:
        piece = "".join(random.choice([*MARKS, *ODD, *BLANKS]) for _ in range(random.randint(1, 8)))
    else:
        piece = _long(random)
    return piece + random.choice([" ", " ", "\n", "\n\n", "\n\n", random.choice(BLANKS)])


def _sentence(random: Random) -> str:
    one, two, cue, claim = random.choice(NAMES), random.choice(NAMES), random.choice(CUES), random.choice(CLAIMS)
    opened, closed = random.choice(["“”", "‘’", '""', "''", "„“", "«»", "“ ", " ”", "‘ ", "  "])
    return random.choice(
        [
            f"{one} {cue} {claim}.",
            f"{opened}{claim}, {random.choice(CLAIMS)},{closed} {cue} {one}.",
            f"{opened}{claim}{closed}, {one} {cue}, {opened}{random.choice(CLAIMS)}.{closed}",
            f"According to {one}, {two} {cue} {claim}.",
            f"{opened}{claim.capitalize()}.{closed}",
            f"{one} and {two} {cue} {claim}, but {random.choice(NAMES)} {random.choice(CUES)} {random.choice(CLAIMS)}.",
            f"{one}, {two}, {cue} {claim}; {claim} ({random.choice(CLAIMS)}",
            f"It {random.choice(['may', 'might', 'could', 'allegedly', 'perhaps', 'about'])} {claim}",
            f"{one}: {claim}",
            claim.upper(),
        ]
    )


def _long(random: Random) -> str:
    """Returns a stretch that grows what a program may go through again and again."""
    number = random.choice([5, 20, 65, 130, 300] * 8 + [2000])
    part = random.choice(
        [
            *MARKS, *ODD, *BLANKS, "_", "a", "A-", "a_", "漢", "🚢", "0", "don’t ", "‘don’t ", "“a” ", "(a ", "she ", "he said ", "; ", ". ",
            "- a\n", "key: value\n", "of the ", "because ", "Inc. ", "Ada Okoro, ", "“a, ” said ", "‘", "’",
        ]
    )  # fmt: skip
    if random.random() < 0.3:
        names = ", ".join(
            f"{random.choice(['Ada', 'Teo', 'Minister', 'Mr.'])} N{chr(97 + n % 26)}{'x' * (n // 26)}" for n in range(number)
        )
        return f"{names} and {random.choice(NAMES)} {random.choice(CUES)} {random.choice(CLAIMS)}."
    return part * number


def damaged(random: Random, text: str) -> str:
    """Returns a text with a stretch of it cut, doubled, turned round or filled with something odd."""
    start, end = sorted(random.randint(0, len(text)) for _ in range(2))
    stretch = text[start:end]
    return (
        text[:start]
        + random.choice(["", stretch * 2, stretch[::-1], stretch.upper(), random.choice([*ODD, *MARKS]) + stretch])
        + text[end:]
    )


def damaged_bytes(random: Random, data: bytes) -> bytes:
    """Returns a file with some of its bytes changed, cut or doubled, or in another encoding."""
    for _ in range(random.choice([0, 0, 0, 1, 1, 2, 5])):
        start, end = sorted(random.randint(0, len(data)) for _ in range(2))
        if random.random() < 0.6:
            end = min(end, start + random.choice([0, 1, 4]))
        filling = random.choice(
            [b"", random.randbytes(end - start), random.randbytes(3), data[start:end] * 2, b"\x00", b"\xff\xfe"]
        )
        data = data[:start] + filling + data[end:]
    return data


def encoded(random: Random, text: str) -> bytes:
    """Returns a text in one of the encodings that files come in."""
    encoding = random.choice(
        ["utf-8"] * 6 + ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac-roman", "latin-1", "cp1251", "gb18030"]
    )
    if encoding.startswith("utf-8"):
        return text.encode(encoding, random.choice(["replace", "surrogatepass"]))
    return text.encode(encoding, "replace")


VALUES = [
    None, True, False, 0, 1, -1, 3, 10**9, 10**30, 0.5, -0.5, 1e308, "", "x", "a1", "s1", "h1", "body", "author", "unknown", "\ud83d", "\x00",
    [], [[]], [[0, 1]], [[1, 0]], [[0, 10**9]], [[0]], [["a", "b"]], [0, 1], {}, {"a": 1}, [{}], [None], "2025-03-03", "=1", "#zzzzzz",
]  # fmt: skip


def damaged_data(random: Random, data: object) -> object:
    """Returns plain data (as of JSON) with some of its values and keys changed, dropped, doubled or moved."""
    data = json.loads(json.dumps(data))
    for _ in range(random.choice([1, 1, 2, 4])):
        places = list(_places(data))
        if not places:
            return random.choice(VALUES)
        holder, key = random.choice(places)
        what = random.random()
        if what < 0.3:
            holder[key] = _alike(random, holder[key], [where[name] for where, name in places if name == key])
        elif what < 0.55:
            holder[key] = json.loads(json.dumps(random.choice(VALUES)))  # a copy, which may be changed in its turn
        elif what < 0.7:
            del holder[key]
        elif what < 0.85:
            other, other_key = random.choice(places)
            holder[key] = json.loads(
                json.dumps(other.get(other_key) if isinstance(other, dict) else other[other_key : other_key + 1])
            )
        elif isinstance(holder, list):
            holder.insert(key, json.loads(json.dumps(holder[key])))
        else:
            holder[random.choice(["name", "x", "", "\x00", str(key).upper()])] = holder.pop(key)
    return data


def _alike(random: Random, value: object, others: list[object]) -> object:
    """Returns another value of the same sort."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return value + random.choice([-1, 1, 7, 0.25 if isinstance(value, float) else -7])
    if isinstance(value, str):
        return random.choice([other for other in others if isinstance(other, str)])
    return random.sample(value, len(value) // 2) if isinstance(value, list) else value


def _places(data: object):
    """Yields every place in plain data: what holds it, and its key or index."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield data, key
        yield from _places(value)


def toml(random: Random, tables: dict[str, dict[str, list[str]]]) -> str:
    """Returns a file of TOML tables.

    Args:
        random: what it is drawn from.
        tables: for each table its keys, each with values that are right, as TOML; half of the files hold wrong ones, too.
    """
    wild = random.random() < 0.5
    lines: list[str] = []
    drawn = [random.choice([*tables, "x"] if wild else list(tables)) for _ in range(random.randint(1, 6))]
    for number, table in enumerate(drawn):
        single = table in ("pin", "lists", "conditions")
        if single and table in drawn[:number] and not wild:
            continue
        header = f"[{table}]" if single else f"[[{table}]]"
        lines.append(random.choice([header, header, f"[{table}]", f"[[{table}]", f"{table} = 1"]) if wild else header)
        for key, values in tables.get(table, {"x": ["1"]}).items():
            if key in ("name", "match") or random.random() < 0.5:
                value = random.choice(values)
                if value == "TEXT":
                    value = _toml_text(random)
                elif value == "LIST":
                    value = f"[{', '.join(_toml_text(random) for _ in range(random.randint(0, 3)))}]"
                wrong = random.choice(
                    ["1", "-0.5", "nan", "true", "2025-03-03", "[1]", "[[]]", "{ a = 1 }", "'''", '""', "x", _toml_text(random)]
                )
                lines.append(f"{key} = {wrong if wild and random.random() < 0.2 else value}")
    return "\n".join(lines) + random.choice(["\n", ""])


def _toml_text(random: Random) -> str:
    """Returns a name, or something odd, in quotation marks."""
    text = random.choice([*NAMES, *NAMES, *ODD, "(", "a+", "[", "x" * 200])
    return json.dumps(text.encode("utf-8", "replace").decode("utf-8").replace("\x7f", "?"), ensure_ascii=False)
