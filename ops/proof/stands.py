"""Scenes made ready once, and stands: clones of them on which one point is tried."""

import glob
import json
import os
import shutil
import subprocess
import time

from check_books import QUESTION, Books
from consumer import Consumer
from given import GivenExport
from scenes import CAMPUSES, FORMATS, IN_THE_WAY, RUN_DATE, STRANGE, Play, declaration

COUNTS = """
select json_build_array((select count(*) from ledger.output), (select count(*) from ledger.charge),
    (select count(*) from ledger.held_fee), (select count(*) from ledger.duplicate), (select count(*) from ledger.export))
"""

UNFINISHED = """
select coalesce(json_agg(distinct campus), '[]') from ledger.output
where state in ('planned', 'staged', 'waiting', 'in_doubt', 'recalling')
"""


PUBLISHED = """
select coalesce(json_agg(json_build_array(campus, name, encode(sha256, 'hex'))), '[]') from ledger.output
where state = 'published'
"""


class Outcome:
    """How a run of the hub ended."""

    def __init__(self, status, output, messages, report, seconds):
        self.status, self.output, self.messages = status, output, messages
        self.seconds = seconds
        self.fired = [line.split()[1:] for line in report if line.startswith("fired")]
        self.synced_again = any(line.startswith("synced-again") for line in report)
        self.killed = next((line.split()[1:] for line in report if line.startswith("killed")), None)
        self.calls = {}
        for line in report:
            if line.startswith("calls"):
                words = line.split()
                self.calls = {"all": int(words[1])} | {
                    name: int(number) for name, number in (word.split("=") for word in words[2:])}

    @property
    def was_killed(self):
        return self.status == -9

    @property
    def campuses(self):
        """Outcome of each campus; empty where the run said nothing."""
        try:
            return {row["campus"]: row["outcome"] for row in json.loads(self.output)["campuses"]}
        except (ValueError, KeyError):
            return {}


class Workshop:
    """What all points share: the command, the preloaded library, the server, a scratch folder."""

    def __init__(self, command, library, cluster, scratch, fees, server=None):
        self.command, self.library, self.cluster, self.server = command, library, cluster, server
        self.scratch, self.fees = scratch, fees

    def hub(self, home, database, *arguments, environment=None, report=None, deadline=90):
        """Runs the command to its end; who does not come to one hangs, which is a violation."""
        given = {"PATH": os.environ["PATH"], "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC"}
        given |= environment or {}
        started = time.monotonic()
        process = subprocess.Popen(
            [self.command, *arguments, "--home", home, "--database", self.address(database)],
            env=given, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=self.scratch)
        try:
            output, messages = process.communicate(timeout=deadline)
            status = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            output, messages = process.communicate()
            status = None
        lines = []
        if report and os.path.exists(report):
            with open(report) as file:
                lines = file.read().splitlines()
            os.unlink(report)
        return Outcome(status, output, messages, lines, time.monotonic() - started)

    def address(self, database):
        return database if "://" in database else self.cluster.uri(database)


def folders(home, campuses, at_server=None):
    """Where the exports of each campus lie, and where its outputs: alder's on a server, where there is one."""
    inboxes = {campus: f"{home}/inbox/{campus}" for campus in campuses}
    outboxes = {campus: f"{home}/outbox/{campus}" for campus in campuses}
    if at_server:
        inboxes["alder"], outboxes["alder"] = f"{at_server}/in", f"{at_server}/out"
    return inboxes, outboxes


