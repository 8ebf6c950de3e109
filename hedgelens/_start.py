"""What has to be set before anything else is loaded, and as soon as pandas is.

The telemetry of other packages is off, and no file of the user's is taken for one of theirs. Pandas has its accessor
``.hedgelens`` as soon as somebody imports it, and is not imported for those who do not.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in `typing`, which a user's file could hide
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

VERSION = "0.1.0"

TELEMETRY_OFF = "ORT_DISABLE_TELEMETRY"
"""ONNX Runtime looks at this variable while it is loaded, and never again; what its functions switch off later goes on."""

# Loaded in a run: what HedgeLens imports itself (held by a test), and what these import.
LOADED = frozenset(
    """
    annotationlib argparse array ast asyncio base64 binascii bisect bz2 calendar cmath collections colorsys compression concurrent
    configparser contextlib contextvars copy copyreg csv ctypes dataclasses datetime decimal difflib dis email enum fcntl
    fileinput fnmatch fractions functools gettext glob grp gzip hashlib heapq hmac html http importlib inspect ipaddress itertools
    json keyword linecache locale logging lzma math mimetypes mmap multiprocessing numbers opcode operator optparse pathlib pickle
    pickletools pkgutil platform plistlib pprint pstats pydoc pyexpat queue quopri random re reprlib secrets select selectors
    shlex shutil signal socket socketserver sqlite3 ssl statistics string stringprep struct subprocess sysconfig tarfile tempfile
    textwrap threading time timeit token tokenize tomllib traceback types typing unicodedata unittest urllib uuid warnings weakref
    webbrowser xml zipfile zlib zoneinfo
    IPython PIL fontTools annotated_doc annotated_types anyio babel blis catalogue certifi charset_normalizer click cloudpickle
    confection courlan cycler cymem dask dateparser dateparser_data dateutil defusedxml distributed docx duckdb google h11
    htmldate httpx idna ipywidgets jinja2 justext kiwisolver lxml lxml_html_clean markupsafe matplotlib murmurhash nltk numpy onnx
    onnxruntime openpyxl packaging pandas platformdirs preshed pyarrow pydantic pydantic_core pygments pyparsing pypdf
    python_multipart pytz regex rensa requests rich safetensors shellingham spacy srsly starlette striprtf thinc tld tokenizers
    threadpoolctl torch tqdm trafilatura transformers typer typing_extensions typing_inspection tzdata tzlocal urllib3 uvicorn
    wasabi weasel
    """.split()
)


def keep_silent() -> None:
    """Switches off the telemetry of ONNX Runtime, which is on by default, for this process and those that it starts."""
    runtime = sys.modules.get("onnxruntime")
    if runtime is not None and os.environ.get(TELEMETRY_OFF) != "1":
        import warnings

        from hedgelens.records import HedgeLensWarning

        runtime.disable_telemetry_events()
        warnings.warn(
            "'onnxruntime' was loaded before 'hedgelens', with its telemetry on: it may send information about this "
            "computer to its maker. "
            f"Import hedgelens first, or set {TELEMETRY_OFF}=1 before you start Python.",
            HedgeLensWarning,
            stacklevel=3,
        )
    os.environ[TELEMETRY_OFF] = "1"


def check_hidden() -> None:
    """Checks that Python does not take a file beside the user's script for a module that HedgeLens needs.

    Nothing is imported for it but what Python itself has loaded: all else may be hidden.

    Raises:
        HedgeLensError: it does.
    """
    if not sys.path or not _is_users(sys.path[0]):
        return
    folder, *others = sys.path
    for name, file in sorted(_modules_in(folder or ".")):
        loaded = sys.modules.get(name)
        found_before = loaded is not None and getattr(loaded, "__file__", None) != file
        if name in LOADED and not found_before and _is_elsewhere(name, others):
            sys.path[:] = others
            from hedgelens.records import HedgeLensError

            sys.path[:] = [folder, *others]
            raise HedgeLensError(
                f"Your file '{file}' hides the module '{name}' that HedgeLens needs: Python loads your file instead. Give the "
                f"file another name."
            )


def _is_users(folder: str) -> bool:
    """Says whether a folder that Python looks into is that of the script, or the one that it was started in."""
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    try:
        return folder == "" or os.path.realpath(folder) in (os.getcwd(), os.path.dirname(os.path.realpath(main or "")))
    except OSError:  # it is gone
        return False


def _modules_in(folder: str) -> list[tuple[str, str]]:
    """Lists the modules of a folder with their files; nothing where packages are installed in it."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    if any(name.endswith(".dist-info") for name in names):
        return []
    packages = [(name, os.path.join(folder, name, "__init__.py")) for name in names if "." not in name]
    files = [(name[:-3], os.path.join(folder, name)) for name in names if name.endswith(".py")]
    return files + [(name, file) for name, file in packages if os.path.isfile(file)]


def _is_elsewhere(name: str, folders: list[str]) -> bool:
    if name in sys.stdlib_module_names:
        return True
    from importlib.machinery import PathFinder

    return PathFinder.find_spec(name, folders) is not None


class _Waiting:
    """Waits for the import of a module, lets it happen, and does something after it."""

    def __init__(self, name: str, then: Callable[[], object]) -> None:
        self._name, self._then = name, then

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        from importlib.util import find_spec

        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_both(module: ModuleType) -> None:
                run(module)
                self._then()

            loader: Any = spec.loader
            loader.exec_module = run_both
        return spec


def after_pandas(then: Callable[[], object]) -> None:
    """Does something now where pandas is there, else when it comes."""
    if hasattr(sys.modules.get("pandas"), "DataFrame"):
        then()
    elif not any(isinstance(finder, _Waiting) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Waiting("pandas", then))
