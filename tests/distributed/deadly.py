"""Loaded by the workers of a test's cluster: an article called "deadly" ends the process that analyses it, as a lack of memory does."""

import os
import time


def dask_setup(worker):
    from hedgelens.study import remote

    done = remote.done

    def deadly(analyzer, task):
        if task.id == "deadly":
            os._exit(9)
        time.sleep(0.1)  # so that no other one has finished everything before a process is killed
        return done(analyzer, task)

    remote.done = deadly
