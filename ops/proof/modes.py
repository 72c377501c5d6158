"""The modes: which points there are, and what is tried at each."""

import re
import subprocess

from consumer import LiveConsumer
from stands import COUNTS, END_STATE, PUBLISHED, UNFINISHED, Stand

# Runs that follow a fault have other surroundings each time: the bytes must not tell.
SURROUNDINGS = [{"TZ": "UTC", "LANG": "C"}, {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"},
                {"TZ": "America/Los_Angeles", "LANG": "ar_EG.UTF-8"}]
JOBS = (1, 4, 16)

# Each fault of a file, by the kind of call it happens in.
FILE_ERRORS = {
    "write": ("ENOSPC", "EDQUOT", "EIO"), "create": ("ENOSPC", "EACCES", "EMFILE"), "mkdir": ("ENOSPC", "EACCES"),
    "truncate": ("EIO",), "fsync": ("EIO", "ENOSPC"), "close": ("EIO",),
    "rename": ("ENOSPC", "EACCES", "EIO"),
    "publish": ("ENOSPC", "EDQUOT", "EXDEV", "EACCES", "EPERM", "EROFS", "EEXIST", "EIO", "ESTALE"), "unlink": ("EACCES", "EIO"),
    "link": ("ENOSPC", "EACCES"), "stat": ("EACCES", "EIO", "ESTALE"), "open": ("EACCES", "EIO", "EMFILE"),
    "read": ("EIO",)}
# What stays wrong until the run has ended.
STICKY = {"write": ("ENOSPC",), "fsync": ("EIO",), "publish": ("EIO", "EROFS")}
NETWORK = {"send": ("ECONNRESET", "EPIPE"), "recv": ("ECONNRESET",)}
SLOW = ("write:*:short=7", "read:*:short=5", "recv:*:short=3", "send:*:short=5",
        "write:*:short=3;read:*:short=4;recv:*:short=2;send:*:short=3", "poll:/2:EINTR", "write:2+:delay=2")

NORMAL_ENDS = (0, 1)


class Tried:
    """What a point showed."""

    def __init__(self, point):
        self.point = point
        self.hit = True
        self.violations = {}
        self.words = []
        self.note = ""

    def wrong(self, kind, words):
        self.violations[kind] = self.violations.get(kind, 0) + 1
        self.words.append(f"{kind}: {words}")


def surroundings(number):
    return {"environment": SURROUNDINGS[number % 3], "jobs": JOBS[number // 3 % 3]}


def conclude(stand, tried, number, quiet=False, disturbed=None):
    """The consumer takes, one more run without a fault, and all must be as if there had been none."""
    stand.wait()
    stand.consumer.take()
    last = stand.run(**surroundings(number))
    stand.consumer.take()
    if last.status not in NORMAL_ENDS or "busy" in last.campuses.values():
        tried.wrong("not recovered", f"the run after it ended with {last.status}: {last.messages[:300]} {last.campuses}")
    judge(stand, tried, disturbed)
    if quiet:
        before = stand.ask(COUNTS)
        again = stand.run(**surroundings(number + 1))
        taken = stand.consumer.take()
        if before != stand.ask(COUNTS) or taken or again.status not in NORMAL_ENDS:
            tried.wrong("not idempotent", "a run with nothing new changed something")


def judge(stand, tried, disturbed=None):
    """`disturbed`: a run that went on after a fault, and may have left a file to the next."""
    books = stand.books()
    for words in books.words:
        kind, _, rest = words.partition(": ")
        tried.wrong(kind, rest)
    reference = stand.scene.reference
    if reference:
        # A campus that could not read a file books it later, and counts a repeated fee elsewhere.
        same = [campus for campus in ("alder", "birch", "cedar") if not disturbed or (
            disturbed.campuses.get(campus) == reference["outcomes"].get(campus) == "ok")]
        found = difference(of_campuses(reference["end"], same), of_campuses(stand.ask(END_STATE), same))
        if found:
            tried.wrong("other end", f"the ledger has another end than without a fault: {found}")
        for campus, copies in reference["copies"].items():
            if campus in same and stand.copies(campus) != copies:
                tried.wrong("other bytes", f"the files of {campus} are not those of a run without a fault")


def of_campuses(end, campuses):
    return {"exports": {name: row for name, row in end["exports"].items() if name.split()[0] in campuses},
            "held": [name for name in end["held"] if name.split()[0] in campuses]}


def difference(expected, found):
    """Which exports or held fees differ."""
    rows = [f"{name}: {expected['exports'].get(name)} became {found['exports'].get(name)}"
            for name in sorted(expected["exports"] | found["exports"])
            if expected["exports"].get(name) != found["exports"].get(name)]
    return rows + sorted(set(expected["held"]) ^ set(found["held"]))


def make_reference(scene, session):
    """The end without a fault, and the number of calls on the way."""
    stand = Stand(scene, session)
    tried = Tried(f"reference:{scene.name}")
    first = stand.run()
    conclude(stand, tried, 0, quiet=True)
    # Where an output replaces what nobody collected, its bytes depend on what was collected.
    same = ("alder", "birch", "cedar") if scene.name == "first" else ("alder", "cedar")
    scene.reference = {"end": stand.ask(END_STATE), "calls": first.calls, "outcomes": first.campuses, "seconds": first.seconds,
                       "copies": {campus: stand.copies(campus) for campus in same}}
    if first.status not in NORMAL_ENDS:
        tried.wrong("reference", f"exit {first.status}: {first.messages}")
    stand.remove()
    return tried


def expect_within(seconds, stand, tried, outcome):
    """Beyond what the run takes without a fault, ten times over: machines are busy."""
    if outcome.seconds > seconds + 10 * stand.scene.reference["seconds"]:
        tried.wrong("hang", f"it took {outcome.seconds:.0f} s")


def expect_clean_end(stand, tried, outcome):
    """A run that was disturbed ends by itself, and does not call a campus in order that is not."""
    if outcome.status is None:
        tried.wrong("hang", "the run did not end")
    elif outcome.status not in (0, 1, 2, 3, 70):
        tried.wrong("crash", f"the run ended with {outcome.status}: {outcome.messages[-300:]}")
    if outcome.synced_again:
        tried.wrong("synced again", "a file whose fsync failed was synced once more, not written anew")
    stand.wait()
    stand.consumer.take()
    seen = {(copy["campus"], copy["name"], copy["sha256"]) for copy in stand.consumer.copies()}
    for campus, name, digest in stand.ask(PUBLISHED):
        if (campus, name, digest) not in seen:
            tried.wrong("untrue", f"{name} is called published, and is not to be seen")
    unfinished = stand.ask(UNFINISHED)
    for campus, state in outcome.campuses.items():
        if state in ("ok", "nothing") and campus in unfinished:
            tried.wrong("untrue", f"{campus} was called {state} with an unfinished output")


def enumerate_points(scenes):
    """Every call of every scene's run."""
    for scene in scenes:
        for number in range(1, scene.reference["calls"]["all"] + 1):
            yield ("enumerate", scene.name, scene.seed, number)


def try_enumerate(stand, tried, number):
    outcome = stand.run(at=number)
    if not outcome.was_killed:
        tried.hit = False
    tried.note = " ".join(outcome.killed or ())
    conclude(stand, tried, number, quiet=number % 16 == 0)


def pair_points(scenes, chance, count):
    for _ in range(count):
        scene = chance.choice(scenes)
        calls = scene.reference["calls"]["all"]
        first = chance.randint(1, calls)
        # A recovery makes fewer calls, the later the run before it was killed.
        second = chance.randint(1, max(calls // 10, calls - first * 3 // 4))
        yield ("pairs", scene.name, scene.seed, f"{first}+{second}")


def try_pairs(stand, tried, pair):
    """Killed, taken up and killed again, with a consumer that is at work all the time."""
    first, second = map(int, pair.split("+"))
    live = LiveConsumer(stand.consumer).start()
    try:
        stand.run(at=first)
        stand.wait()
        again = stand.run(at=second)
        # A recovery that needs fewer calls than that was done before: killed nearer to its end then.
        tried.hit = again.was_killed
    finally:
        live.stop()
    conclude(stand, tried, first + second, quiet=first % 16 == 0)


def error_points(scenes, errors=None, sticky=None):
    for scene in scenes:
        calls = scene.reference["calls"]
        for kind, names in (errors or FILE_ERRORS).items():
            for name in names:
                # Some more than without a fault: a failure makes calls of its own.
                for number in range(1, calls.get(kind, 0) + 1):
                    yield ("errors", scene.name, scene.seed, f"{kind}:{number}:{name}")
        for kind, names in (STICKY if sticky is None else sticky).items():
            for name in names:
                for number in range(1, calls.get(kind, 0) + 1, 3):
                    yield ("errors", scene.name, scene.seed, f"{kind}:{number}+:{name}")


def try_errors(stand, tried, fault):
    outcome = stand.run(faults=fault)
    tried.hit = bool(outcome.fired)
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(fault), disturbed=outcome)


def network_points(scenes):
    for _, scene, seed, fault in error_points(scenes, NETWORK, {}):
        yield ("network", scene, seed, fault)


def try_network(stand, tried, fault):
    outcome = stand.run(faults=fault)
    tried.hit = bool(outcome.fired)
    expect_within(30, stand, tried, outcome)
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(fault), disturbed=outcome)


def slow_points(scenes):
    for scene in scenes:
        for faults in SLOW:
            yield ("slow", scene.name, scene.seed, faults)


def try_slow(stand, tried, faults):
    outcome = stand.run(faults=faults)
    tried.hit = bool(outcome.fired)
    if outcome.status not in NORMAL_ENDS:
        tried.wrong("not survived", f"it ended with {outcome.status}: {outcome.messages[-300:]}")
    conclude(stand, tried, len(faults))


# Places that no run comes by, only a command of a person's: the tests stop those there (F58, F59), and `decisions`
# kills them at every call.
OF_COMMANDS = ("confirm", "decision", "held_decision", "purge", "reissue", "withdraw")


def failpoint_names(sources):
    """Every name that the sources give to a place that a run comes by."""
    found = subprocess.run(["grep", "-rhoE", r'Failpoint\.(reached|passed)\("[a-z0-9_.]+"', sources],
                           capture_output=True, text=True, check=True).stdout
    names = set(re.findall(r'"([a-z0-9_.]+)"', found))
    return sorted(name for name in names if name.partition(".")[0] not in OF_COMMANDS)


def failpoint_points(scenes, names, times=6):
    for scene in scenes:
        for name in names:
            for time in range(1, times + 1):
                yield ("failpoints", scene.name, scene.seed, f"{name}@{time}")


def try_failpoints(stand, tried, place):
    name, _, time = place.partition("@")
    outcome = stand.run(failpoints=f"{name}=crash@{time}")
    tried.hit = outcome.was_killed
    conclude(stand, tried, int(time))


def throw_points(scenes, names, times=3):
    for _, scene, seed, place in failpoint_points(scenes, names, times):
        yield ("throws", scene, seed, place)


def try_throws(stand, tried, place):
    """F42: something fails there, after T1 as well as before, and the run goes on without that campus."""
    name, _, time = place.partition("@")
    outcome = stand.run(failpoints=f"{name}=throw@{time}")
    tried.hit = "failed" in outcome.campuses.values() or outcome.status not in NORMAL_ENDS
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, int(time), disturbed=outcome)


def surroundings_points(scenes):
    """G4: no fault at all, but another place on earth, another language, other workers."""
    for scene in scenes:
        for number in range(9):
            yield ("surroundings", scene.name, scene.seed, number)


def try_surroundings(stand, tried, number):
    outcome = stand.run(**surroundings(number))
    if outcome.status not in NORMAL_ENDS:
        tried.wrong("not survived", f"it ended with {outcome.status}")
    conclude(stand, tried, number + 1, quiet=True)


WRONG_ORDERS = ("ask_then_write_again", "publish_then_commit", "commit_then_publish", "write_into_outbox")


# Where a run shows outputs: there a wrong order is found out soonest.
SHOWING = ("publish.before_rename=crash@2", "publish.after_rename=crash@1", "publish.after_rename=crash@3")


def wrong_order_points(scenes, soon, orders=WRONG_ORDERS):
    """`soon`: not every call, but the places where it shows."""
    for scene in scenes:
        for order in orders:
            for number in SHOWING if soon else range(1, scene.reference["calls"]["all"] + 1):
                yield ("wrong-orders", scene.name, scene.seed, f"{order}:{number}")


def try_wrong_orders(stand, tried, place):
    """Not a point of the product: whether this harness would find such a mistake."""
    order, _, number = place.partition(":")
    at, stop = (int(number), "") if number.isdigit() else (0, f";{number}")
    outcome = stand.run(at=at, failpoints=f"order={order}{stop}")
    tried.hit = outcome.was_killed
    stand.wait()
    stand.consumer.take()
    stand.run(failpoints=f"order={order}", program=False)
    stand.consumer.take()
    for words in stand.books().words:
        kind, _, rest = words.partition(": ")
        tried.wrong(kind, rest)


TRIES = {"enumerate": try_enumerate, "pairs": try_pairs, "errors": try_errors, "network": try_network,
         "slow": try_slow, "failpoints": try_failpoints, "throws": try_throws, "surroundings": try_surroundings,
         "wrong-orders": try_wrong_orders}
