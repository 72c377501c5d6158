"""A Chromium without a window, spoken to through its own driver."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

TAB, ENTER = "\ue004", "\ue007"
# The sandbox wants namespaces that root in a container lacks; its shared memory there is small.
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
             "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--disable-extensions"]


class Chromium:
    """One browser; all that it keeps lies in the folder it is given."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        chromium, driver = program("chromium", "chromium-browser", "google-chrome"), program("chromedriver")
        self.process = subprocess.Popen(
            [driver, "--port=0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
            env=dict(os.environ, HOME=self.folder, TMPDIR=self.folder))
        try:
            self.line = http.client.HTTPConnection("127.0.0.1", self._port(), timeout=60)
            self.session = ""
            options = {"binary": chromium, "args": ARGUMENTS + [f"--user-data-dir={self.folder}/profile"]}
            started = self._ask("POST", "/session", capabilities={"alwaysMatch": {
                "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}})
            self.session = f"/session/{started['sessionId']}"
            self.browser = started["capabilities"]["goog:processID"]
        except BaseException:
            self.process.terminate()
            self.process.wait()
            raise
        return self

    def __exit__(self, *_):
        # Whoever was asked to end may be in the middle of a question.
        self.line.close()
        try:
            self._ask("DELETE", "")
        except (OSError, http.client.HTTPException, RuntimeError):
            # A driver that ends leaves its browser behind.
            os.kill(self.browser, signal.SIGKILL)
            raise
        finally:
            self.process.terminate()
            self.process.wait()

    def open(self, url):
        """Goes there, and waits until all of the page has come."""
        self._ask("POST", "/url", url=url)

    @property
    def address(self):
        return self._ask("GET", "/url")

    def press(self, keys):
        """Types as a keyboard does, into whatever has the focus."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def enter(self, keys=""):
        """Types, and confirms what opens another page; waits until that has come."""
        self.value("document.isLeft = true")
        self.press(keys + ENTER)
        latest = time.monotonic() + 20
        while not self.value("!document.isLeft && document.readyState === 'complete'"):
            if time.monotonic() > latest:
                raise RuntimeError(f"the enter key leads nowhere on {self.address}")
            time.sleep(0.01)

    def messages(self):
        """What the browser had to say since it was asked last."""
        return self._ask("POST", "/se/log", type="browser")

    def resize(self, width, height, scheme):
        self.debug("Emulation.setDeviceMetricsOverride", width=width, height=height,
                   deviceScaleFactor=1, mobile=False)
        self.debug("Emulation.setEmulatedMedia",
                   features=[{"name": "prefers-color-scheme", "value": scheme}])

    def value(self, expression):
        """By the debugger, so that a page's own policy has no say in it."""
        answer = self.debug("Runtime.evaluate", expression=expression, awaitPromise=True,
                            returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def debug(self, command, **parameters):
        return self._ask("POST", "/goog/cdp/execute", cmd=command, params=parameters)

    def _ask(self, method, path, **body):
        self.line.request(method, self.session + path, json.dumps(body) if method == "POST" else None,
                          {"Content-Type": "application/json"})
        answer = self.line.getresponse()
        value = json.load(answer)["value"]
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {value['error']}: {value['message']}")
        return value

    def _port(self):
        for line in self.process.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return int(found[1])
        raise RuntimeError("chromedriver did not start")


def program(*names):
    for name in names:
        if shutil.which(name):
            return shutil.which(name)
    sys.exit(f"There is no {names[0]}. Call `ops/install --tests`, which installs it.")
