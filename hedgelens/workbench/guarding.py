"""Keeps everybody but the user who started the workbench out of it: a token, the host and the origin of each request."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from hedgelens.workbench.behind import Behind

_COOKIE = "hedgelens-token-{}"
"""For each port one: a browser sends those of all ports to each."""
OURS = "x-hedgelens"
"""A header that a page of another site cannot send without asking first, which is refused."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WITH_CHARTS = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""For a page with charts: what draws them gives each line its style."""
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guarded(response: Response) -> Response:
    """Tells the browser what an answer may do, where that does not say so itself."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


Next = Callable[[Request], Awaitable[Response]]


class Guard(BaseHTTPMiddleware):
    """Answers those only who know the token, on this machine, from our own pages."""

    def __init__(self, app: ASGIApp, token: str, port: int, behind: Behind | None = None) -> None:
        """Takes the token that the address holds at first, the port, and what it stands behind."""
        super().__init__(app)
        self._token, self._behind, self._cookie = token, behind, _COOKIE.format(port)
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Refuses a request, lets the user in, or passes it on."""
        if not self._is_for_us(request):
            return PlainTextResponse("This workbench answers on this computer only.", 421)
        given = request.query_params.get("token")
        if given is not None and request.method == "GET" and self._is_token(given):
            return self._let_in(request)
        if not self._is_passed_on(request) and not self._is_token(request.cookies.get(self._cookie, "")):
            said = "Open the workbench with the whole address that 'hedgelens app' printed: it contains a token."
            return PlainTextResponse(said, 403)
        if request.method not in ("GET", "HEAD") and not self._is_ours(request):
            return PlainTextResponse("Only the workbench's own pages may change anything.", 403)
        return guarded(await call_next(request))

    def _is_for_us(self, request: Request) -> bool:
        """Says whether the request names a host that is ours; what stands before the workbench has names of its own."""
        host = request.headers.get("host", "")
        return host in self._hosts or (self._behind is not None and not self._behind.token)

    def _is_passed_on(self, request: Request) -> bool:
        """Says whether the server that the workbench stands behind, which lets its own users in only, passed the request on."""
        if self._behind is None or not self._behind.token:
            return False
        given = request.headers.get(self._behind.header, "")
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._behind.token.encode())

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def _is_ours(self, request: Request) -> bool:
        """Says whether one of our pages asks: it sends a header that other sites' pages cannot, from our own address."""
        site = request.headers.get("sec-fetch-site", "same-origin")
        return self._is_our_origin(request) and site == "same-origin" and OURS in request.headers

    def _is_our_origin(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if origin is None or origin in {f"http://{host}" for host in self._hosts} or self._is_passed_on(request):
            return True
        named = {request.headers.get("host", ""), request.headers.get("x-forwarded-host", "")} - {""}
        return self._behind is not None and origin.partition("://")[2] in named

    def _let_in(self, request: Request) -> Response:
        """Keeps the token in a cookie that scripts and other sites cannot use, and takes it out of the address."""
        path = str(request.url.remove_query_params("token").path) or "/"
        response = RedirectResponse(path if self._behind is None else f".{path}", 303)
        prefix = "/" if self._behind is None else request.headers.get("x-forwarded-prefix", "/")
        response.set_cookie(self._cookie, self._token, path=prefix, httponly=True, samesite="strict")
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
