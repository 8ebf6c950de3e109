"""Gives pandas its accessor ``.hedgelens`` as soon as somebody imports pandas, without importing it for those who do not."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_ACCESSOR = "hedgelens.collection"


class _Waiting(MetaPathFinder):
    """Waits for the import of pandas, lets it happen, and has the accessor registered after it."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != "pandas":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_and_register(module: ModuleType) -> None:
                run(module)
                import_module(_ACCESSOR)

            loader: Any = spec.loader
            loader.exec_module = run_and_register
        return spec


def register() -> None:
    """Registers the accessor now where pandas is there, else when it comes."""
    if hasattr(sys.modules.get("pandas"), "DataFrame"):
        import_module(_ACCESSOR)
    elif not any(isinstance(finder, _Waiting) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Waiting())
