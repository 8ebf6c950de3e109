"""A small marked corpus of our own sentences."""

from hedgelens.evaluation.polnear import FlatAttribution, MarkedText

_SAYINGS = (
    ("The mayor", "said", "the bridge would open in May"),
    ("Officials", "warned", "that the river might rise again"),
    ("Ada Quill", "wrote", "that nobody had asked the tenants"),
    ("The company", "denied", "that the valve was ever tested"),
)
_PLAIN = "It rained all week. The shops on the square stayed shut."


def marked_text(name: str, shift: int) -> MarkedText:
    """Returns a text of four attributions, each in a paragraph with sentences that attribute nothing."""
    text, marks = "Rain stops the fair\n\n", []
    for source, cue, content in (*_SAYINGS[shift:], *_SAYINGS[:shift]):
        sentence = f"{source} {cue} {content}."
        spans = []
        for part in (source, cue, content):
            start = len(text) + sentence.index(part)
            spans.append(((start, start + len(part)),))
        marks.append(FlatAttribution(*spans, id=f"{name} {len(marks)}"))
        text += f"{sentence} {_PLAIN}\n\n"
    return MarkedText(name, text, tuple(marks))


def corpus(texts: int = 8) -> list[MarkedText]:
    """Returns texts of two publishers."""
    return [marked_text(f"{'herald' if i % 2 else 'post'}_{i}", i % 4) for i in range(texts)]


def write(folder, texts):
    """Writes marked texts as brat files, as PolNeAR keeps them."""
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for text in texts:
        (folder / "text" / f"{text.id}.txt").write_text(text.text, encoding="utf-8")
        lines = []
        for k, mark in enumerate(text.attributions):
            for j, role in enumerate(("source", "cue", "content")):
                ((start, end),) = getattr(mark, role)
                lines.append(f"T{3 * k + j}\t{role.title()} {start} {end}\t{text.text[start:end]}")
            lines.append(f"E{k}\tAttribution:T{3 * k + 1} Source:T{3 * k} Cue:T{3 * k + 1} Content:T{3 * k + 2}")
        (folder / "attributions" / f"{text.id}_ann.ann").write_text("\n".join(lines), encoding="utf-8")