class Scene:
    """A moment before a run, kept as a template."""

    campuses = CAMPUSES

    def __init__(self, workshop, name, seed):
        self.workshop, self.name, self.seed = workshop, name, seed
        self.folder = f"{workshop.scratch}/scene-{name}-{seed}"
        self.database = f"scene_{name}_{seed}"
        self.home, self.given, self.seen = (f"{self.folder}/{part}" for part in ("home", "given", "seen"))
        self.play = Play(seed, workshop.fees)
        self.evenings = 2 if name == "second" else 1
        self.server = workshop.server if name == "sftp" else None
        self.at_server = f"{self.folder}/server" if self.server else None
        self.inboxes, self.outboxes = folders(self.home, self.campuses, self.at_server)
        if name in ("alone", "sftp"):
            # One campus, and nothing else to wait for.
            self.play.first = {"alder": self.play.first["alder"]}
        self.fates = self.play.fates(self.evenings)
        self.strange = [STRANGE[key][1] for key in STRANGE]
        self.identifier = ""
        self.reference = None

    def make(self, session):
        """Brings home and database to the moment; the hub itself does it, without a fault."""
        session.drop(self.database)
        session.ask(f"create database {self.database}")
        os.makedirs(self.home, mode=0o700)
        shop = self.workshop
        migrated = shop.hub(self.home, self.database, "database", "migrate", "--admin-database",
                            shop.address(self.database))
        self._expect(migrated, {0})
        if self.server:
            for folder in (self.inboxes["alder"], self.outboxes["alder"]):
                os.makedirs(folder, mode=0o700)
            self.server.let_in(self.home, self.at_server)
        self._onboard(later=False)
        self._put(self.play.first)
        if self.name not in ("alone", "sftp"):
            self._broken_upload()
        if self.name == "shown":
            obstacle = "{}/outbox/{}/{}".format(self.home, *IN_THE_WAY)
            os.makedirs(os.path.dirname(obstacle), mode=0o700, exist_ok=True)
            with open(obstacle, "wb"):
                pass
            self._expect(self.run(), {0, 1})
            os.unlink(obstacle)
        if self.evenings == 2:
            self._expect(self.run(), {0, 1})
            # Some of the first evening lies still there when the second begins.
            self.consumer().take(lambda campus, name: campus != "birch" or "charges" in name)
            for (campus, name), (content, _) in STRANGE.items():
                with open(f"{self.home}/outbox/{campus}/{name}", "wb") as file:
                    file.write(content)
            self._onboard(later=True)
            self._put(self.play.second)
            self._whole_upload()
        self.identifier = self._identifier(session)
        session.wait_for_silence(self.database)
        return self

    def run(self, database=None, home=None, **options):
        return self.workshop.hub(home or self.home, database or self.database, "run", "--settle", "0", "--run-date",
                                 RUN_DATE, "--json", "--jobs", "1", **options)

    def consumer(self):
        return Consumer(self.seen, self.outboxes)

    def _expect(self, outcome, statuses):
        if outcome.status not in statuses:
            raise SystemExit(f"scene {self.name}: exit status {outcome.status}\n{outcome.messages}{outcome.output}")

    def _onboard(self, later):
        folder = f"{self.folder}/campuses"
        os.makedirs(folder, exist_ok=True)
        for campus in CAMPUSES:
            format_name, text = FORMATS[campus]
            place = self.server.place if self.server and campus == "alder" else None
            for name, content in ((campus, declaration(campus, later, place)), (format_name, text)):
                with open(f"{folder}/{name}.yaml", "w") as file:
                    file.write(content)
        self._expect(self.workshop.hub(self.home, self.database, "onboard", "--yes", folder), {0})

    def _put(self, exports):
        for campus in CAMPUSES:
            os.makedirs(self.inboxes[campus], mode=0o700, exist_ok=True)
        for export in (export for campus in exports.values() for export in campus):
            self._put_file(export.campus, export.name, export.xml())

    def _put_file(self, campus, name, content):
        for folder in (self.inboxes[campus], f"{self.given}/{campus}"):
            os.makedirs(folder, mode=0o700, exist_ok=True)
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)

    def _broken_upload(self):
        """The beginning of an export, of which all comes on the second evening."""
        late = self.play.late
        content = late.xml()
        self._put_file(late.campus, late.name, content[:len(content) * 2 // 3])

    def _whole_upload(self):
        late = self.play.late
        os.rename(f"{self.given}/{late.campus}/{late.name}", f"{self.given}/{late.campus}/{late.name}.broken")
        self._put_file(late.campus, late.name, late.xml())

    def _identifier(self, session):
        row = session.ask("select (select system_identifier from pg_control_system()) || '-' || oid "
                          f"from pg_database where datname = '{self.database}'")
        return row[0]


class Stand:
    """A clone of a scene, for one point."""

    _count = 0

    def __init__(self, scene, session):
        Stand._count += 1
        self.scene, self.session = scene, session
        self.database = f"stand_{os.getpid()}_{Stand._count}"
        self.folder = f"{scene.workshop.scratch}/{self.database}"
        self.home, self.seen = f"{self.folder}/home", f"{self.folder}/seen"
        self.report = f"{self.folder}/report"
        self.at_server = f"{self.folder}/server" if scene.server else None
        self.inboxes, self.outboxes = folders(self.home, scene.campuses, self.at_server)
        self._copy_home()
        if os.path.isdir(scene.seen):
            shutil.copytree(scene.seen, self.seen)
        session.clone(scene.database, self.database)
        self._mark_as_ours()
        if scene.server:
            scene.server.let_in(self.home, self.at_server)
        self.consumer = Consumer(self.seen, self.outboxes)

    def _copy_home(self):
        shutil.copytree(self.scene.home, self.home, symlinks=True)
        if self.at_server:
            shutil.copytree(self.scene.at_server, self.at_server)

    def _mark_as_ours(self):
        """The clone of a database has a number of its own, which the marks and high waters of its home must name."""
        new = self.session.ask("select (select system_identifier from pg_control_system()) || '-' || oid "
                               f"from pg_database where datname = '{self.database}'")[0]
        for path, _, names in os.walk(self.home):
            marks = names if path.endswith("/high-water") else {"owner"} & set(names)
            if not path.endswith(("/.bursarhub", "/high-water")):
                continue
            for name in marks:
                with open(f"{path}/{name}") as file:
                    text = file.read()
                if self.scene.identifier in text:
                    with open(f"{path}/{name}", "w") as file:
                        file.write(text.replace(self.scene.identifier, new))
        # On a server the mark is a folder's name.
        for path in glob.glob(f"{self.at_server}/*/.bursarhub/*{self.scene.identifier}"):
            os.rename(path, path.replace(self.scene.identifier, new))

    def run(self, faults="", at=0, failpoints="", jobs=1, environment=None, address=None, deadline=90, program=True):
        """A run of the hub, disturbed as it is said."""
        given = dict(environment or {})
        if program:
            given |= {"LD_PRELOAD": self.scene.workshop.library, "CRASH_REPORT": self.report}
        if faults:
            given["CRASH_FAULTS"] = faults
        if at:
            given["CRASH_AT"] = str(at)
        if failpoints:
            given["BURSARHUB_FAILPOINTS"] = failpoints
        return self.scene.workshop.hub(
            self.home, address or self.database, "run", "--settle", "0", "--run-date", RUN_DATE, "--json",
            "--jobs", str(jobs), environment=given, report=self.report, deadline=deadline)

    def wait(self):
        self.session.wait_for_silence(self.database)

    def ask(self, sql):
        self.session.connect(self.database)
        try:
            return self.session.ask_json(sql)
        finally:
            self.session.connect("postgres")

    def books(self):
        """The independent checker's verdict on this state."""
        return Books(GivenExport.all(self.scene.given), self.consumer.copies(), self.consumer.content,
                     self.ask(QUESTION), self.home, self.scene.fates, self.scene.strange, self.inboxes).check()

    def copies(self, campus):
        """What was seen of a campus, by content."""
        return sorted(copy["sha256"] for copy in self.consumer.copies()
                      if copy["campus"] == campus and copy["sha256"] not in self.scene.strange)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.session.drop(self.database)
