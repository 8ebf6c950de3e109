"""A study: many articles in the forms they come in, and their analyses, in one file that is never half written."""

from hedgelens.study.adding import Added
from hedgelens.study.running import Progress
from hedgelens.study.status import Status
from hedgelens.study.store import is_study
from hedgelens.study.study import Study

__all__ = ["Added", "Progress", "Status", "Study", "is_study"]
