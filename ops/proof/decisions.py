"""F41, F59: what a person decided on an output or a held fee is killed at each of its calls; and F58, a purge."""

import collections

import purges
from check_books import QUESTION, Books
from given import GivenExport
from modes import TRIES
from tried import NORMAL_ENDS, expect_quiet, expect_recovered, surroundings

# Name, arguments, and whether the outputs were collected before. {fee} is a held fee of cedar's, {waiting} the
# output of alder's whose name another program's file had.
REASON = ("--reason", "the proof says so", "--json")
LOADED = ("--not-in-peoplesoft", "--yes")
ACTS = {
    "void": (("outputs", "void", "alder-1", *REASON), False),
    "void-collected": (("outputs", "void", "alder-1", *REASON, *LOADED), True),
    "reissue": (("outputs", "reissue", "birch-1", *REASON), False),
    "reissue-collected": (("outputs", "reissue", "cedar-1", *REASON, *LOADED), True),
    "void-waiting": (("outputs", "void", "{waiting}", *REASON), False),
    "reissue-waiting": (("outputs", "reissue", "{waiting}", *REASON), False),
    "confirm": (("outputs", "confirm", "{waiting}", *REASON), False),
    "release": (("held", "release", "{fee}", *REASON), False),
    "write-off": (("held", "write-off", "{fee}", *REASON), False),
}

FEE = "select json_agg(h order by h) from (select campus || '-f' || held as h from ledger.held_fee " \
      "where campus = 'cedar' and state = 'open' and reason = 'changed') h"

WAITING = "select json_build_array('alder-' || output, name, staged_name) from ledger.output where state = 'waiting'"

CONFIRMED = "select coalesce(json_agg(name), '[]') from ledger.output where decision = 'confirm' and state = 'published'"

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
    named = {"fee": stand.ask(FEE)[0], "waiting": stand.ask(WAITING)[0]}
    arguments = [word.format(**named) for word in arguments]
    return stand.scene.workshop.hub(stand.home, stand.database, *arguments, environment=given, report=stand.report)


class HandDelivery:
    """A person carried a waiting output to PeopleSoft, and says so; as for the hub it is the ledger that counts."""

    def __init__(self, stand):
        self.stand = stand
        _, self.name, staged = stand.ask(WAITING)
        with open(f"{stand.home}/staging/alder/{staged}", "rb") as file:
            self.content = file.read()

    def count(self):
        """Where the word did not get through, nothing was carried: then the hub had to send it."""
        if self.stand.ask(CONFIRMED) == [self.name]:
            self.stand.consumer.keep("alder", self.name, self.content)


ALL_ACTS = (*ACTS, "purge")


def decision_points(scene, stand_of, acts=ALL_ACTS):
    """Every call of these acts, after each was done once without a fault."""
    points = []
    for act in acts:
        stand = stand_of(scene)
        outcome = purges.purge(stand) if act == "purge" else decide(stand, act)
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
    if act == "purge":
        return purges.try_purge(stand, tried, number)
    carried = HandDelivery(stand) if act == "confirm" else None
    outcome = decide(stand, act, at=number)
    tried.hit = outcome.was_killed
    tried.note = " ".join(outcome.killed or ())
    stand.wait()
    if number % 2:
        stand.consumer.take()
    expect_recovered(tried, stand.run(**surroundings(number)))
    stand.consumer.take()
    if carried:
        carried.count()
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
        expect_quiet(stand, tried, number + 1)


TRIES |= {"decisions": try_decisions}
