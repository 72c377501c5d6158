"""Modes in which somebody else acts while a run stands still: another hub, the server, an administrator."""

import os
import signal
import threading
import time

from modes import NORMAL_ENDS, TRIES, conclude, expect_clean_end, expect_within, surroundings

GHOST_KINDS = ("write", "fsync", "rename", "publish", "send")


class HeldRun:
    """A run that stops before a call, until it is let go on."""

    def __init__(self, stand, fault, more="", deadline=90):
        self.stand = stand
        self.deadline = deadline
        self.more = more
        self.gate = f"{stand.folder}/gate"
        self.outcome = None
        self.thread = threading.Thread(target=self._run, args=(fault,))
        self.thread.start()

    def _run(self, fault):
        self.outcome = self.stand.run(faults=f"{self.more}{fault}:hold", environment={"CRASH_GATE": self.gate},
                                      deadline=self.deadline)

    def wait_until_held(self):
        """False where the run ended without coming by the place."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if os.path.exists(self.stand.report):
                with open(self.stand.report) as file:
                    if "fired" in file.read():
                        return True
            if not self.thread.is_alive():
                return False
            time.sleep(0.003)
        return False

    def let_go(self, word=""):
        with open(f"{self.gate}.made", "w") as file:
            file.write(word)
        os.rename(f"{self.gate}.made", self.gate)
        self.thread.join()
        os.unlink(self.gate)
        return self.outcome


def end_backends(stand):
    """Cuts all connections of a stand's database, as an administrator can."""
    stand.session.ask(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{stand.database}' "
                      "and backend_type = 'client backend'")
    stand.wait()


def held_points(mode, scenes, kinds):
    for scene in scenes:
        for kind in kinds:
            for number in range(1, scene.reference["calls"].get(kind, 0) + 1):
                yield (mode, scene.name, scene.seed, f"{kind}:{number}")


def try_ghosts(stand, tried, place):
    """F07: a hub stands still and loses its connection; another works; then the first wakes up."""
    ghost = HeldRun(stand, place)
    tried.hit = ghost.wait_until_held()
    if tried.hit:
        end_backends(stand)
        other = stand.run(program=False)
        if other.status not in NORMAL_ENDS or "busy" in other.campuses.values():
            tried.wrong("not taken over", f"the second hub ended with {other.status}: {other.campuses}")
        stand.consumer.take()
    outcome = ghost.let_go()
    stand.consumer.take()
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(place), quiet=True, disturbed=outcome)


def try_backends(stand, tried, place):
    """F12: the connection is cut at a round trip, by the server's administrator."""
    held = HeldRun(stand, place)
    tried.hit = held.wait_until_held()
    if tried.hit:
        end_backends(stand)
    outcome = held.let_go()
    expect_within(30, stand, tried, outcome)
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(place), disturbed=outcome)


def try_commits(stand, tried, place):
    """F16: the server commits, and its answer does not arrive."""
    outcome = stand.run(faults=f"{place}:lost")
    tried.hit = bool(outcome.fired)
    expect_within(30, stand, tried, outcome)
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(place), disturbed=outcome)


def rival_points(scenes, times):
    for scene in scenes:
        for number in range(times):
            yield ("rivals", scene.name, scene.seed, f"{2 if number % 5 else 10}:{number}")


def try_rivals(stand, tried, place):
    """F08, F09: hubs at once; each campus is worked on by one of them at a time."""
    hubs, _, number = (int(word) if word.isdigit() else word for word in place.partition(":"))
    outcomes = []

    def run(which):
        time.sleep(0.01 * (number % 7) * which)
        outcomes.append(stand.run(program=False, **surroundings(which)))

    threads = [threading.Thread(target=run, args=(which,)) for which in range(hubs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if outcome.status not in NORMAL_ENDS:
            tried.wrong("rivalry", f"a hub ended with {outcome.status}: {outcome.messages[-300:]}")
        if "failed" in outcome.campuses.values():
            tried.wrong("rivalry", f"a campus failed beside another hub: {outcome.output[:600]}")
    stand.wait()
    if stand.ask("select deadlocks from pg_stat_database where datname = current_database()"):
        tried.wrong("rivalry", "the server ended a deadlock")
    conclude(stand, tried, number)


def try_server_stop(stand, tried, place):
    """F11: the server is ended at once at a round trip, and comes back."""
    held = HeldRun(stand, place)
    tried.hit = held.wait_until_held()
    if tried.hit:
        cluster = stand.scene.workshop.cluster
        cluster.stop(signal.SIGQUIT)
        cluster.start()
        stand.session.reopen()
    outcome = held.let_go()
    expect_within(40, stand, tried, outcome)
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(place), disturbed=outcome)


def try_server_asleep(stand, tried, place):
    """F14: the server stands still for longer than any deadline."""
    held = HeldRun(stand, place, deadline=200)
    tried.hit = held.wait_until_held()
    cluster = stand.scene.workshop.cluster
    asleep = cluster.processes() if tried.hit else []
    for process in asleep:
        os.kill(process, signal.SIGSTOP)
    with open(held.gate, "w"):
        pass
    held.thread.join(150)
    for process in asleep:
        os.kill(process, signal.SIGCONT)
    outcome = held.let_go()
    # A minute for a statement of the books, a minute for a new session, five seconds for each campus that is left.
    expect_within(135, stand, tried, outcome)
    expect_clean_end(stand, tried, outcome)
    conclude(stand, tried, len(place), disturbed=outcome)


TRIES |= {"ghosts": try_ghosts, "backends": try_backends, "commits": try_commits, "rivals": try_rivals,
          "server-stop": try_server_stop, "server-asleep": try_server_asleep}
