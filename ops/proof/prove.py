"""The steps of the proof, one after another, and a table of their figures; called by ops/prove."""

import argparse
import json
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEBUG, RELEASE = f"{ROOT}/.build/debug/bursarhub", f"{ROOT}/.build/release/bursarhub"
TEST = "ops/crash-test --json --seed {seed}"
SHIPPED = f"{TEST} --command {RELEASE}"
SUITE = "swift test --skip-build --disable-xctest"

# Name, command, and the command of a slice; "" leaves the step out. Seconds are those of two cores; a
# step that is given some takes a seeded choice of its points that fits, and no less than it is told.
STEPS = [
    ("build", "swift build --build-tests && swift build -c release --product bursarhub", ""),
    ("slice", "", f"{TEST} --slice 55"),
    ("wrong orders", f"{TEST} wrong-orders --slice 60", f"{TEST} wrong-orders --slice 20"),
    ("release", f"{SHIPPED} release", ""),
    ("failpoints", f"{TEST} failpoints throws --slice 150", ""),
    ("surroundings", f"{SHIPPED} surroundings", ""),
    ("crash points", f"{SHIPPED} enumerate --slice 400 --least 1000", ""),
    ("pairs", f"{SHIPPED} pairs --pairs 2000 --slice 240 --least 500", ""),
    ("errors", f"{SHIPPED} errors network slow commits --slice 180", ""),
    ("others", f"{SHIPPED} backends ghosts rivals migrations decisions lines --rivals 5 --slice 180", ""),
    ("ten hubs", f"{SHIPPED} ten-hubs --crowds 2", ""),
    ("server", f"{SHIPPED} server-stop server-asleep --stops 20 --slice 240", ""),
    ("power cut", f"{SHIPPED} power-cut --slice 60", ""),
    ("rows", f"{SUITE} --filter '(^|[^A-Za-z0-9])[FBG][0-9]+[ :]'", ""),
    ("F04", f"BURSARHUB_SIGNAL_TIMES=50 {SUITE} --filter 'F04 a run that is asked'", ""),
    ("mutate", "ops/mutate --count 5000 --seed {seed}", ""),
    ("bad inputs", "ops/bad-inputs", ""),
    ("fuzz", "ops/fuzz --seconds {fuzz}", ""),
]


