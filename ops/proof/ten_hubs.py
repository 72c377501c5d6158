"""F09: ten hubs at once over as many campuses as the university has, and their time beside one hub's."""

import json
import os
import threading
import time

import layouts
from modes import NORMAL_ENDS, TRIES, conclude
from scenes import FORMATS, Play, declaration
from stands import Scene, Stand

HUBS = 10
# A layout without groups each; the checker reads a campus's outputs by its layout.
KINDS = {f"c{number:02d}": ("alder", "cedar")[number % 2] for number in range(1, 24)}
layouts.LAYOUTS |= {campus: layouts.LAYOUTS[kind] for campus, kind in KINDS.items()}

# A hub's own beginning costs a tenth of a second, so an evening of few fees would measure beginnings alone.
EVENING = 20  # times the fees of a scene's export

# Ten hubs may take so much longer than one; a machine has other things to do, so they may try again.
MOST_TIMES, TRIALS = 1.5, 3


class Crowd(Scene):
    """23 campuses with two exports each, before a first evening."""

    campuses = tuple(KINDS)
    _made = {}

    def __init__(self, workshop, seed):
        super().__init__(workshop, "crowd", seed)
        self.fates, self.strange = {}, []
        self.exports = []  # (campus, name, content)
        self.fees = 0
        for number, (campus, kind) in enumerate(KINDS.items(), 1):
            play = Play(seed * 100 + number, EVENING * workshop.fees)
            for export in play.first[kind]:
                self.fees += len(export.fees)
                self.exports.append((campus, renamed(export.name, kind, campus), of_another(export.xml(), number)))
            self.fates |= {f"{campus} {key.split()[1]}": fate for key, fate in play.fates(1).items()
                           if key.split()[0] == kind}

    @classmethod
    def made(cls, scene, session):
        """Ready once in a process."""
        key = (scene.workshop.scratch, scene.seed)
        if key not in cls._made:
            cls._made[key] = cls(scene.workshop, scene.seed).make(session)
        return cls._made[key]

    def _onboard(self, later):
        folder = f"{self.folder}/campuses"
        os.makedirs(folder)
        files = {name: text for name, text in FORMATS.values()}
        for campus, kind in KINDS.items():
            # The layout keeps its name.
            parts = declaration(kind, later).split(FORMATS[kind][0])
            files[campus] = FORMATS[kind][0].join(renamed(part, kind, campus) for part in parts)
        for name, content in files.items():
            with open(f"{folder}/{name}.yaml", "w") as file:
                file.write(content)
        self._expect(self.workshop.hub(self.home, self.database, "onboard", "--yes", folder), {0})

    def _put(self, exports):
        for export in self.exports:
            self._put_file(*export)

    def _broken_upload(self):
        pass


def renamed(text, kind, campus):
    """What was made for a campus of `scenes`, for one of these."""
    for word in (kind, kind.upper(), kind[:3].upper()):
        text = text.replace(word, campus if word.islower() else campus.upper())
    return text


def of_another(content, number):
    """The export, from an institution of its own."""
    for before, after in ((b"<xb:InstitutionId>", b"</xb:InstitutionId>"), (b"000", b"</xb:exportNumber>")):
        for known in (b"1111", b"3333"):
            content = content.replace(before + known + after, before + str(5000 + number).encode() + after)
    return content


class CrowdStand(Stand):
    """A clone of the crowd."""

    def race(self, hubs):
        """So many hubs at once, each with a worker for every processor: their ends, and how long all took."""
        outcomes = []
        jobs = len(os.sched_getaffinity(0))
        threads = [threading.Thread(target=lambda: outcomes.append(self.run(program=False, jobs=jobs)))
                   for _ in range(hubs)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes, time.monotonic() - started


def ten_hubs_points(scenes, times):
    return [("ten-hubs", scenes[0].name, scenes[0].seed, str(number)) for number in range(times)]


def try_ten_hubs(stand, tried, place):
    crowd = Crowd.made(stand.scene, stand.session)
    tried.hit = False
    for trial in range(TRIALS):
        alone, one = on_stand(crowd, stand.session, 1, tried)
        together, ten = on_stand(crowd, stand.session, HUBS, tried)
        busy = judge_rivalry(tried, alone[0], together)
        tried.hit = tried.hit or busy > 0
        print(f"ten hubs at once: {len(KINDS)} campuses, {crowd.fees} fees, {ten:.1f} s, one hub alone {one:.1f} s, "
              f"{ten / one:.2f} times as long; a campus was busy {busy} times", flush=True)
        if tried.violations or ten <= MOST_TIMES * one:
            return
    tried.wrong("slow", f"{HUBS} hubs took more than {MOST_TIMES} times as long as one, {TRIALS} times in a row")


def on_stand(crowd, session, hubs, tried):
    """What hubs came to on a clone of the crowd; the books are judged where there were several."""
    stand = CrowdStand(crowd, session)
    try:
        outcomes, seconds = stand.race(hubs)
        if hubs == 1:
            return outcomes, seconds
        stand.wait()
        if stand.ask("select deadlocks from pg_stat_database where datname = current_database()"):
            tried.wrong("rivalry", "the server ended a deadlock")
        conclude(stand, tried, 0)
        return outcomes, seconds
    finally:
        stand.remove()


def judge_rivalry(tried, alone, together):
    """Each campus's fees are read by one hub; to the others it is busy, or done. How often it was busy."""
    for outcome in (alone, *together):
        if outcome.status not in NORMAL_ENDS:
            tried.wrong("rivalry", f"a hub ended with {outcome.status}: {outcome.messages}{failures(outcome)}")
        elif not outcome.campuses:
            tried.wrong("rivalry", f"a hub told of no campus: {outcome.messages}{outcome.output}")
    expected = fees_read(alone)
    seen = [fees_read(outcome) for outcome in together]
    for campus in KINDS:
        read = [counts.get(campus, 0) for counts in seen]
        if [count for count in read if count] != [expected.get(campus)]:
            tried.wrong("rivalry", f"of {campus} the hubs read {read} fees, and one alone {expected.get(campus)}")
        ends = {outcome.campuses.get(campus) for outcome in together} - {None, "busy", "nothing"}
        if ends != {alone.campuses.get(campus)}:
            tried.wrong("rivalry", f"{campus} ended as {ends}, and with one hub as {alone.campuses.get(campus)}")
    return sum(list(outcome.campuses.values()).count("busy") for outcome in together)


def fees_read(outcome):
    """How many fees of each campus a run read."""
    try:
        return {row["campus"]: row["read"]["count"] for row in json.loads(outcome.output)["campuses"]}
    except (ValueError, KeyError):
        return {}


def failures(outcome):
    """What a run said of the campuses that failed, whole; all that it said where it is no run's summary."""
    try:
        rows = json.loads(outcome.output)["campuses"]
    except (ValueError, KeyError):
        return outcome.output
    return json.dumps([row for row in rows if row["outcome"] == "failed"], indent=1)


TRIES |= {"ten-hubs": try_ten_hubs}
