"""How JupyterLab starts the workbench, where ``jupyter-server-proxy`` is installed: a tile in its launcher."""

from __future__ import annotations

import secrets
import sys
from importlib.util import find_spec
from typing import Any

PROXY_TOKEN = "HEDGELENS_PROXY_TOKEN"
"""The variable by which the workbench is told what Jupyter puts into the header of each request that it passes on."""
PROXY_HEADER = "X-HedgeLens-Proxy"


def workbench() -> dict[str, Any]:
    """Returns how the workbench is started behind Jupyter.

    Who reaches it has passed Jupyter's own door: Jupyter puts a token into the header of each request that it passes on, which
    nobody else knows, and which stands in no address, command line or page.
    """
    token = secrets.token_urlsafe(24)
    return {
        # By the interpreter: the folder of the script "hedgelens" is on the path only if the environment is activated.
        "command": [sys.executable, "-P", "-m", "hedgelens", "app", "--port", "{port}", "--no-browser"],
        "environment": {PROXY_TOKEN: token},
        "request_headers_override": {"Host": "127.0.0.1:{port}", PROXY_HEADER: token},
        "timeout": 60,
        "new_browser_tab": True,
        "launcher_entry": {"title": "HedgeLens", "enabled": find_spec("uvicorn") is not None, "category": "Other"},
    }
