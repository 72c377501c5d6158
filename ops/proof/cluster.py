"""A private PostgreSQL for the proof: made in a scratch folder, asked through psql, gone at the end."""

import glob
import json
import os
import shutil
import signal
import subprocess
import time

ADMINISTRATOR = "bursarhub_admin"

# As the hub demands it, and beyond that what makes many small databases cheap.
SETTINGS = """
listen_addresses = ''
fsync = on
full_page_writes = on
synchronous_commit = on
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
checkpoint_timeout = 30min
wal_level = minimal
max_wal_senders = 0
dynamic_shared_memory_type = mmap
autovacuum = off
jit = off
max_parallel_workers_per_gather = 0
log_min_messages = fatal
log_error_verbosity = terse
log_min_error_statement = panic
"""


def program(name):
    """The newest of PostgreSQL's server programs of this name."""
    found = glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    if found:
        return max(found, key=lambda path: int(path.split("/")[4].split(".")[0]))
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"{name} is missing: call ops/install")
    return path


class Cluster:
    """One server; databases are clones of templates."""

    def __init__(self, folder):
        self.folder = folder
        self.data = f"{folder}/data"
        self.sockets = f"{folder}/sockets"
        os.makedirs(self.sockets, mode=0o700)
        # The server refuses root, and takes any other account that reaches its folder.
        self.as_account = []
        if os.geteuid() == 0:
            self.as_account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
            for path in (folder, self.sockets):
                shutil.chown(path, "postgres", "postgres")
        self._do(program("initdb"), f"--pgdata={self.data}", f"--username={ADMINISTRATOR}",
                 "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
        with open(f"{self.data}/postgresql.conf", "a") as file:
            file.write(SETTINGS + f"unix_socket_directories = '{self.sockets}'\n")
        self.process = None
        self.start()

    def _do(self, *command):
        done = subprocess.run([*self.as_account, *command], capture_output=True, text=True,
                              cwd="/", env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"})
        if done.returncode != 0:
            raise SystemExit(f"{command[0]}: {done.stderr}{done.stdout}")

    def start(self):
        self.process = subprocess.Popen(
            [*self.as_account, program("postgres"), "-D", self.data], cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=open(f"{self.folder}/log", "ab"), start_new_session=True)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            if subprocess.run([program("pg_isready"), "-q", "-h", self.sockets],
                              stdin=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.05)
        raise SystemExit(f"the server did not start; see {self.folder}/log")

    @property
    def postmaster(self):
        """The server's process, whichever of ours started it; None where none runs."""
        try:
            with open(f"{self.data}/postmaster.pid") as file:
                number = int(file.readline())
            with open(f"/proc/{number}/cmdline") as file:
                return number if self.data in file.read() else None
        except (OSError, ValueError):
            return None

    def stop(self, how=signal.SIGQUIT):
        """Ends the server at once; whoever gave it work is asked to mend what it left."""
        # Not by the handle: a worker restarts what another process of ours started.
        number = self.postmaster
        if number is None:
            return
        os.kill(number, how)
        end = time.monotonic() + 30
        # A command line is gone with its process, also where nobody has reaped that yet.
        while self.postmaster == number:
            if time.monotonic() > end:
                raise SystemExit("the server did not stop")
            time.sleep(0.01)
        self.process.poll()

    def processes(self):
        """The postmaster's children that serve somebody, and the postmaster."""
        number = self.postmaster
        children = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(number)],
                                  capture_output=True, text=True, check=True).stdout.splitlines()
        return [int(line.split()[0]) for line in children if ADMINISTRATOR in line] + [number]

    def uri(self, database):
        return f"postgresql://{ADMINISTRATOR}@{self.sockets.replace('/', '%2F')}/{database}"

    def session(self, database="postgres"):
        return Session(self, database)


class Session:
    """A psql that stays, so that a question costs no start of a program."""

    def __init__(self, cluster, database):
        self.cluster = cluster
        self.open(database)

    def open(self, database="postgres"):
        """Connects, also anew where the server was away."""
        self.process = subprocess.Popen(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=0", "-h", self.cluster.sockets, "-U", ADMINISTRATOR,
             "-d", database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, bufsize=1, env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PGTZ": "UTC"})

    def ask(self, sql):
        """The lines of the answer; an error is one of ours and ends everything."""
        self.process.stdin.write(sql.rstrip().rstrip(";") + ";\n\\echo -- done\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line == "-- done\n":
                errors = [text for text in lines if text.startswith(("ERROR", "FATAL", "psql:"))]
                if errors:
                    raise RuntimeError(f"{errors[0]}\n{sql}")
                return lines
            lines.append(line.rstrip("\n"))
        raise RuntimeError(f"psql ended: {lines}")

    def ask_json(self, sql):
        return json.loads("\n".join(self.ask(sql)) or "null")

    def connect(self, database):
        """Goes over to another database."""
        self.process.stdin.write(f"\\connect {database}\n")
        self.ask("select 1")

    def clone(self, template, name):
        self.ask(f"create database {name} template {template}")

    def drop(self, name):
        self.ask(f"drop database if exists {name} with (force)")

    def wait_for_silence(self, database):
        """Until no program is connected to a database: a server takes a moment to see that one was killed."""
        self.ask(f"""do $$ begin
            for round in 1..2000 loop
                exit when not exists (select from pg_stat_activity where datname = '{database}'
                    and pid <> pg_backend_pid() and backend_type = 'client backend');
                perform pg_sleep(0.003);
                perform pg_stat_clear_snapshot();
            end loop;
        end $$""")

    def reopen(self):
        self.close()
        self.open()

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(10)
