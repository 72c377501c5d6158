"""F59: what a person decided on an output or a held fee is killed at each of its calls."""

import collections

from check_books import QUESTION, Books
from given import GivenExport
from modes import NORMAL_ENDS, TRIES, surroundings
from stands import COUNTS

# Name, arguments, and whether the outputs were collected before. {fee} is a held fee of cedar's.
REASON = ("--reason", "the proof says so", "--json")
LOADED = ("--not-in-peoplesoft", "--yes")
ACTS = {
    "void": (("outputs", "void", "alder-1", *REASON), False),
    "void-collected": (("outputs", "void", "alder-1", *REASON, *LOADED), True),
    "reissue": (("outputs", "reissue", "birch-1", *REASON), False),
    "reissue-collected": (("outputs", "reissue", "cedar-1", *REASON, *LOADED), True),
    "release": (("held", "release", "{fee}", *REASON), False),
    "write-off": (("held", "write-off", "{fee}", *REASON), False),
}

FEE = "select json_agg(h order by h) from (select campus || '-f' || held as h from ledger.held_fee " \
      "where campus = 'cedar' and state = 'open' and reason = 'changed') h"

STANDING = """
select coalesce(json_agg(json_build_array(campus, name, encode(sha256, 'hex'))), '[]') from ledger.output
where state <> 'void' and sha256 is not null
"""


def decide(stand, act, at=0):
    """One command of a person's; killed before call `at`."""
    arguments, collected = ACTS[act]
    if collected:
        stand.consumer.take()
    given = {"LD_PRELOAD": stand.scene.workshop.library, "CRASH_REPORT": stand.report}
    if at:
        given["CRASH_AT"] = str(at)
    if any("{fee}" in word for word in arguments):
        fee = stand.ask(FEE)[0]
        arguments = [word.format(fee=fee) for word in arguments]
    return stand.scene.workshop.hub(stand.home, stand.database, *arguments, environment=given, report=stand.report)


def decision_points(scene, stand_of):
    """Every call of every act, after it was done once without a fault."""
    points = []
    for act in ACTS:
        stand = stand_of(scene)
        outcome = decide(stand, act)
        stand.remove()
        if outcome.status not in NORMAL_ENDS:
            raise SystemExit(f"{act}: exit status {outcome.status}\n{outcome.messages}{outcome.output}")
        points += [("decisions", scene.name, scene.seed, f"{act}:{number}")
                   for number in range(1, outcome.calls["all"] + 1)]
    return points


def try_decisions(stand, tried, place):
    """With a consumer that takes at once what the killed command left to be taken, and with one that comes late."""
    act, _, number = place.partition(":")
    number = int(number)
    outcome = decide(stand, act, at=number)
    tried.hit = outcome.was_killed
    tried.note = " ".join(outcome.killed or ())
    stand.wait()
    if number % 2:
        stand.consumer.take()
    last = stand.run(**surroundings(number))
    stand.consumer.take()
    if last.status not in NORMAL_ENDS or "busy" in last.campuses.values():
        tried.wrong("not recovered", f"the run after it ended with {last.status}: {last.messages[:300]} {last.campuses}")
    # Nobody knows beforehand whether the command came through: the ledger says it, the files must agree.
    books = Books(GivenExport.all(stand.scene.given), stand.consumer.copies(), stand.consumer.content,
                  stand.ask(QUESTION), stand.home, None, stand.scene.strange).check()
    for words in books.words:
        kind, _, rest = words.partition(": ")
        tried.wrong(kind, rest)
    if not ACTS[act][1]:
        standing = collections.Counter(map(tuple, stand.ask(STANDING)))
        seen = collections.Counter((copy["campus"], copy["name"], copy["sha256"]) for copy in stand.consumer.copies())
        for campus, name, _ in seen - standing:
            tried.wrong("doubled", f"{name} of {campus} was taken back without anybody's word, and collected")
    if number % 8 == 0:
        before = stand.ask(COUNTS)
        again = stand.run(**surroundings(number + 1))
        if before != stand.ask(COUNTS) or stand.consumer.take() or again.status not in NORMAL_ENDS:
            tried.wrong("not idempotent", "a run with nothing new changed something")


TRIES |= {"decisions": try_decisions}
