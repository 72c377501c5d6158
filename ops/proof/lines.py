"""The line to a server breaks, or the program that speaks on it is ended."""

import os

import servers
from modes import TRIES
from verdicts import conclude, expect_clean_end, expect_within


def line_points(scene, stand_of):
    """Every command of every session with the server, from none of it to all."""
    stand = stand_of(scene)
    stand.run(environment={"PATH": servers.break_line(stand.folder, 0, 0)})
    with open(f"{stand.folder}/commands") as file:
        sessions = [int(line) for line in file]
    stand.remove()
    return [("lines", scene.name, scene.seed, f"{session}:{commands}")
            for session, most in enumerate(sessions, 1) for commands in range(most + 1)]


def try_lines(stand, tried, place):
    """The line breaks when so many commands of a session were done; the hub does not know how many."""
    session, commands = map(int, place.split(":"))
    outcome = stand.run(environment={"PATH": servers.break_line(stand.folder, session, commands)})
    if os.path.exists(f"{stand.folder}/session"):
        with open(f"{stand.folder}/session") as file:
            tried.hit = int(file.read()) >= session
    expect_within(30, stand, tried, outcome)
    if session % 2:
        expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, session + commands, disturbed=outcome)


TRIES |= {"lines": try_lines}
