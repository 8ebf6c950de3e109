"""A table of short invented articles, among them some that cannot be analysed."""

from __future__ import annotations

import pandas as pd
import pytest

ROWS = (
    ("bridge", "The bridge would open in May, Ada Okoro said. It may take longer.", "Denholm Courier", "2025-08-30"),
    ("ferry", "According to the Harbor Institute, the ferry is safe. Rain fell for most of the week.", None, "2 May 2024"),
    (
        "brücke-橋",
        "„Sie hält“, heißt es. “It holds,” said Teo Brandvold 🌉, an engineer. Residents reportedly slept.",
        "Köln",
        None,
    ),
    ("blank", "   ", None, None),
    ("plain", "Rain fell. The road is closed.", None, None),
    ("missing", None, None, None),
    ("tram", "The tram is late, Mina Reese said. “We are sorry,” she added.", None, None),
)


@pytest.fixture(scope="session")
def articles() -> pd.DataFrame:
    """Seven rows, two of them without a text."""
    return pd.DataFrame(ROWS, columns=["id", "text", "outlet", "date"]).assign(shelf=range(7))
