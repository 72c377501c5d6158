"""F33: the power fails while a run is at work, on a file system of its own that is really cut off.

The home lies on ext4 on a loop file. Before a call the run is held, and the loop file is copied: that
is what the disk has, without all that was never synced. The run dies; the copy is mounted in its
place, and must lead to the same end. The database is another machine's: what it committed stays.
"""

import os
import shutil
import subprocess

from consumer import Consumer
from modes import NORMAL_ENDS, TRIES, conclude
from rivals import HeldRun, held_points
from scenes import CAMPUSES
from stands import Stand

KINDS = ("write", "fsync", "rename", "publish", "create", "unlink", "close", "send")
BYTES = 512 << 20


def do(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def obstacle(scratch):
    """Why it is not possible here; empty where it is."""
    if os.geteuid() != 0:
        return "it needs root, to mount"
    missing = [name for name in ("mkfs.ext4", "losetup", "mount") if shutil.which(name) is None]
    if missing:
        return f"{' '.join(missing)} is missing"
    try:
        disk = Disk(f"{scratch}/try.image", f"{scratch}/try", make=True)
        disk.detach()
        os.unlink(disk.image)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no loop file can be mounted: {getattr(error, 'stderr', error)}"
    return ""


def unmount_all(folder):
    """What workers that were ended left mounted below a folder."""
    with open("/proc/mounts") as file:
        mounts = [line.split()[:2] for line in file if line.split()[1].startswith(f"{folder}/")]
    for loop, place in mounts:
        subprocess.run(["umount", "-l", place], check=False)
        subprocess.run(["losetup", "-d", loop], check=False)


class Disk:
    """ext4 in a file, mounted."""

    def __init__(self, image, place, make=False):
        self.image, self.place = image, place
        self.loop = ""
        if make:
            with open(image, "wb") as file:
                file.truncate(BYTES)
            do("mkfs.ext4", "-q", "-F", "-m", "0", image)
            os.makedirs(place, mode=0o700, exist_ok=True)
        self.loop = do("losetup", "-f", "--show", image)
        try:
            do("mount", "-t", "ext4", self.loop, place)
        except subprocess.CalledProcessError:
            do("losetup", "-d", self.loop)
            raise

    def copy(self, image):
        do("cp", "--sparse=always", self.image, image)

    def detach(self):
        if self.loop:
            do("umount", "-l", self.place)
            do("losetup", "-d", self.loop)
            self.loop = ""


class CutStand(Stand):
    """A stand whose home lies on a disk of its own."""

    def _copy_home(self):
        os.makedirs(self.folder)
        self.disk = Disk(f"{self.folder}/disk", self.home, make=True)
        os.rmdir(f"{self.home}/lost+found")
        shutil.copytree(self.scene.home, self.home, symlinks=True, dirs_exist_ok=True)

    def begin(self):
        self.consumer = Consumer(self.seen, {campus: f"{self.home}/outbox/{campus}" for campus in CAMPUSES},
                                 hand=f"{self.home}/collected")
        do("sync", "-f", self.home)

    def cut(self, run):
        """The disk as it is now takes the place of the one that the run works on."""
        self.disk.copy(f"{self.folder}/cut")
        run.let_go("die")
        self.disk.detach()
        self.disk = Disk(f"{self.folder}/cut", self.home)

    def remove(self):
        self.disk.detach()
        super().remove()


def power_cut_points(scenes):
    return list(held_points("power-cut", scenes, KINDS))


def try_power_cut(stand, tried, place, more=""):
    stand.begin()
    run = HeldRun(stand, place, more)
    tried.hit = run.wait_until_held()
    if not tried.hit:
        outcome = run.let_go()
        if outcome.status not in NORMAL_ENDS or not outcome.calls or "failed" in outcome.campuses.values():
            tried.wrong("not begun", f"the run ended with {outcome.status}: {outcome.messages[:300]} {outcome.campuses}")
        return
    stand.cut(run)
    conclude(stand, tried, len(place))


def try_unsynced(stand, tried, place):
    """Whether a missing fsync would be found out."""
    try_power_cut(stand, tried, place, more="fsync:*:skip;")


TRIES |= {"power-cut": try_power_cut, "unsynced": try_unsynced}
