"""The modes: which points there are, and what is tried at each."""

import re
import subprocess

from consumer import LiveConsumer
from verdicts import NORMAL_ENDS, conclude, expect_clean_end, expect_within, surroundings

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
