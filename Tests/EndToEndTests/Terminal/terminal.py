"""Runs a program on a terminal of its own, and does what a person would do there.

    terminal.py ROWS COLUMNS STEPS PROGRAM ARGUMENT...

STEPS is JSON, a list of: ["see", TEXT] waits until the picture holds TEXT (colours left out),
["unsee", TEXT] until it does not, ["type", KEYS], ["size", ROWS, COLUMNS], ["signal", NUMBER],
["do", PROGRAM, ARGUMENT...] runs something beside it. Then the program is to end by itself.

Prints JSON: how it ended, all that it wrote, and whether the terminal is as it was before. What a
step waits for in vain ends it all.
"""

import atexit
import fcntl
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time

PATIENCE = 60
rows, columns, steps, *command = sys.argv[1:]
master, slave = os.openpty()
written = b""


def resize(rows, columns):
    size = struct.pack("HHHH", int(rows), int(columns), 0, 0)
    fcntl.ioctl(master, termios.TIOCSWINSZ, size)


def own_terminal():
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def listen():
    global written
    while True:
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            written += os.read(master, 65536)
        elif process.poll() is not None:
            return


def picture():
    """What was written since the cursor last went home."""
    last = written.decode(errors="replace").rsplit("\x1b[H", 1)[-1]
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", last)


def wait(words, is_reached):
    end = time.monotonic() + PATIENCE
    while not is_reached():
        if time.monotonic() > end:
            process.kill()
            sys.exit(f"waited in vain for {words}; there is:\n{picture()}")
        time.sleep(0.01)


resize(rows, columns)
before = termios.tcgetattr(slave)
process = subprocess.Popen(
    command, stdin=slave, stdout=slave, stderr=slave, preexec_fn=own_terminal,
    env={"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8",
         "SWIFT_BACKTRACE": "enable=no"},
)
atexit.register(process.kill)  # whatever becomes of this script
listener = threading.Thread(target=listen, daemon=True)
listener.start()
for verb, *words in json.loads(steps):
    match verb:
        case "see":
            wait(words[0], lambda: words[0] in picture())
        case "unsee":
            wait(words[0], lambda: words[0] not in picture())
        case "type":
            os.write(master, words[0].encode())
        case "size":
            resize(*words)
        case "signal":
            process.send_signal(words[0])
        case "do":
            subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)
wait("its end", lambda: process.poll() is not None)
listener.join(PATIENCE)
json.dump(
    {
        "exit": process.returncode,
        "written": written.decode(errors="replace"),
        "restored": termios.tcgetattr(slave) == before,
    },
    sys.stdout,
)
