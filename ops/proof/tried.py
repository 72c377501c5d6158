"""A point that was tried, and what a run after its fault must be."""

from stands import COUNTS

# Runs that follow a fault have other surroundings each time: the bytes must not tell.
SURROUNDINGS = [{"TZ": "UTC", "LANG": "C"}, {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"},
                {"TZ": "America/Los_Angeles", "LANG": "ar_EG.UTF-8"}]
JOBS = (1, 4, 16)

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


def expect_recovered(tried, last):
    """G8: one further run, and no campus is left without it."""
    if last.status not in NORMAL_ENDS or {"busy", "failed"} & set(last.campuses.values()):
        tried.wrong("not recovered", f"the run after it ended with {last.status}: {last.messages[:300]} {last.campuses}")


def expect_quiet(stand, tried, number):
    """G6: a run with nothing new makes nothing."""
    before = stand.ask(COUNTS)
    again = stand.run(**surroundings(number))
    taken = stand.consumer.take()
    if before != stand.ask(COUNTS) or taken or again.status not in NORMAL_ENDS:
        tried.wrong("not idempotent", "a run with nothing new changed something")
