"""A Dask table of articles in, a Dask table of results out."""

import pandas as pd
import pytest

import hedgelens as hl
from hedgelens.distributed import RESULTS, analyze_partition, plain_settings
from hedgelens.records import HedgeLensError

dataframe = pytest.importorskip("dask.dataframe", reason="Dask is not installed: pip install 'hedgelens[distributed]'")


def test_the_result_is_that_of_one_machine_however_the_table_is_divided(articles):
    here = analyze_partition(articles, settings=plain_settings(engine="rules"))
    for number in (1, 3, 7):
        found = hl.distributed.analyze_partitions(dataframe.from_pandas(articles, npartitions=number), engine="rules")
        pd.testing.assert_frame_equal(found.compute(scheduler="sync").reset_index(drop=True), here)


@pytest.mark.parametrize("table", RESULTS)
def test_the_types_are_known_before_anything_is_done(articles, table):
    lazy = hl.distributed.analyze_partitions(dataframe.from_pandas(articles, npartitions=2), table=table, engine="rules")
    found = lazy.compute(scheduler="threads", num_workers=2)
    assert dict(lazy.dtypes) == dict(found.dtypes)


def test_empty_partitions_are_empty_results(articles):
    divided = dataframe.from_pandas(articles, npartitions=3)
    found = hl.distributed.analyze_partitions(divided[divided["id"] == "tram"], engine="rules")
    assert list(found.compute(scheduler="sync")["article"]) == ["tram"]
    none = hl.distributed.analyze_partitions(divided[divided["id"] == "nothing"], engine="rules").compute(scheduler="sync")
    assert (len(none), dict(none.dtypes)) == (0, dict(found.dtypes))


def test_results_are_written_as_parquet_and_read_as_they_were(articles, tmp_path):
    lazy = hl.distributed.analyze_partitions(dataframe.from_pandas(articles, npartitions=3), table="analyses", engine="rules")
    lazy.to_parquet(tmp_path / "results", compute_kwargs={"scheduler": "sync"})
    read = pd.read_parquet(tmp_path / "results", dtype_backend="numpy_nullable")
    assert list(read["article"]) == list(articles["id"])


def test_a_table_that_is_none_of_dask_and_one_without_texts_are_said(articles):
    with pytest.raises(HedgeLensError, match="A Dask DataFrame was expected"):
        hl.distributed.analyze_partitions(articles)
    with pytest.raises(HedgeLensError, match="has no column 'text'"):
        hl.distributed.analyze_partitions(dataframe.from_pandas(articles.drop(columns="text"), npartitions=1))
