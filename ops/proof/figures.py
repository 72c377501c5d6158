"""What the modes came to, and how it is told."""

import collections

import modes
from choice import PLANTED, SOURCES, spelled


class Figures:
    """What a mode came to."""

    def __init__(self):
        self.points = self.hit = self.failed = 0
        self.violations = collections.Counter()
        self.seconds = 0.0
        self.examples = []
        self.places = set()
        # In place of figures, where there are none.
        self.words = ""

    def add(self, tried):
        self.points += 1
        self.hit += tried.hit
        self.seconds += tried.seconds
        if tried.hit:
            self.places.add(tried.point)
        if tried.violations:
            self.failed += 1
            self.violations.update(tried.violations)
            self.examples.append(tried)


def tell(tried):
    if tried.point[0] in PLANTED:
        return
    print(f"VIOLATION after {tried.seconds:.1f} s {spelled(tried.point)} {tried.note}", flush=True)
    for words in tried.words[:6]:
        print(f"    {words}", flush=True)


def missing_failpoints(figures):
    """F03: names in the sources that no run came by."""
    hit = {place[3].partition("@")[0] for place in figures.places}
    return [name for name in modes.failpoint_names(SOURCES) if name not in hit]


def release_findings(command, figures):
    """In a release binary nothing of a failpoint is left, and setting one changes nothing."""
    with open(command, "rb") as file:
        content = file.read()
    strings = ["BURSARHUB_FAILPOINTS", "t1.after_commit", "ask_then_write_again"]
    findings = [f"the release binary holds the text {text}" for text in strings if text.encode() in content]
    if figures.hit:
        findings.append("a failpoint ended a release binary")
    return findings


def show_wrong_orders(figures):
    """The table of 2.5's orders; each must have been found out."""
    rows = collections.defaultdict(collections.Counter)
    for tried in figures.examples:
        order = tried.point[3].partition(":")[0]
        for kind in tried.violations:
            rows[order][kind] += 1
    points = collections.Counter(place[3].partition(":")[0] for place in figures.places)
    print(f"{'order':<24}{'points':>8}{'doubled':>9}{'lost':>6}{'torn':>6}{'left over':>11}")
    undiscovered = []
    for order in modes.WRONG_ORDERS:
        row = rows[order]
        print(f"{order:<24}{points[order]:>8}{row['doubled']:>9}{row['lost']:>6}{row['torn']:>6}{row['left over']:>11}")
        if not (row["doubled"] or row["lost"] or row["torn"]):
            undiscovered.append(order)
    return undiscovered
