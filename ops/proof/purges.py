"""F58: a purge is killed at each of its calls; what it gave up is known for ever, and a second one ends what it began."""

import os

from stands import Stand
from tried import NORMAL_ENDS, expect_recovered, surroundings

PURGE = ("purge", "--yes", "--json")

# What two years do to a ledger, whose outputs were all collected: nothing but its times.
TWO_YEARS_LATER = """
update ledger.export set received_at = received_at - interval '2 years', taken_at = taken_at - interval '2 years',
    booked_at = booked_at - interval '2 years';
update ledger.charge set booked_at = booked_at - interval '2 years';
update ledger.output set planned_at = planned_at - interval '2 years', published_at = published_at - interval '2 years',
    collected_at = published_at - interval '2 years' where state = 'published'
"""

# Every fee that was ever booked, and what is left of it.
FEES = """
select json_build_object(
    'charges', (select json_agg(json_build_array(campus, export, ordinal, bucket, cents) order by campus, export, ordinal)
        from ledger.charge),
    'purged', (select json_agg(json_build_array(campus, export, ordinal, bucket, cents) order by campus, export, ordinal)
        from ledger.purged),
    'held', (select json_agg(json_build_array(campus, export, ordinal, state, student_id is null)
        order by campus, export, ordinal) from ledger.held_fee))
"""

FILES = """
select json_build_object(
    'exports', (select json_agg(json_build_array(campus, export, state, purged_at is null, forgotten_at is null)
        order by campus, export) from ledger.export),
    'outputs', (select json_agg(json_build_array(campus, output, state, purged_at is null) order by campus, output)
        from ledger.output),
    'to remove', (select count(*) from ledger.purged_file where removed_at is null))
"""

ALL_FEES = "select (select count(*) from ledger.charge) + (select count(*) from ledger.purged)"
OUTPUTS = "select count(*) from ledger.output"

WAITING = "select coalesce(json_agg(encode(sha256, 'hex')), '[]') from ledger.output where state = 'waiting'"

_ends = {}


def purge(stand, at=0):
    """Lets two years go by, and purges; killed before call `at`."""
    stand.consumer.take()
    stand.ask(TWO_YEARS_LATER)
    return _purge(stand, {"CRASH_AT": str(at)} if at else {})


def _purge(stand, more):
    given = {"LD_PRELOAD": stand.scene.workshop.library, "CRASH_REPORT": stand.report} | more
    return stand.scene.workshop.hub(stand.home, stand.database, *PURGE, environment=given, report=stand.report)


def try_purge(stand, tried, number):
    """With the exports coming again before the second purge, and after it."""
    outcome = purge(stand, at=number)
    tried.hit = outcome.was_killed
    tried.note = " ".join(outcome.killed or ())
    stand.wait()
    if number % 2:
        _expect_known(stand, tried, number)
    again = _purge(stand, {})
    if again.status not in NORMAL_ENDS:
        tried.wrong("not recovered", f"the purge after it ended with {again.status}: {again.messages[:300]}")
    fees, files = _end_without_a_fault(stand)
    if stand.ask(FEES) != fees:
        tried.wrong("other end", "after a second purge the fees are not those of one that was not killed")
    if not number % 2:
        if _files(stand) != files:
            tried.wrong("other end", "after a second purge the files are not those of one that was not killed")
        _expect_known(stand, tried, number)


def _expect_known(stand, tried, number):
    """The exports of that time come again: nothing of them is booked, and nothing goes out."""
    before = stand.ask(ALL_FEES), stand.ask(OUTPUTS)
    # What still waited goes out, and is none of theirs.
    waiting = stand.ask(WAITING)
    known = len(stand.consumer.copies())
    again = [export for exports in stand.scene.play.first.values() for export in exports]
    for export in again:
        with open(f"{stand.inboxes[export.campus]}/{export.name}", "wb") as file:
            file.write(export.xml())
    expect_recovered(tried, stand.run(**surroundings(number)))
    stand.consumer.take()
    seen = [copy for copy in stand.consumer.copies()[known:] if copy["sha256"] not in waiting]
    if seen or before != (stand.ask(ALL_FEES), stand.ask(OUTPUTS)):
        tried.wrong("doubled", "exports that were purged, or were about to be, were booked again")
    for export in again:
        if os.path.exists(f"{stand.inboxes[export.campus]}/{export.name}"):
            tried.wrong("left over", f"an export of {export.campus} that came again still lies in its inbox")


def _files(stand):
    """What the ledger says of files, and the archives themselves."""
    archives = sorted((os.path.relpath(path, stand.home), sorted(names))
                      for path, _, names in os.walk(f"{stand.home}/archive"))
    return stand.ask(FILES), archives


def _end_without_a_fault(stand):
    key = (stand.scene.name, stand.scene.seed)
    if key not in _ends:
        other = Stand(stand.scene, stand.session)
        outcome = purge(other)
        if outcome.status not in NORMAL_ENDS:
            raise RuntimeError(f"a purge without a fault ended with {outcome.status}: {outcome.messages}")
        _ends[key] = (other.ask(FEES), _files(other))
        other.remove()
    return _ends[key]
