"""Looks at the hub's pages in a browser; called by ops/pages-test, which says how."""

import argparse
import glob
import os
import signal
import subprocess
import sys
import tempfile
import time

import axe
import planted
import visits
from driver import Chromium
from looks import Eyes
from served import Served
from stand import HELD, Stand

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    options = arguments()
    # Ends as by an error, so that browsers and servers end, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    script = axe.script(f"{ROOT}/.build/pages-test")
    if not (options.url or options.folder or options.samples or options.real):
        return both()
    name, tour = chosen(options)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bh-pages-") as scratch, Chromium(scratch) as browser:
        unfound = planted.unfound(Eyes(browser, script, options.quick, None), f"{scratch}/planted")
        if unfound:
            sys.exit(f"Planted faults are not found: {', '.join(unfound)}.")
        eyes = Eyes(browser, script, options.quick, options.pictures)
        tour(eyes, options, scratch)
    for fault in eyes.faults:
        print(fault)
    print(f"{name}: {eyes.pages} pages, {len(eyes.faults)} faults, "
          f"{time.monotonic() - started:.0f} s", flush=True)
    return 0 if eyes.pages and not eyes.faults else 1


def both():
    """The samples and a real server, each by a process and a browser of its own."""
    ways = [subprocess.Popen([sys.executable, *sys.argv, way]) for way in ("--samples", "--real")]
    try:
        return int(any([way.wait() for way in ways]))
    finally:
        for way in ways:
            # Asked, so that it ends what it started.
            way.terminate()
            way.wait()


def arguments():
    parser = argparse.ArgumentParser(prog="ops/pages-test", description="Looks at pages in a browser.")
    parser.add_argument("folder", nargs="?", help="saved pages, with their style sheet beside them")
    parser.add_argument("--samples", action="store_true", help="the sample pages of the tests alone")
    parser.add_argument("--real", action="store_true", help="a server over a database of its own alone")
    parser.add_argument("--url", help="a server that is up")
    parser.add_argument("--token-file", action="append", default=[],
                        help="a file with a token for --url; more than once, and empty for no login")
    parser.add_argument("--command", default=f"{ROOT}/.build/debug/bursarhub", help="the program for --real")
    parser.add_argument("--quick", action="store_true", help="fewer looks, and one page of each kind")
    parser.add_argument("--pictures", help="a folder for pictures of the pages")
    options = parser.parse_args()
    if bool(options.url) != bool(options.token_file):
        parser.error("--url and --token-file belong together")
    if options.pictures:
        os.makedirs(options.pictures, exist_ok=True)
    return options


def chosen(options):
    """What to call it, and the tour."""
    if options.url:
        return options.url, elsewhere
    if options.folder:
        return options.folder, lambda eyes, options, scratch: saved(eyes, options.folder)
    return ("sample pages", samples) if options.samples else ("a real server", real)


def samples(eyes, options, scratch):
    """The pages of the tests, made now."""
    folder = f"{scratch}/samples"
    command = "swift test --skip-build --disable-xctest --filter SamplePagesTests".split()
    made = subprocess.run(command, cwd=ROOT, env=dict(os.environ, PAGES_TO=folder), text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode or not os.path.isdir(folder):
        raise RuntimeError(f"there are no sample pages; `swift build --build-tests` first: {made.stdout}")
    saved(eyes, folder)


def saved(eyes, folder):
    with Served(folder) as address:
        for path in sorted(glob.glob(os.path.join(folder, "*.html"))):
            name = os.path.basename(path)
            eyes.browser.open(f"{address}/{name}")
            eyes.look(name.removesuffix(".html"))


def real(eyes, options, scratch):
    """All who come to a server: strangers, the consortium, and a campus's people."""
    with Stand(options.command, f"{ROOT}/campuses", scratch) as stand:
        def visit(name):
            return visits.Visit(eyes, stand.address, name, options.quick)

        # Of borrowers nothing is on a page, but for their id in a trace. What is very short may be a count.
        told = set().union(*map(stand.told, ["value", "patronName", "itemTitle", "itemBarcode"]))
        borrowers = {each for each in told if len(each) > 5}
        visits.stranger(visit("stranger"))
        one = visit("consortium")
        one.hidden = borrowers
        visits.consortium(one, stand)
        one = visit("desk")
        others = {key: name for key, name in stand.campus_names.items() if key != HELD}
        one.hidden = borrowers | set(others) | set(others.values())
        visits.desk(one, stand)
        if any(each in stand.said() for each in borrowers):
            eyes.fault("serve", "its log names a borrower")


def elsewhere(eyes, options, scratch):
    for number, path in enumerate(options.token_file, 1):
        with open(path) as file:
            token = file.read().strip()
        visit = visits.Visit(eyes, options.url.rstrip("/"), f"token-{number}", options.quick)
        if token:
            visit.show(token)
            if visit.path == "/login":
                eyes.fault(path, "the token was refused")
                continue
        visit.walk([])
        if token:
            visit.leave()


if __name__ == "__main__":
    sys.exit(main())
