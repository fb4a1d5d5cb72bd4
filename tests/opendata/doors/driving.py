"""Drives a headless Chromium as a user would: keys, clicks, the size of the window.

It speaks the DevTools protocol over two pipes (`--remote-debugging-pipe`): messages end with a zero byte.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browsing import FLAGS

_CODES = {"Enter": 13, "Tab": 9, "Escape": 27, "End": 35, "Space": 32, "ArrowRight": 39, "ArrowDown": 40}
_EXEC = """import os, sys
os.dup2(int(sys.argv[1]), 3), os.dup2(int(sys.argv[2]), 4)
os.execvp(sys.argv[3], sys.argv[3:])"""
_CONTROL = 2
_HIGH = 20  # a number of a pipe that is no other's
_PATIENCE = 15.0  # seconds


class Tab:
    """A page in a browser."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._buffer = b""
        self._number = 0
        self._session = ""
        self.problems: list[str] = []
        """What the console complained of."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def size(self, width: int, height: int) -> None:
        """The window, in CSS pixels; narrow ones are phones."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def open(self, address: str) -> None:
        """Goes to the address and waits until its scripts are ready."""
        self._call("Page.navigate", url=address)
        self.until("document.querySelector('#sparql')?.dataset.ready === ''")

    def js(self, expression: str) -> Any:
        """The value of an expression."""
        done = self._call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def until(self, expression: str) -> None:
        """Waits until the expression is true."""
        end = time.monotonic() + _PATIENCE
        while not self.js(expression):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Types it, a key each."""
        for character in text:
            self._call("Input.dispatchKeyEvent", type="char", text=character)

    def key(self, name: str) -> None:
        """Presses a key, with `Ctrl+` before it or without."""
        control, _, key = name.rpartition("+")
        code = _CODES[key]
        text = {"text": "\r"} if key == "Enter" and not control else {}
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent",
                type=kind,
                key={"Space": " "}.get(key, key),
                code=key,
                windowsVirtualKeyCode=code,
                modifiers=_CONTROL if control else 0,
                **text,
            )

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") == self._number:
                assert "error" not in found, found
                result: dict[str, Any] = found["result"]
                return result
            if found.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.problems.append(json.dumps(found["params"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            piece = os.read(self._answers, 1 << 16)
            assert piece, "the browser ended"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def driven(browser: str, folder: Path) -> Iterator[Tab]:
    """A tab in a browser of its own, whose profile is in the folder."""
    pipes = [*os.pipe(), *os.pipe()]
    theirs, ours = (fcntl.fcntl(pipes[at], fcntl.F_DUPFD, _HIGH) for at in (0, 1))
    answers, replies = (fcntl.fcntl(pipes[at], fcntl.F_DUPFD, _HIGH) for at in (2, 3))
    for each in pipes:
        os.close(each)
    command = [browser, *FLAGS, "--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}"]
    with subprocess.Popen(
        [sys.executable, "-c", _EXEC, str(theirs), str(replies), *command],
        pass_fds=(theirs, replies),
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
    ) as process:
        os.close(theirs)
        os.close(replies)
        try:
            yield Tab(ours, answers)
        finally:
            os.close(ours)
            os.close(answers)
            process.terminate()
