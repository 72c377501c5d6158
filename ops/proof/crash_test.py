"""Tries points, several at a time, and tells what was found; called by ops/crash-test."""

import argparse
import collections
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import decisions
import migrations
import modes
import powercut
import rivals
import ten_hubs
from cluster import Cluster
from scenes import CAMPUSES
from stands import Scene, Stand, Workshop

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ALL = ("surroundings", "enumerate", "failpoints", "pairs", "throws", "errors", "network", "slow", "commits", "backends",
       "ghosts", "rivals", "migrations", "decisions")
# Not among others: they stop the server, or prove something else.
APART = ("ten-hubs", "server-stop", "server-asleep", "power-cut", "wrong-orders", "release", "unsynced")
# They find out what is wrong on purpose.
PLANTED = ("wrong-orders", "unsynced")


def roomy_scratch():
    """Memory where there is enough of it: a point there takes half the time."""
    try:
        room = os.statvfs("/dev/shm")
        if os.access("/dev/shm", os.W_OK) and room.f_bavail * room.f_frsize > 2 << 30:
            return "/dev/shm"
    except OSError:
        pass
    return tempfile.gettempdir()


def library(folder):
    path = f"{folder}/crashpoint.so"
    compiler = shutil.which("cc") or shutil.which("clang")
    if compiler is None:
        raise SystemExit("a C compiler is missing: call ops/install --tests")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", path, f"{HERE}/crashpoint.c"], check=True)
    return path


class Worker:
    """One process's part: a psql of its own, and points one after another."""

    session = None
    scenes = {}

    @classmethod
    def begin(cls, cluster, scenes):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cls.session = cluster.session()
        cls.scenes = {(scene.name, scene.seed): scene for scene in scenes}

    @classmethod
    def attempt(cls, point):
        mode, name, seed, place = point
        mode = "failpoints" if mode == "release" else mode
        tried = modes.Tried(point)
        started = time.monotonic()
        kind = {"power-cut": powercut.CutStand, "unsynced": powercut.CutStand,
                "migrations": migrations.EmptyStand}.get(mode, Stand)
        stand = kind(cls.scenes[(name, seed)], cls.session)
        try:
            modes.TRIES[mode](stand, tried, place)
        except Exception as error:  # a fault of the harness counts as one: nothing was proved
            tried.wrong("harness", f"{type(error).__name__}: {error}")
            cls.session.close()
            cls.session = stand.session = stand.scene.workshop.cluster.session()
        finally:
            if not (os.environ.get("KEEP_STANDS") and tried.violations):
                stand.remove()
        tried.seconds = time.monotonic() - started
        return tried


class Figures:
    """What a mode came to."""

    def __init__(self):
        self.points = self.hit = self.failed = 0
        self.violations = collections.Counter()
        self.seconds = 0.0
        self.examples = []
        self.places = set()
        # In place of figures, where there are none.
        self.words = ""

    def add(self, tried):
        self.points += 1
        self.hit += tried.hit
        self.seconds += tried.seconds
        if tried.hit:
            self.places.add(tried.point)
        if tried.violations:
            self.failed += 1
            self.violations.update(tried.violations)
            self.examples.append(tried)


def spelled(point):
    return f"{point[0]}:{point[1]}:{point[2]}:{point[3]}"


def parse(text):
    mode, scene, seed, place = text.split(":", 3)
    number = mode in ("enumerate", "surroundings")
    return (mode, scene, int(seed), int(place) if number else place)


def scenes_of(mode, scenes):
    """Mistakes are looked for where little else happens, decisions where an evening was shown."""
    special = {"decisions": "shown"} | dict.fromkeys(PLANTED, "alone")
    if mode in special:
        return [scene for scene in scenes if scene.name == special[mode]]
    return [scene for scene in scenes if scene.name not in special.values()]


