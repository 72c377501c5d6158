"""Outputs that nobody can know the fate of: which there may be, and what a person decides on them.

An output on its way to a server is recorded as in doubt before its rename is sent. Killed or cut off there, the hub
cannot know whether the server renamed; a later run believes what it sees, and sends nothing twice. So one output of a
campus by SFTP may stay in doubt, and those behind it unpublished, where its file does not lie under its name: the
rename never came, or a consumer took the file before the hub looked. Nothing else may. A person looks what the load
has: `confirm` where it has it, `reissue` where it does not; then all must end as without a fault.
"""

import os

import servers
from tried import expect_recovered, surroundings

OPEN = """
select coalesce(json_agg(json_build_array(campus, output, state, name, bytes, encode(sha256, 'hex'))
    order by campus, output), '[]')
from ledger.output where state not in ('published', 'void')
"""


def lying_there(stand):
    """What anybody would find on the server: name and size."""
    folder = stand.outboxes["alder"]
    return {name: os.path.getsize(f"{folder}/{name}") for name in os.listdir(folder) if not name.startswith(".")}


def conclude_at_server(stand, tried, number):
    """With a consumer that comes at once, or late, and children of a killed hub that may still be at work."""
    if number % 2:
        stand.consumer.take()
    else:
        servers.wait_for_lines(stand.folder)
    lying = lying_there(stand)
    expect_recovered(tried, stand.run(**surroundings(number)))
    stand.consumer.take()
    settle(stand, tried, number, lying)
    check_server(stand, tried)


def settle(stand, tried, number, seen_by_hub):
    """`seen_by_hub`: what lay on the server when the run looked that would not publish."""
    unfinished = stand.ask(OPEN)
    doubtful = [row for row in unfinished if row[2] == "in_doubt"]
    if not doubtful:
        return
    campus, output, _, name, size, digest = doubtful[0]
    tried.note += " in doubt"
    if len(doubtful) > 1 or any(row[0] != "alder" for row in unfinished):
        tried.wrong("doubt", f"more than one output is in doubt, or one that is not on its way to a server: {unfinished}")
    if any(row[2] not in ("staged", "waiting", "planned") or row[1] < output for row in unfinished if row not in doubtful):
        tried.wrong("doubt", f"outputs before one in doubt are open: {[row[:3] for row in unfinished]}")
    uploads = [there for there in seen_by_hub if there.startswith(f"{name}.")]
    if seen_by_hub.get(name) == size and not uploads:
        tried.wrong("doubt", f"{name} lay there and was not believed to be published")
    servers.wait_for_lines(stand.folder)
    stand.consumer.take()
    is_there = any((copy["campus"], copy["name"], copy["sha256"]) == (campus, name, digest)
                   for copy in stand.consumer.copies())
    # The consumer's copy is what a load has; the hub itself sees an empty folder, and wants to be told.
    words = ("confirm", "--in-peoplesoft") if is_there else ("reissue", "--not-in-peoplesoft", "--yes")
    decided = stand.scene.workshop.hub(stand.home, stand.database, "outputs", words[0], f"{campus}-{output}", *words[1:],
                                       "--reason", "somebody looked", "--json")
    if decided.status != 0:
        tried.wrong("doubt", f"{words[0]} ended with {decided.status}: {decided.messages[:300]}")
    expect_recovered(tried, stand.run(**surroundings(number + 1)))
    stand.consumer.take()


def check_server(stand, tried):
    for campus, folder in stand.outboxes.items():
        for name in os.listdir(folder):
            if name.endswith(".part"):
                tried.wrong("left over", f"the upload {name} at {campus}'s server")
