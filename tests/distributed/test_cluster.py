"""A study whose articles are analysed by the workers of a cluster."""

import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import pytest

from hedgelens.records import HedgeLensError, HedgeLensWarning
from hedgelens.study import Study, connecting
from hedgelens.study.remote import check_same, made_with

TEXTS = {
    f"{place}-{number:02}": f"The {place} is closed, Ada Okoro said on day {number}. It may open again, according to Teo Brandvold."
    for place in ("bridge", "brücke 橋", "ferry")
    for number in range(1, 9)
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return folder


@pytest.fixture
def study(tmp_path, folder):
    with Study.new(tmp_path / "cluster.study", engine="rules") as study:
        study.add(folder)
        yield study


@pytest.fixture(scope="module")
def cluster():
    """Two processes on this machine; one death is enough to suspect the articles that the process had."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'hedgelens[distributed]'")
    import dask
    from distributed import LocalCluster

    settings = {"distributed.scheduler.allowed-failures": 0, **connecting.PATIENT}
    deadly = str(Path(__file__).with_name("deadly.py"))
    with (
        dask.config.set(settings),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, preload=[deadly]) as cluster,
    ):
        yield cluster


def processes(cluster):
    """The processes of a cluster's workers."""
    return [worker.pid for worker in cluster.workers.values() if worker.status.name == "running" and worker.pid]


def found(study):
    return {analysis.article.id: analysis.to_json() for analysis in study}


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """What one process of this machine finds."""
    folder = tmp_path_factory.mktemp("here")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    with Study.new(folder / "here.study", engine="rules") as study:
        study.add(folder)
        study.run()
        return found(study)


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_changes_nothing(study, cluster, here):
    killed = []

    def told(progress):
        if progress.done == 4 and not killed:
            killed.append(processes(cluster)[0])
            os.kill(killed[0], signal.SIGKILL)

    status = study.run(scheduler=cluster.scheduler_address, told=told)
    assert killed
    assert (status.analysed, status.to_do, status.problems) == (len(TEXTS), 0, ())
    assert found(study) == here


@pytest.mark.slow
def test_an_article_that_its_workers_die_of_is_a_problem_and_no_other_one_is(study, folder, cluster, here):
    (folder / "deadly.txt").write_text("The mill is closed, Ada Okoro said.\n", "utf-8")
    study.refresh()
    status = study.run(scheduler=cluster.scheduler_address)
    assert [(problem.article, problem.reason.split(":")[0]) for problem in status.problems] == [
        ("deadly", "Every worker that analysed it died")
    ]
    assert found(study) == here


@pytest.mark.slow
def test_a_run_that_is_stopped_goes_on_and_leaves_the_cluster_as_it_was(study, cluster, here):
    def stop(progress):
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study.run(scheduler=cluster.scheduler_address, told=stop)
    assert 3 <= study.status().analysed < len(TEXTS)
    assert study.run(scheduler=cluster.scheduler_address).to_do == 0
    assert found(study) == here


@pytest.mark.slow
def test_the_table_of_a_cluster_is_that_of_one_process(cluster, articles):
    dataframe = pytest.importorskip("dask.dataframe")
    from distributed import Client

    from hedgelens.distributed import analyze_partition, analyze_partitions, plain_settings

    lazy = analyze_partitions(dataframe.from_pandas(articles, npartitions=4), table="analyses", engine="rules")
    with Client(cluster, set_as_default=False) as client:
        there = client.compute(lazy).result().reset_index(drop=True)
    assert there.equals(analyze_partition(articles, table="analyses", settings=plain_settings(engine="rules")))


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_said(study, tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'hedgelens[distributed]'")
    monkeypatch.setattr(connecting, "_WAITS", 3.0)
    monkeypatch.setattr("hedgelens.study.cluster._LISTENS", 0.5)
    file = tmp_path / "scheduler.json"
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--scheduler-file",
        str(file),
        "--port",
        "0",
        "--no-dashboard",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as scheduler:
        try:
            while not file.exists():
                time.sleep(0.1)
            threading.Timer(2.0, scheduler.kill).start()
            with pytest.warns(HedgeLensWarning, match="has no worker at present"), pytest.raises(HedgeLensError, match="is gone"):
                study.run(scheduler=str(file))
        finally:
            scheduler.kill()
    assert study.status().at_work == 0


def test_a_scheduler_that_is_not_there_is_said(study, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'hedgelens[distributed]'")
    monkeypatch.setattr(connecting, "_WAITS", 0.5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        with pytest.raises(HedgeLensError, match=r"There is no scheduler of a Dask cluster at 'tcp://127.0.0.1:9'"):
            study.run(scheduler="tcp://127.0.0.1:9")
    with pytest.raises(HedgeLensError, match=r"There is no scheduler of a Dask cluster at 'carrier-pigeon://x:1'"):
        study.run(scheduler="carrier-pigeon://x:1")
    with pytest.raises(HedgeLensError, match=r"There is no file 'nowhere.json'"):
        study.run(scheduler="nowhere.json")
    with pytest.raises(HedgeLensError, match="0 processes"):
        study.run(scheduler="local:0")


def test_processes_that_do_not_start_are_said_with_the_line_that_a_script_needs(study, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'hedgelens[distributed]'")

    def never(**_):
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(distributed, "LocalCluster", never)
    with pytest.raises(HedgeLensError, match=r"did not start \(Nanny failed to start\.\).*if __name__ == '__main__':"):
        study.run(scheduler="local:2")


def test_a_missing_package_is_said_with_the_command_that_installs_it(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(HedgeLensError, match=r"'distributed', which is not installed.*pip install 'hedgelens\[distributed\]'"):
        study.run(scheduler="local")


def test_jobs_and_a_scheduler_are_not_both_given(study):
    with pytest.raises(HedgeLensError, match="the scheduler local:2"):
        study.run(jobs=2, scheduler="local")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"spacy": "1.0"}, "it has spacy 1.0 and not"),
        ({"HedgeLens": "9.9"}, "it has HedgeLens 9.9 and not"),
        ({"key": "other"}, "the same versions, but different code"),
    ],
)
def test_a_worker_that_analyses_in_another_way_is_said(other, said):
    here = made_with("key")
    check_same(dict(here), here)
    with pytest.raises(HedgeLensError, match=said):
        check_same({**here, **other}, here)
