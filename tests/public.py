"""Lists what is public, a line a name with its parameters: ``python tests/public.py > tests/public.txt`` after a change that is meant."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module

PACKAGES = [
    "hedgelens",
    *(
        f"hedgelens.{room}"
        for room in (
            "measures",
            "charts",
            "concordance",
            "report",
            "sheet",
            "interchange",
            "collection",
            "study",
            "distributed",
            "component",
            "notebook",
        )
    ),
]
CLASSES = ("Analysis", "Analyzer", "Collection", "Registry", "Study")
RECORDS = ("Article", "Sentence", "Source", "Attribution", "Continuation", "Hedge", "Block", "Problem")


def public() -> Iterator[str]:
    """Yields what is public: names of packages with their parameters, members of classes, fields of records."""
    for package in map(import_module, PACKAGES):
        yield from (f"{package.__name__}.{name}{_parameters(getattr(package, name))}" for name in sorted(package.__all__))
    for name in CLASSES:
        kind = getattr(import_module("hedgelens"), name)
        members = {member for member in dir(kind) if not member.startswith("_")}
        members |= {field.name for field in fields(kind)} if is_dataclass(kind) else set()
        yield from (f"{name}.{member}{_parameters(getattr(kind, member, None))}" for member in sorted(members))
    records = import_module("hedgelens.records")
    yield from (f"{name}: {' '.join(field.name for field in fields(getattr(records, name)))}" for name in RECORDS)


def _parameters(value: object) -> str:
    if not (inspect.isfunction(value) or inspect.ismethod(value)):
        return ""
    given = inspect.signature(value).parameters.values()
    return f"({', '.join(one.name if one.default is one.empty else f'{one.name}=…' for one in given if one.name != 'self')})"


if __name__ == "__main__":
    print("\n".join(public()))
