"""A hub as it stands after an evening: all campuses, a fee that is held, tokens, and its server."""

import glob
import json
import os
import re
import subprocess
import time

# At the first a fee is held, whatever the day's sample is: its type is one that the campus's file does not know.
HELD, OTHER = "bakersfield", "humboldt"
UNKNOWN = "CUSTOMER_DEFINED_10"


class Stand:
    """Made in an empty folder, with the embedded database; nothing of it stays up."""

    def __init__(self, command, campuses, folder):
        self.command, self.campuses = command, campuses
        self.home, self.log = os.path.join(folder, "home"), os.path.join(folder, "serve.log")
        self.server = None

    def __enter__(self):
        try:
            self.hub("demo", self.campuses, "--fees", "30")
            self._hold_one()
            self.hub("run", "--settle", "0", "--quiet", status=1)
            self.tokens = {"consortium": self._token("everybody"),
                           HELD: self._token("desk", "--campus", HELD, "--trace")}
            self.campus_names = {each["campus"]: each["name"]
                                 for each in self.asked("campus", "list")["campuses"]}
            self.address = self._serve()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            if self.server:
                self.server.terminate()
                self.server.wait(timeout=10)
        finally:
            if self.server:
                self.server.kill()
            if os.path.isdir(f"{self.home}/postgres"):
                self.hub("database", "stop")

    def hub(self, *arguments, status=0):
        """What a command says; one that ends otherwise than it should ends all of this."""
        done = subprocess.run([self.command, *arguments, "--home", self.home], text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=120)
        if done.returncode != status:
            raise RuntimeError(f"bursarhub {arguments[0]} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def asked(self, *arguments):
        return json.loads(self.hub(*arguments, "--json"))

    def told(self, element, campus="*"):
        """What Alma's own files say in an element, at one campus or at all."""
        texts = set()
        for path in glob.glob(f"{self.home}/archive/{campus}/*.xml"):
            with open(path, encoding="utf-8") as file:
                texts.update(re.findall(f"<xb:{element}>([^<]+)</xb:{element}>", file.read()))
        return texts

    def fee(self, campus):
        """The transaction id of a student's fee at a campus, and the student's id."""
        [path] = glob.glob(f"{self.home}/archive/{campus}/*.xml")
        with open(path, encoding="utf-8") as file:
            student = students(file.read())[-1]
        return [re.search(f"<xb:{element}>([^<]+)<", student)[1] for element in ("bursarTransactionId", "value")]

    def _hold_one(self):
        [path] = glob.glob(f"{self.home}/inbox/{HELD}/*.xml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        charge = r"<xb:fineFeeType>(?!CREDIT<)\w+<"
        student = next(each for each in students(text) if re.search(charge, each))
        held = re.sub(charge, f"<xb:fineFeeType>{UNKNOWN}<", student, count=1)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(student, held))

    def _token(self, name, *sight):
        return self.asked("token", "create", name, *sight)["token"]

    def _serve(self):
        with open(self.log, "w") as log:
            self.server = subprocess.Popen(
                [self.command, "serve", "--listen", "127.0.0.1:0", "--home", self.home],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        latest = time.monotonic() + 30
        while self.server.poll() is None and time.monotonic() < latest:
            found = re.search(r"Serving on (http://\S+)/", self.said())
            if found:
                return found[1]
            time.sleep(0.05)
        raise RuntimeError(f"bursarhub serve did not start: {self.said()}")

    def said(self):
        """What the server has said so far."""
        with open(self.log) as file:
            return file.read()


def students(export):
    """What an export says of each borrower with a student account, from the id to the last fee."""
    return [each for each in export.split("<xb:user>") if re.search(r"<xb:value>\d{9}<", each)]
