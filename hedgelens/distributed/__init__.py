"""Articles on many machines: a partition of a table goes to a Dask or Spark worker, and a partition of results comes back."""

from hedgelens.distributed.batches import analyze_batches, analyze_partition
from hedgelens.distributed.frames import analyze_partitions
from hedgelens.distributed.layout import RESULTS, spark_schema
from hedgelens.distributed.plain_settings import plain_settings

__all__ = ["RESULTS", "analyze_batches", "analyze_partition", "analyze_partitions", "plain_settings", "spark_schema"]
