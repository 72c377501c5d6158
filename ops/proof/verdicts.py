"""What is expected of a point: of the run that was disturbed, of the one after it, and of the end."""

import doubts
from evenings import Evening
from stands import PUBLISHED, UNFINISHED, Stand
from tried import NORMAL_ENDS, Tried, expect_quiet, expect_recovered, surroundings

def conclude(stand, tried, number, quiet=False, disturbed=None):
    """The consumer takes, one more run without a fault, and all must be as if there had been none.

    `disturbed`: a run that went on after a fault, and may have left a file to the next.
    """
    stand.wait()
    if not stand.at_server:
        stand.consumer.take()
        expect_recovered(tried, stand.run(**surroundings(number)))
        stand.consumer.take()
    else:
        doubts.conclude_at_server(stand, tried, number)
    judge(stand, tried, may_be_in_parts=disturbed is not None)
    if quiet:
        expect_quiet(stand, tried, number + 1)


def judge(stand, tried, may_be_in_parts=False):
    books = stand.books()
    for words in books.words:
        kind, _, rest = words.partition(": ")
        tried.wrong(kind, rest)
    if stand.scene.reference:
        expected = stand.scene.reference["evening"]
        for kind, words in expected.differences(Evening(stand), may_be_in_parts):
            tried.wrong(kind, words)


def make_reference(scene, session):
    """The end without a fault, and the number of calls on the way."""
    stand = Stand(scene, session)
    tried = Tried(f"reference:{scene.name}")
    first = stand.run()
    conclude(stand, tried, 0, quiet=True)
    scene.reference = {"evening": Evening(stand), "calls": first.calls, "seconds": first.seconds}
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
