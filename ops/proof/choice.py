"""Which modes there are, in which scenes each is played, and which points it has."""

import os

import decisions
import lines
import migrations
import modes
import powercut
import rivals
import ten_hubs
from stands import Stand

SOURCES = f"{os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))}/Sources"
ALL = ("surroundings", "enumerate", "failpoints", "pairs", "throws", "errors", "network", "slow", "commits", "backends",
       "ghosts", "rivals", "migrations", "decisions", "lines")
# Not among others: they stop the server, or prove something else.
APART = ("ten-hubs", "server-stop", "server-asleep", "power-cut", "wrong-orders", "release", "unsynced")
# They find out what is wrong on purpose.
PLANTED = ("wrong-orders", "unsynced")
# A slice of fewer seconds leaves out what takes long to begin: a scene with a server, decisions of each kind.
SHORT = 120


def spelled(point):
    return f"{point[0]}:{point[1]}:{point[2]}:{point[3]}"


def parse(text):
    mode, scene, seed, place = text.split(":", 3)
    number = mode in ("enumerate", "surroundings")
    return (mode, scene, int(seed), int(place) if number else place)


# Mistakes are looked for where little else happens, decisions where an evening was shown.
SPECIAL = {"decisions": ("shown",), "lines": ("sftp",), "enumerate": ("first", "second", "sftp"),
           "pairs": ("first", "second", "sftp")} | dict.fromkeys(PLANTED, ("alone",))
USUAL = ("first", "second")


def scene_names(chosen):
    """The scenes that these modes are played in, in their order."""
    names = {name for mode in chosen for name in SPECIAL.get(mode, USUAL)}
    return [name for name in ("first", "second", "alone", "shown", "sftp") if name in names]


def scenes_of(mode, scenes):
    return [scene for scene in scenes if scene.name in SPECIAL.get(mode, USUAL)]


def points_of(mode, scenes, options, chance):
    if mode == "enumerate":
        points = list(modes.enumerate_points(scenes))
        by_sftp = [point for point in points if point[1] == "sftp"]
        chosen = chance.sample(by_sftp, min(len(by_sftp), options.sftp))
        return [point for point in points if point[1] != "sftp"] + chosen
    if mode == "failpoints":
        names = modes.failpoint_names(SOURCES)
        return list(modes.failpoint_points(scenes[:2], names))
    if mode == "throws":
        return list(modes.throw_points(scenes[:2], modes.failpoint_names(SOURCES)))
    if mode == "migrations":
        return migrations.migration_points(scenes[0], scenes[0].workshop.cluster.session())
    if mode in ("decisions", "lines"):
        session = scenes[0].workshop.cluster.session()
        stand_of = lambda scene: Stand(scene, session)
        if mode == "lines":
            points = lines.line_points(scenes[0], stand_of)
        else:
            # To do each act once, for the number of its calls, takes as long as a short slice has.
            few = chance.sample(decisions.ALL_ACTS, 3) if 0 < options.slice < SHORT else decisions.ALL_ACTS
            points = decisions.decision_points(scenes[0], stand_of, few)
        session.close()
        return points
    if mode == "pairs":
        # One in twenty with a server.
        usual = [scene for scene in scenes if scene.name != "sftp"]
        by_sftp = [scene for scene in scenes if scene.name == "sftp"]
        few = options.pairs // 20 if by_sftp else 0
        return [*modes.pair_points(usual, chance, options.pairs - few), *modes.pair_points(by_sftp, chance, few)]
    if mode == "errors":
        return list(modes.error_points(scenes[:2]))
    if mode == "network":
        return list(modes.network_points(scenes[:2]))
    if mode == "slow":
        return list(modes.slow_points(scenes))
    if mode == "surroundings":
        return list(modes.surroundings_points(scenes[:2]))
    if mode == "commits":
        return list(rivals.held_points(mode, scenes, ("commit",)))
    if mode == "backends":
        return list(rivals.held_points(mode, scenes, ("send",)))
    if mode == "ghosts":
        return list(rivals.held_points(mode, scenes, rivals.GHOST_KINDS))
    if mode == "rivals":
        return list(rivals.rival_points(scenes, options.rivals))
    if mode == "ten-hubs":
        return ten_hubs.ten_hubs_points(scenes, options.crowds)
    if mode in ("server-stop", "server-asleep"):
        points = list(rivals.held_points(mode, scenes[:1], ("send",)))
        return chance.sample(points, min(len(points), options.stops if mode == "server-stop" else 3))
    if mode == "power-cut":
        points = powercut.power_cut_points(scenes)
        return chance.sample(points, min(len(points), options.cuts))
    if mode == "unsynced":
        points = [("unsynced", *point[1:]) for point in powercut.power_cut_points(scenes) if point[3].startswith("send")]
        return chance.sample(points[len(points) // 2:], 12)
    if mode == "release":
        return list(modes.failpoint_points(scenes[:1], ("t1.after_commit", "publish.after_rename", "render.mid"), 1))
    return list(modes.wrong_order_points(scenes, soon=options.slice > 0))