def points_of(mode, scenes, options, chance):
    if mode == "enumerate":
        return list(modes.enumerate_points(scenes))
    if mode == "failpoints":
        names = modes.failpoint_names(f"{ROOT}/Sources")
        return list(modes.failpoint_points(scenes[:2], names))
    if mode == "throws":
        return list(modes.throw_points(scenes[:2], modes.failpoint_names(f"{ROOT}/Sources")))
    if mode == "migrations":
        return migrations.migration_points(scenes[0], scenes[0].workshop.cluster.session())
    if mode == "decisions":
        session = scenes[0].workshop.cluster.session()
        points = decisions.decision_points(scenes[0], lambda scene: Stand(scene, session))
        session.close()
        return points
    if mode == "pairs":
        return list(modes.pair_points(scenes, chance, options.pairs))
    if mode == "errors":
        return list(modes.error_points(scenes[:2]))
    if mode == "network":
        return list(modes.network_points(scenes[:2]))
    if mode == "slow":
        return list(modes.slow_points(scenes))
    if mode == "surroundings":
        return list(modes.surroundings_points(scenes[:2]))
    if mode == "commits":
        return list(rivals.held_points(mode, scenes, ("commit",)))
    if mode == "backends":
        return list(rivals.held_points(mode, scenes, ("send",)))
    if mode == "ghosts":
        return list(rivals.held_points(mode, scenes, rivals.GHOST_KINDS))
    if mode == "rivals":
        return list(rivals.rival_points(scenes, options.rivals))
    if mode == "ten-hubs":
        return ten_hubs.ten_hubs_points(scenes, options.crowds)
    if mode in ("server-stop", "server-asleep"):
        points = list(rivals.held_points(mode, scenes[:1], ("send",)))
        return chance.sample(points, min(len(points), options.stops if mode == "server-stop" else 3))
    if mode == "power-cut":
        points = powercut.power_cut_points(scenes)
        return chance.sample(points, min(len(points), options.cuts))
    if mode == "unsynced":
        points = [("unsynced", *point[1:]) for point in powercut.power_cut_points(scenes) if point[3].startswith("send")]
        return chance.sample(points[len(points) // 2:], 12)
    if mode == "release":
        return list(modes.failpoint_points(scenes[:1], ("t1.after_commit", "publish.after_rename", "render.mid"), 1))
    return list(modes.wrong_order_points(scenes, soon=options.slice > 0))


def run_mode(mode, pool, scenes, options, chance, end):
    """Tries a mode's points; a slice of time takes a seeded choice of them."""
    figures = Figures()
    points = points_of(mode, scenes, options, chance)
    if options.share < 1 or end:
        chance.shuffle(points)
        points = points[:max(1, int(len(points) * options.share))]

    def until_end():
        for point in points:
            if end and time.monotonic() > end and len(figures.places) >= options.least:
                return
            yield point

    supply = until_end()
    pending = []
    exhausted = False
    while True:
        while not exhausted and len(pending) < options.jobs:
            point = next(supply, None)
            if point is None:
                exhausted = True
                break
            pending.append(pool.apply_async(Worker.attempt, (point,)))
        if not pending:
            break
        pending[0].wait(0.02)
        for result in [result for result in pending if result.ready()]:
            pending.remove(result)
            tried = result.get()
            figures.add(tried)
            if tried.violations:
                tell(tried)
    return figures


def tell(tried):
    if tried.point[0] in PLANTED:
        return
    print(f"VIOLATION after {tried.seconds:.1f} s {spelled(tried.point)} {tried.note}", flush=True)
    for words in tried.words[:6]:
        print(f"    {words}", flush=True)


def missing_failpoints(figures):
    """F03: names in the sources that no run came by."""
    hit = {place[3].partition("@")[0] for place in figures.places}
    return [name for name in modes.failpoint_names(f"{ROOT}/Sources") if name not in hit]


def release_findings(command, figures):
    """In a release binary nothing of a failpoint is left, and setting one changes nothing."""
    with open(command, "rb") as file:
        content = file.read()
    strings = ["BURSARHUB_FAILPOINTS", "t1.after_commit", "ask_then_write_again"]
    findings = [f"the release binary holds the text {text}" for text in strings if text.encode() in content]
    if figures.hit:
        findings.append("a failpoint ended a release binary")
    return findings


def show_wrong_orders(figures):
    """The table of 2.5's orders; each must have been found out."""
    rows = collections.defaultdict(collections.Counter)
    for tried in figures.examples:
        order = tried.point[3].partition(":")[0]
        for kind in tried.violations:
            rows[order][kind] += 1
    points = collections.Counter(place[3].partition(":")[0] for place in figures.places)
    print(f"{'order':<24}{'points':>8}{'doubled':>9}{'lost':>6}{'torn':>6}{'left over':>11}")
    undiscovered = []
    for order in modes.WRONG_ORDERS:
        row = rows[order]
        print(f"{order:<24}{points[order]:>8}{row['doubled']:>9}{row['lost']:>6}{row['torn']:>6}{row['left over']:>11}")
        if not (row["doubled"] or row["lost"] or row["torn"]):
            undiscovered.append(order)
    return undiscovered


def main():
    parser = argparse.ArgumentParser(prog="ops/crash-test", description=__doc__)
    parser.add_argument("modes", nargs="*", metavar="MODE", 
                        help=f"{' '.join(ALL)} (default: these); apart: {' '.join(APART)}")
    parser.add_argument("--command", default=f"{ROOT}/.build/debug/bursarhub")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, from --seed on")
    parser.add_argument("--fees", type=int, default=200, help="fees in each export")
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--rivals", type=int, default=25, help="times that hubs run at once, for each scene")
    parser.add_argument("--crowds", type=int, default=3, help="times that ten hubs run at once over 23 campuses")
    parser.add_argument("--stops", type=int, default=40, help="times that the server is stopped")
    parser.add_argument("--cuts", type=int, default=240, help="power cuts")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--slice", type=float, default=0, help="stop each mode after its part of so many seconds")
    parser.add_argument("--least", type=int, default=0, help="no slice ends before so many points were reached")
    parser.add_argument("--share", type=float, default=1, help="a seeded part of each mode's points")
    parser.add_argument("--only", action="append", help="one point, as it is printed: MODE:SCENE:SEED:PLACE")
    parser.add_argument("--json", action="store_true", help="ends with one line of figures")
    parser.add_argument("--scratch", default=roomy_scratch())
    options = parser.parse_args()
    unknown = set(options.modes) - set(ALL) - set(APART)
    if unknown:
        parser.error(f"no such mode: {' '.join(sorted(unknown))}")
    scratch = tempfile.mkdtemp(prefix="bursarhub-proof-", dir=options.scratch)
    os.chmod(scratch, 0o711)
    cluster = None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        os.makedirs(f"{scratch}/cluster")
        cluster = Cluster(f"{scratch}/cluster")
        status = prove(options, cluster, scratch)
    finally:
        powercut.unmount_all(scratch)
        if cluster:
            cluster.stop()
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(status)


def prove(options, cluster, scratch):
    started = time.monotonic()
    workshop = Workshop(os.path.abspath(options.command), library(scratch), cluster, scratch, options.fees)
    session = cluster.session()
    only = [parse(text) for text in options.only or []]
    seeds = sorted({point[2] for point in only}) or range(options.seed, options.seed + options.seeds)
    scenes, figures, bad = [], {}, []
    chosen = options.modes or list(ALL)
    if options.slice and not options.modes:
        # On a busy machine not all fit: not always the same ones are left out.
        chosen = ["enumerate", *random.Random(options.seed).sample([mode for mode in ALL if mode != "enumerate"], len(ALL) - 1)]
    names = ["first", "second"] if set(chosen) - set(PLANTED) - {"decisions"} else []
    names += ["alone"] if set(PLANTED) & set(chosen) else []
    names += ["shown"] if "decisions" in chosen else []
    names = sorted({point[1] for point in only}) or names
    if {"ten-hubs", "server-stop", "server-asleep"} & ({point[0] for point in only} | set(chosen)):
        options.jobs = 1  # there is one server, and one clock
    for seed in seeds:
        for name in names:
            scene = Scene(workshop, name, seed).make(session)
            reference = modes.make_reference(scene, session)
            calls = scene.reference["calls"]
            print(f"scene {name}, seed {seed}: {calls['all']} calls, "
                  + " ".join(f"{kind} {number}" for kind, number in calls.items() if kind != "all" and number), flush=True)
            if reference.violations:
                tell(reference)
                bad.append("a run without a fault")
            scenes.append(scene)
    if bad:
        return 1
    chance = random.Random(options.seed)
    with multiprocessing.Pool(options.jobs, Worker.begin, (cluster, scenes)) as pool:
        if only:
            for tried in pool.map(Worker.attempt, only, chunksize=1):
                print(f"{tried.seconds:.1f} s {spelled(tried.point)} {'reached' if tried.hit else 'not reached'} {tried.note} {dict(tried.violations)}")
                for words in tried.words:
                    print(f"    {words}")
                bad += [spelled(tried.point)] if tried.violations else []
            return 1 if bad else 0
        for place, mode in enumerate(chosen):
            if mode in ("power-cut", "unsynced") and powercut.obstacle(scratch):
                print(f"{mode}: not possible here: {powercut.obstacle(scratch)}")
                figures[mode] = Figures()
                figures[mode].words = "not possible here"
                continue
            begun = time.monotonic()
            if options.slice and mode != "wrong-orders" and begun - started > options.slice * 1.3:
                print(f"{mode}: no time left in this slice")
                continue
            end = None
            if options.slice:
                left = options.slice - (begun - started)
                end = begun + max(1.0, left / (len(chosen) - place))
            if mode == "wrong-orders":
                end = None  # a slice has a dozen of its points, and an order that was not played is not found out
            meant = scenes_of(mode, scenes)
            result = figures[mode] = run_mode(mode, pool, meant, options, chance, end)
            print(f"{mode}: {result.points} points, {result.hit} reached, {result.failed} with violations "
                  f"{dict(result.violations) or ''} ({time.monotonic() - begun:.0f} s)", flush=True)
            if mode == "wrong-orders":
                bad += [f"not found out: {order}" for order in show_wrong_orders(result)]
            elif mode == "unsynced":
                bad += [] if result.failed else ["not found out: a missing fsync"]
            elif result.failed:
                bad.append(mode)
            if mode == "release":
                bad += release_findings(workshop.command, result)
            if mode == "failpoints" and not options.slice and options.share == 1:
                missed = missing_failpoints(result)
                if missed:
                    print(f"failpoints never reached: {' '.join(missed)}")
                    bad.append("failpoints")
    session.close()
    print(f"seeds {list(seeds)}, {sum(f.points for f in figures.values())} points, "
          f"{sum(f.failed for mode, f in figures.items() if mode not in PLANTED)} with violations, "
          f"{time.monotonic() - started:.0f} s", flush=True)
    if options.json:
        print(json.dumps({"seeds": list(seeds), "seconds": round(time.monotonic() - started), "modes": {
            mode: {"points": f.points, "reached": f.hit, "distinct": len(f.places), "failed": f.failed, "violations": dict(f.violations)} | ({"words": f.words} if f.words else {})
            for mode, f in figures.items()}}))
    for words in bad:
        print(f"NOT PROVED: {words}")
    return 1 if bad else 0


if __name__ == "__main__":
    main()
