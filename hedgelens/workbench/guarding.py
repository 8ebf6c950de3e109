"""Keeps everybody but the user who started the workbench out of it: a token, the host and the origin of each request."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

_COOKIE = "hedgelens-token"
OURS = "x-hedgelens"
"""A header that a page of another site cannot send without asking first, which is refused."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Next = Callable[[Request], Awaitable[Response]]


class Guard(BaseHTTPMiddleware):
    """Answers those only who know the token, on this machine, from our own pages."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        """Takes the token that the address holds at first, and the port."""
        super().__init__(app)
        self._token = token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Refuses a request, lets the user in, or passes it on."""
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("This workbench answers on this machine only.", 421)
        given = request.query_params.get("token")
        if given is not None and request.method == "GET" and self._is_token(given):
            return self._let_in(request)
        if not self._is_token(request.cookies.get(_COOKIE, "")):
            said = "Open the workbench by the whole address that 'hedgelens app' printed: it holds a token."
            return PlainTextResponse(said, 403)
        if request.method not in ("GET", "HEAD") and not self._is_ours(request):
            return PlainTextResponse("Only the workbench's own pages may change anything.", 403)
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def _is_ours(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        same = origin is None or origin in {f"http://{host}" for host in self._hosts}
        return same and request.headers.get("sec-fetch-site", "same-origin") == "same-origin" and OURS in request.headers

    def _let_in(self, request: Request) -> Response:
        """Keeps the token in a cookie that scripts and other sites cannot use, and takes it out of the address."""
        response = RedirectResponse(str(request.url.remove_query_params("token").path) or "/", 303)
        response.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
