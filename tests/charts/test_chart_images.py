"""Charts look as they did: pictures of small analyses of our own, compared by pytest-mpl.

New ones after a change that is meant: ``python -m pytest tests/charts/test_chart_images.py --mpl-generate-path=tests/charts/baseline``.
"""

import invented
import matplotlib as mpl
import pytest
from drafts import crowd, several, small

mpl.use("agg")

from hedgelens import charts
from hedgelens.measures.rates import Rate

pytest.importorskip("pytest_mpl")

RATES = [Rate("quotation", 3, 8, 0.55), Rate("clause", 20, 30, 0.72), Rate("according to", 47, 50, 0.93)]
DRAWN = {
    "share": lambda: charts.share(small()),
    "strip": lambda: charts.strip(small()),
    "hedges_by_owner": lambda: charts.hedges_by_owner(small()),
    "hedge_rate": lambda: charts.hedge_rate(crowd(4)),
    "hedged_share": lambda: charts.hedged_share(crowd(4)),
    "quotation_by_source": lambda: charts.quotation_by_source(crowd(4)),
    "position": lambda: charts.position(small()),
    "network": lambda: charts.network(crowd(6, chained=True)),
    "compare_articles": lambda: charts.compare_articles(several(6, "Outlet")),
    "compare_groups": lambda: charts.compare_groups(several(6, "Outlet")),
    "dominant_sources": lambda: charts.dominant_sources(invented.tallies(60)),
    "over_time": lambda: charts.over_time(invented.tallies(400, outlets=2, days=300), "anonymity_share", by="outlet", smooth=3),
    "one_source": lambda: charts.one_source(invented.tallies(60)),
    "quoted_together": lambda: charts.quoted_together(invented.tallies(60)),
    "rates_by_group": lambda: charts.rates_by_group(invented.tallies(60), "anonymity_share"),
    "keyness": lambda: charts.keyness(crowd(6), "first half", fewest=1),
    "reliability": lambda: charts.reliability(RATES),
    "accuracy": lambda: charts.accuracy(RATES, title="Right, of what each rule found"),
}


# The tolerance (root mean square of the difference, of 255) lets letters move by a fraction, not a bar change its length.
@pytest.mark.mpl_image_compare(baseline_dir="baseline", tolerance=8, savefig_kwargs={"dpi": 50}, style="default")
@pytest.mark.parametrize("name", DRAWN)
def test_picture(name):
    return DRAWN[name]().figure


def test_pictures_are_compared(request):
    assert request.config.getoption("--mpl")