class Step:
    """One step's command, and what it came to."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.tried = self.violations = self.seconds = 0
        self.obstacle = ""
        self.detail = ""
        # Of each mode, how many different points were reached.
        self.distinct = {}

    def run(self):
        """Streams what the command says, and takes its figures from it."""
        print(f"== {self.name}: {self.command}", flush=True)
        started = time.monotonic()
        process = subprocess.Popen(["/bin/sh", "-c", self.command], cwd=ROOT, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, text=True)
        lines = []
        for line in process.stdout:
            print(f"   {line}", end="", flush=True)
            lines.append(line.strip())
        status = process.wait()
        self.seconds = round(time.monotonic() - started)
        for line in lines:
            self._read(line)
        if self.name == "fuzz" and status == 3:
            self.obstacle = "this Swift has no libFuzzer, or the build for it failed"
        elif status != 0 and not self.violations:
            # Without figures nothing was proved.
            self.violations = 1
            self.detail = f"exit status {status}"
        return self

    def _read(self, line):
        """The figures that a line has, in each of the forms in which steps say them."""
        if line.startswith('{"seeds"'):
            for mode, row in json.loads(line)["modes"].items():
                if row.get("words"):
                    self.obstacle = f"{mode}: {row['words']}"
                self.tried += row["reached"]
                self.distinct[mode] = row["distinct"]
                # Mistakes planted on purpose: violations are wanted there, and the exit status says whether all came.
                self.violations += 0 if mode in ("wrong-orders", "unsynced") else row["failed"]
                self.detail += f"{' ' if self.detail else ''}{mode} {row['reached']}"
        elif found := re.match(r"(\S+): no time left in this slice", line):
            if self.name != "slice":
                self.violations += 1
                self.detail += f"{' ' if self.detail else ''}no time for {found[1]}"
        elif found := re.match(r"ten hubs at once: (.*)", line):
            self.detail = found[1]
        elif found := re.match(r"([0-9]+) damaged exports", line):
            self.tried = int(found[1])
        elif found := re.match(r"([0-9]+) inputs, ([0-9]+) misjudged, (.*)", line):
            self.tried, self.violations, self.detail = int(found[1]), int(found[2]), found[3]
        elif found := re.match(r"(?:export|intake-\w+)\s+([0-9]+)\s+[0-9]+\s+[0-9]+\s+([0-9]+)\s+([0-9]+)$", line):
            self.tried += int(found[1])
            self.violations += int(found[2]) + int(found[3])
        elif self.name in ("rows", "F04") and (found := re.search(r"Test run with ([0-9]+) tests?", line)):
            self.tried = 50 if self.name == "F04" else int(found[1])
            failed = re.search(r"with ([0-9]+) issues?", line)
            self.violations = int(failed[1]) if failed else 0
            if found[1] == "0":
                self.violations, self.detail = 1, "no test has this name"

    @property
    def verdict(self):
        return "VIOLATED" if self.violations else "not run" if self.obstacle and not self.tried else "ok"

    @property
    def row(self):
        return {"step": self.name, "verdict": self.verdict, "tried": self.tried, "violations": self.violations,
                "seconds": self.seconds, "detail": self.obstacle or self.detail, "command": self.command}


def git(*words):
    """What git answers, or nothing where there is no repository."""
    try:
        found = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""


def seed_of_commit():
    return int(git("rev-list", "--count", "HEAD") or 1)


def summary(steps, seed, seconds, fuzz_seconds):
    """The figures that a person writes down."""
    def distinct(mode):
        return sum(step.distinct.get(mode, 0) for step in steps)

    def tried(name):
        return sum(step.tried for step in steps if step.name == name)

    changed = "+" if git("status", "--porcelain", "--untracked-files=no") else ""
    return {"seed": seed, "commit": (git("rev-parse", "--short", "HEAD") or "unknown") + changed,
            "processors": len(os.sched_getaffinity(0)), "crash_points": distinct("enumerate"),
            "pairs": distinct("pairs"), "mutations": tried("mutate"), "fuzz_executions": tried("fuzz"),
            "fuzz_seconds": 3 * fuzz_seconds if tried("fuzz") else 0,
            "violations": sum(step.violations for step in steps), "seconds": seconds}


def show_summary(figures):
    print("Proved at {commit} with seed {seed} on {processors} processors: {crash_points:,} crash points, {pairs:,} "
          "pairs, {mutations:,} mutations, {fuzz_executions:,} fuzz executions in {fuzz_seconds} s, {violations} "
          "violations, {minutes} min".format(minutes=-(-figures["seconds"] // 60), **figures), flush=True)


def show(rows):
    print("== Proof")
    print(f"{'step':<13} {'tried':>9} {'violations':>10} {'seconds':>8}  ")
    for row in rows:
        print(f"{row['step']:<13} {row['tried']:>9} {row['violations']:>10} {row['seconds']:>8}  "
              f"{'' if row['verdict'] == 'ok' else row['verdict'] + ': '}{row['detail']}".rstrip())
    print(f"{'all':<13} {sum(row['tried'] for row in rows):>9} {sum(row['violations'] for row in rows):>10} "
          f"{sum(row['seconds'] for row in rows):>8}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="ops/prove", description=__doc__)
    parser.add_argument("--slice", action="store_true", help="a seeded part, within two minutes")
    parser.add_argument("--list", action="store_true", help="the steps and their commands")
    parser.add_argument("--step", action="append", help="this step alone; may be repeated")
    parser.add_argument("--seed", type=int, help="other fees and choices; default: the number of commits")
    parser.add_argument("--fuzz-seconds", type=int, default=120, help="for each of the three targets")
    parser.add_argument("--json", metavar="FILE", help="the table, for a program")
    options = parser.parse_args()
    seed = options.seed or seed_of_commit()
    steps = [Step(name, (part if options.slice else whole).format(seed=seed, fuzz=options.fuzz_seconds))
             for name, whole, part in STEPS]
    steps = [step for step in steps if step.command and (not options.step or step.name in options.step)]
    if not steps:
        parser.error("no such step")
    if options.list:
        for step in steps:
            print(f"{step.name}: {step.command}")
        return 0
    started = time.monotonic()
    rows = []
    for step in steps:
        rows.append(step.run().row)
        if step.name == "build" and step.violations:
            break  # the others would try something else
    show(rows)
    figures = summary(steps, seed, round(time.monotonic() - started), options.fuzz_seconds)
    show_summary(figures)
    if options.json:
        with open(options.json, "w") as file:
            json.dump(figures | {"steps": rows}, file, indent=2)
            file.write("\n")
    return 1 if any(row["violations"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
