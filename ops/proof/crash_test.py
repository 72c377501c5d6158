"""Tries points, several at a time, and tells what was found; called by ops/crash-test."""

import argparse
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

import migrations
import modes
import powercut
import servers
import verdicts
from choice import ALL, APART, PLANTED, SHORT, parse, points_of, scene_names, scenes_of, spelled
from cluster import Cluster
from figures import Figures, missing_failpoints, release_findings, show_wrong_orders, tell
from stands import Scene, Stand, Workshop

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


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
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", path, f"{HERE}/crashpoint.c", f"{HERE}/faults.c"], check=True)
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
        tried = verdicts.Tried(point)
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


def main():
    parser = argparse.ArgumentParser(prog="ops/crash-test", description=__doc__)
    parser.add_argument("modes", nargs="*", metavar="MODE", 
                        help=f"{' '.join(ALL)} (default: these); apart: {' '.join(APART)}")
    parser.add_argument("--command", default=f"{ROOT}/.build/debug/bursarhub")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, from --seed on")
    parser.add_argument("--fees", type=int, default=200, help="fees in each export")
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--sftp", type=int, default=60, help="of all calls of a run to a server, so many")
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
    cluster = workshop = None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        os.makedirs(f"{scratch}/cluster")
        cluster = Cluster(f"{scratch}/cluster")
        workshop = Workshop(os.path.abspath(options.command), library(scratch), cluster, scratch, options.fees)
        status = prove(options, workshop, cluster, scratch)
    finally:
        powercut.unmount_all(scratch)
        if workshop and workshop.server:
            workshop.server.stop()
        if cluster:
            cluster.stop()
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(status)


def prove(options, workshop, cluster, scratch):
    started = time.monotonic()
    session = cluster.session()
    only = [parse(text) for text in options.only or []]
    seeds = sorted({point[2] for point in only}) or range(options.seed, options.seed + options.seeds)
    scenes, figures, bad = [], {}, []
    chosen = options.modes or list(ALL)
    if options.slice and not options.modes:
        # On a busy machine not all fit: not always the same ones are left out.
        chosen = ["enumerate", *random.Random(options.seed).sample([mode for mode in ALL if mode != "enumerate"], len(ALL) - 1)]
    names = sorted({point[1] for point in only}) or scene_names(chosen)
    if "sftp" in names and not only:
        is_short = 0 < options.slice < SHORT and "lines" not in options.modes
        why_not = servers.obstacle() or (is_short and "a slice this short has no time for it")
        if why_not:
            print(f"scene sftp: {why_not}")
            names.remove("sftp")
            if "lines" in options.modes:
                figures["lines"] = Figures()
                figures["lines"].words = "not possible here"
            chosen = [mode for mode in chosen if mode != "lines"]
    if "sftp" in names:
        workshop.server = servers.Server(f"{scratch}/sshd")
    if {"ten-hubs", "server-stop", "server-asleep"} & ({point[0] for point in only} | set(chosen)):
        options.jobs = 1  # there is one server, and one clock
    for seed in seeds:
        for name in names:
            scene = Scene(workshop, name, seed).make(session)
            reference = verdicts.make_reference(scene, session)
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
            pool.close()
            pool.join()
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
        # A worker that is killed may hold the lock for which another waits, and for ever.
        pool.close()
        pool.join()
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
