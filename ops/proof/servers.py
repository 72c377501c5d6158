"""A campus by SFTP: a real sshd on loopback, an account on it for each stand, and lines that break."""

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import time

SSHD = "/usr/sbin/sshd"
# What a campus file names below the home. The key leads to the stand's own folders, whatever the address says.
KEY = "server-key"

CONFIGURATION = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized
UsePAM {uses_pam}
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
Subsystem sftp internal-sftp
"""

# In place of `sftp`: of one session only so many commands are sent, and then its line breaks. It stands in the
# stand's folder, for the hub hands on no other word to its children.
BREAKING = """#!/bin/sh
here={folder}
batch=$(cat; echo .)
batch=${{batch%.}}
session=$(($(cat "$here/session" 2>/dev/null || echo 0) + 1))
echo "$session" > "$here/session"
printf %s "$batch" | wc -l >> "$here/commands"
if [ "$session" = "{session}" ]; then
    [ "{commands}" = 0 ] || printf %s "$batch" | head -n "{commands}" | {sftp} "$@"
    {breaks}
fi
printf %s "$batch" | exec {sftp} "$@"
"""


def obstacle():
    """Why there can be no server here; empty where there can."""
    missing = [name for name in (SSHD, "sftp", "ssh-keygen") if shutil.which(name) is None]
    return f"{' '.join(missing)} is missing" if missing else ""


def make_key(path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "proof", "-f", path],
                   check=True, stdin=subprocess.DEVNULL)


class Server:
    """One sshd for all stands; a key opens its own stand's folder alone."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)
        make_key(f"{folder}/host")
        open(f"{folder}/authorized", "w").close()
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)  # where sshd jails itself
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        with open(f"{folder}/config", "w") as file:
            # Without PAM sshd cannot see, but as root, that an account is not locked.
            file.write(CONFIGURATION.format(port=self.port, folder=folder, uses_pam="no" if os.geteuid() == 0 else "yes"))
        with open(f"{folder}/log", "ab") as log:
            self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", f"{folder}/config"], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        self._wait_until_it_listens()

    def _wait_until_it_listens(self):
        end = time.monotonic() + 10
        while time.monotonic() < end and self.process.poll() is None:
            with open(f"{self.folder}/log") as log:
                if "Server listening" in log.read():
                    return
            time.sleep(0.01)
        raise SystemExit(f"sshd did not start; see {self.folder}/log")

    def place(self, name):
        """A folder of whoever logs in, as a campus file has it."""
        user = pwd.getpwuid(os.geteuid()).pw_name
        with open(f"{self.folder}/host.pub") as file:
            host_key = " ".join(file.read().split()[:2])
        return f'{{sftp: "sftp://{user}@127.0.0.1:{self.port}/~/{name}", host_key: "{host_key}", key: {KEY}}}'

    def let_in(self, home, folder):
        """Makes a key in a home that leads to this folder."""
        for name in (KEY, f"{KEY}.pub"):
            if os.path.exists(f"{home}/{name}"):
                os.unlink(f"{home}/{name}")
        make_key(f"{home}/{KEY}")
        with open(f"{home}/{KEY}.pub") as file:
            line = f'restrict,command="internal-sftp -d {folder}" {file.read()}'
        os.unlink(f"{home}/{KEY}.pub")
        with open(f"{self.folder}/authorized", "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(line)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)


def break_line(folder, session, commands):
    """A folder for the front of PATH, whose `sftp` breaks off; session 0 never does."""
    os.makedirs(f"{folder}/bin", exist_ok=True)
    for name in ("session", "commands"):
        if os.path.exists(f"{folder}/{name}"):
            os.unlink(f"{folder}/{name}")
    # As it ends when the network is gone, and as when somebody ends the program itself.
    breaks = "kill -9 $$" if commands % 2 else "echo 'Connection closed' >&2; exit 255"
    with open(f"{folder}/bin/sftp", "w") as file:
        file.write(BREAKING.format(folder=folder, session=session, commands=commands, breaks=breaks,
                                   sftp=shutil.which("sftp")))
    os.chmod(f"{folder}/bin/sftp", 0o700)
    return f"{folder}/bin:{os.environ['PATH']}"


def wait_for_lines(folder):
    """Until no `sftp` of a killed hub is at work any more, here or at the server's end."""
    end = time.monotonic() + 20
    while time.monotonic() < end and any(_works_in(folder, process) for process in os.listdir("/proc") if process.isdigit()):
        time.sleep(0.005)


def _works_in(folder, process):
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            words = file.read().split(b"\0")
        # `-d` is a place to begin at for the server; the client names its key.
        at_server = os.readlink(f"/proc/{process}/cwd").startswith(folder)
        return at_server or (words[0].endswith((b"sftp", b"ssh")) and any(folder.encode() in word for word in words))
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False
