"""Drives a real Chromium over a pipe, so that keys are keys, the page's own rules hold, and every request is seen."""

import json
import os
import shutil
import subprocess
import time

PROGRAM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
).split()

_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowLeft": 37, "ArrowRight": 39}


class Browser:
    """A browser with one page, and what it did."""

    def __init__(self, profile):
        import fcntl  # not on Windows, where the tests find no browser

        down, up = os.pipe(), os.pipe()
        # Out of the way of 3 and 4, where the browser looks for them.
        hears, says = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (down[0], up[1]))

        def wire():
            os.dup2(hears, 3)
            os.dup2(says, 4)

        command = [
            PROGRAM,
            *FLAGS,
            f"--user-data-dir={profile}",
            "--remote-debugging-pipe",
            "--window-size=1280,900",
            "about:blank",
        ]
        self._process = subprocess.Popen(
            command, preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for end in (down[0], up[1], hears, says):
            os.close(end)
        self._to, self._from = os.fdopen(down[1], "wb"), os.fdopen(up[0], "rb")
        self._number, self._rest, self._session, self.events = 0, b"", None, []
        target = next(t for t in self._call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def close(self):
        self._process.kill()
        self._process.wait()
        self._to.close()
        self._from.close()

    def _call(self, method, **params):
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def _read(self):
        while b"\0" not in self._rest:
            piece = os.read(self._from.fileno(), 1 << 16)
            assert piece, "the browser has gone"
            self._rest += piece
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def open(self, url):
        self._call("Page.navigate", url=url)
        for _ in range(200):
            if self.run("document.readyState === 'complete' && location.href !== 'about:blank'"):
                return
            time.sleep(0.05)
        raise AssertionError("the page does not load")

    def run(self, expression):
        result = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, key):
        about = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": _KEYS[key]}
        text = {"Enter": "\r", " ": " "}.get(key)
        self._call("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
        self._call("Input.dispatchKeyEvent", type="keyUp", **about)

    def move(self, x, y):
        self._call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def grant(self, name):
        session, self._session = self._session, None
        self._call("Browser.grantPermissions", permissions=[name])
        self._session = session

    @property
    def requests(self):
        return [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]

    @property
    def complaints(self):
        bad = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
        return [e["params"] for e in self.events if e.get("method") in bad]
