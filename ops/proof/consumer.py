#!/usr/bin/env python3
"""Takes every file out of outboxes at once, and keeps a copy of each, as the file load does.

    ops/proof/consumer.py STORE OUTBOX… [--every-ms 3]

A file is renamed away and read at that moment: what it held then counts, whatever is written to it
later. STORE/seen.jsonl has a line for each with campus, name, time, SHA-256 and the copy's name.
Names with a leading dot, and of uploads that are not done (.part), are not the consumer's.
"""

import argparse
import hashlib
import json
import os
import signal
import time


class Consumer:
    """Empties the outboxes of campuses: `outboxes` has the folder of each."""

    def __init__(self, store, outboxes, hand=None):
        self.store = store
        # Where a file goes at first: on the outboxes' file system.
        self.hand = hand or store
        self.outboxes = outboxes
        for folder in (store, self.hand):
            os.makedirs(folder, exist_ok=True)
        self.log = f"{store}/seen.jsonl"

    def take(self, only=lambda campus, name: True):
        """Takes what is there, once."""
        taken = 0
        for campus, folder in self.outboxes.items():
            try:
                names = os.listdir(folder)
            except FileNotFoundError:
                continue
            for name in sorted(names):
                if name.startswith(".") or name.endswith(".part") or not only(campus, name):
                    continue
                taken += self._take(campus, folder, name)
        return taken

    def _take(self, campus, folder, name):
        number = f"{time.monotonic_ns()}-{os.getpid()}"
        kept = f"{self.hand}/{number}.taken"
        try:
            os.rename(f"{folder}/{name}", kept)
        except FileNotFoundError:
            return 0  # the hub took it back
        with open(kept, "rb") as file:
            content = file.read()
        # What a writer adds after this moment comes too late for the load.
        self.keep(campus, name, content, number)
        os.unlink(kept)
        return 1

    def keep(self, campus, name, content, number=None):
        """Counts a file as seen, however it came here."""
        number = number or f"{time.monotonic_ns()}-{os.getpid()}"
        with open(f"{self.store}/{number}.copy", "wb") as file:
            file.write(content)
        line = {"campus": campus, "name": name, "at": time.time(), "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(), "copy": f"{number}.copy"}
        with open(self.log, "a") as file:
            file.write(json.dumps(line) + "\n")

    def copies(self):
        """What was ever seen, in the order of taking."""
        try:
            with open(self.log) as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []

    def content(self, copy):
        with open(f"{self.store}/{copy['copy']}", "rb") as file:
            return file.read()


class LiveConsumer:
    """A consumer in a process of its own, from `start` to `stop`."""

    def __init__(self, consumer, every=0.003):
        self.consumer = consumer
        self.every = every
        self.process = 0

    def start(self):
        self.process = os.fork()
        if self.process:
            return self
        stopping = []
        signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
        status = 0
        try:
            while not stopping:
                self.consumer.take()
                time.sleep(self.every)
        except BaseException:
            status = 1
        os._exit(status)

    def stop(self):
        os.kill(self.process, signal.SIGTERM)
        _, status = os.waitpid(self.process, 0)
        if status != 0:
            raise RuntimeError("the consumer failed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("store")
    parser.add_argument("outbox", nargs="+")
    parser.add_argument("--every-ms", type=float, default=3)
    options = parser.parse_args()
    consumer = Consumer(options.store, {os.path.basename(os.path.abspath(folder)): folder
                                        for folder in options.outbox})
    while True:
        consumer.take()
        time.sleep(options.every_ms / 1000)


if __name__ == "__main__":
    main()
