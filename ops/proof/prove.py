"""The steps of the proof, one after another, and a table of their figures; called by ops/prove."""

import argparse
import json
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEBUG, RELEASE = f"{ROOT}/.build/debug/bursarhub", f"{ROOT}/.build/release/bursarhub"
TEST = "ops/crash-test --json"
SHIPPED = f"{TEST} --command {RELEASE}"

# Name, command, and the command of a slice; "" leaves the step out. {seed} is the seed of the proof.
STEPS = [
    ("build", "swift build && swift build -c release --product bursarhub", ""),
    ("slice", "", f"{TEST} --seed {{seed}} --slice 55"),
    ("wrong orders", f"{TEST} wrong-orders --seed {{seed}} --share 0.25", f"{TEST} wrong-orders --seed {{seed}} --slice 20"),
    ("release", f"{SHIPPED} release --seed {{seed}}", ""),
    ("failpoints", f"{TEST} failpoints throws --seed {{seed}}", ""),
    ("crash points", f"{SHIPPED} surroundings enumerate --seed {{seed}}", ""),
    ("further seeds", f"{SHIPPED} enumerate --seed {{seed}}1 --seeds 2 --share 0.3", ""),
    ("pairs", f"{SHIPPED} pairs --seed {{seed}} --pairs 1100", ""),
    ("errors", f"{SHIPPED} errors --seed {{seed}} --share 0.3", ""),
    ("network", f"{SHIPPED} network slow commits --seed {{seed}} --share 0.3", ""),
    ("backends", f"{SHIPPED} backends ghosts --seed {{seed}} --share 0.2", ""),
    ("rivals", f"{SHIPPED} rivals migrations --seed {{seed}}", ""),
    ("server", f"{SHIPPED} server-stop server-asleep --seed {{seed}}", ""),
    ("power cut", f"{SHIPPED} power-cut --seed {{seed}}", ""),
]


def figures_of(line):
    """What a step says in its last line: figures as JSON, or words."""
    try:
        modes = json.loads(line)["modes"]
    except (ValueError, KeyError, TypeError):
        return line
    return "; ".join(f"{mode} {row.get('words') or str(row['reached']) + ' points'}"
                     + ("" if mode == "wrong-orders" else f", {row['failed']} violations")
                     for mode, row in modes.items())


def run(name, command):
    """Streams what the step says; its last line are its figures."""
    print(f"== {name}: {command}", flush=True)
    started = time.monotonic()
    process = subprocess.Popen(["/bin/sh", "-c", command], cwd=ROOT, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, text=True)
    last = figures = ""
    for line in process.stdout:
        print(f"   {line}", end="", flush=True)
        last = line.strip() or last
        figures = last if last.startswith("{") else figures
    status = process.wait()
    return status, figures_of(figures or last), time.monotonic() - started


def seed_of_commit():
    found = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return int(found.stdout.strip() or 1) if found.returncode == 0 else 1


def main():
    parser = argparse.ArgumentParser(prog="ops/prove", description=__doc__)
    parser.add_argument("--slice", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--step", action="append")
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    seed = options.seed or seed_of_commit()
    steps = [(name, (part if options.slice else whole).format(seed=seed)) for name, whole, part in STEPS]
    steps = [step for step in steps if step[1] and (not options.step or step[0] in options.step)]
    if not steps:
        parser.error("no such step")
    if options.list:
        for name, command in steps:
            print(f"{name}: {command}")
        return 0
    rows, status = [], 0
    for name, command in steps:
        ended, figures, seconds = run(name, command)
        rows.append((name, "ok" if ended == 0 else "VIOLATED", f"{seconds:.0f} s", figures))
        status = status or ended
    width = max(len(row[0]) for row in rows)
    print("== Proof")
    for name, verdict, seconds, figures in rows:
        print(f"{name:<{width}}  {verdict:<8}  {seconds:>6}  {figures}")
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
