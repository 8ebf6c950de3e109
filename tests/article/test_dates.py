import pytest

from hedgelens.article.dates import days_come_first, iso_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-08-30", "2025-08-30"),
        ("2025-08-30T07:05:00Z", "2025-08-30"),
        ("2025-08-30T07:05:00+02:00", "2025-08-30"),
        ("2025/8/3", "2025-08-03"),
        ("20250830", "2025-08-30"),
        ("TUE, OCT. 21 2025 7:05 AM EDT", "2025-10-21"),
        ("Updated August 3rd, 2025 at 9:15 p.m.", "2025-08-03"),
        ("Sunday, 3 August 2025", "2025-08-03"),
        ("3-Aug-2025", "2025-08-03"),
        ("Sept. 9, 2024", "2024-09-09"),
        ("13/08/2025", "2025-08-13"),
        ("08/13/2025", "2025-08-13"),
        ("07/07/2025", "2025-07-07"),
        ("30 août 2025", "2025-08-30"),
        ("30. August 2025", "2025-08-30"),
        ("2 de mayo de 2023", "2023-05-02"),
        ("April 15, 1865", "1865-04-15"),
        ("1788-03-04", "1788-03-04"),
        ("25/04/1912", "1912-04-25"),
        ("25/04/1812", "1812-04-25"),
        ("12 mai 1832", "1832-05-12"),
    ],
)
def test_a_date_is_a_day_of_a_year(text, day):
    assert iso_date(text) == day


@pytest.mark.parametrize(
    "text",
    [None, "", "0:00", "12:31", "Aug. 30", "7:05 AM EDT", "GMT+2", "2025", "August 2025", "2025-13-40", "February 30, 2025",
     "03/04/2021", "yesterday", "1,200 words", "18650415", "May 3, 1730 BST", "3 May 1830 hrs", "April 15, 1512", "in the 2024 election, 30 of them voted", "x" * 500 + " 2025-08-30"],
)  # fmt: skip
def test_a_time_a_year_and_a_day_without_its_year_are_none(text):
    assert iso_date(text) is None


def test_figures_are_read_as_their_column_has_them():
    assert days_come_first(["03/04/2021", "25/04/2021", None]) is True
    assert days_come_first(["03/04/2021", "04/25/2021"]) is False
    assert days_come_first(["03/04/2021"]) is None
    assert days_come_first(["25/04/2021", "04/25/2021"]) is None
    assert (iso_date("03/04/2021", day_first=True), iso_date("03/04/2021", day_first=False)) == ("2021-04-03", "2021-03-04")
