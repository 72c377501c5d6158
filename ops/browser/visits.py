"""What people do at a server: they come in by their token, look around, and go."""

import html
import re
import urllib.parse

from driver import TAB
from stand import HELD, OTHER

LONGEST_WALK = 200


class Visit:
    """One who looks, by the keyboard alone where there is something to do."""

    def __init__(self, eyes, address, name, isQuick):
        self.eyes, self.browser = eyes, eyes.browser
        self.address, self.name, self.isQuick = address, name, isQuick
        # What no page that this one sees may show.
        self.hidden = set()

    def expect(self, isSo, what):
        if not isSo:
            self.eyes.fault(self.name, what)

    @property
    def path(self):
        return urllib.parse.urlparse(self.browser.address).path

    def open(self, path):
        self.browser.open(self.address + path)

    def markup(self):
        return html.unescape(self.browser.value("document.documentElement.outerHTML"))

    def look(self, page, status=200):
        page = f"{self.name}-{page}"
        markup = self.markup()
        # Whole words: an id may stand by chance within a digest.
        words = set(re.findall(r"[\w-]+", markup))
        shown = [each for each in self.hidden if each in words or (" " in each and each in markup)]
        if shown:
            self.eyes.fault(page, "it shows what this one may not see", min(shown))
        self.eyes.look(page, status)

    def reach(self, selector):
        """By the tabulator, as far as it takes."""
        # What had the focus before may stand behind it: then past the end, and on from the beginning.
        count = self.browser.value("document.querySelectorAll('a[href], button, input').length")
        for _ in range(count + 2):
            self.browser.press(TAB)
            if self.browser.value(f"document.activeElement.matches({selector!r})"):
                return
        self.eyes.fault(self.name, f"the tabulator does not come to {selector} on {self.path}")

    def follow(self, selector):
        self.reach(selector)
        self.browser.enter()

    def show(self, token):
        """At the door."""
        self.open("/login")
        self.reach("#token")
        self.browser.enter(token)

    def leave(self):
        self.follow(".leave button")
        self.expect(self.path == "/login", f"leaving ends on {self.path}")
        self.open("/")
        self.expect(self.path == "/login", "who has left still sees the first page")

    def walk(self, seen):
        """Follows links until none is new; quickly, a page of each kind will do."""
        waiting, seen = ["/"], set(seen)
        kinds = {kind(each) for each in seen}
        while waiting and len(seen) < LONGEST_WALK:
            target = waiting.pop(0)
            isNew = target not in seen and not (self.isQuick and kind(target) in kinds)
            seen.add(target)
            kinds.add(kind(target))
            self.open(target)
            for link in self.browser.value("[...document.querySelectorAll('a[href]')].map(each => each.href)"):
                url = urllib.parse.urldefrag(link).url
                path = url.removeprefix(self.address)
                isKnown = path in seen or path in waiting or self.isQuick and kind(path) in kinds
                if url.startswith(self.address + "/") and not isKnown:
                    waiting.append(path)
            if isNew:
                self.look(page_name(target))


def kind(path):
    """Pages of one kind differ by an id alone."""
    return re.sub(r"(?<=/)([^/?]+)/[^/?]+", r"\1/", path.split("?")[0])


def page_name(path):
    """Without the name of a run, which is another each time."""
    path = re.sub("^/runs/.+", "/run", path)
    return urllib.parse.quote(path.strip("/").replace("/", "-") or "first", safe="")


def stranger(visit):
    """One without a token, and with a wrong one, comes as far as the door."""
    visit.open(f"/campuses/{OTHER}")
    visit.expect(visit.path == "/login", f"a stranger is shown {visit.path}")
    visit.look("login")
    visit.show("bh_" + 64 * "0")
    told = visit.browser.value("document.querySelector('[role=alert]')?.innerText ?? ''")
    visit.expect("token" in told, f"a wrong token is told `{told}`")
    visit.look("login-refused", 401)


def consortium(visit, stand):
    """One of all campuses: everything but students."""
    visit.show(stand.tokens["consortium"])
    visit.expect(visit.path == "/", f"a token of the consortium leads to {visit.path}")
    shown = visit.markup()
    missing = [key for key in stand.campus_names if f"/campuses/{key}" not in shown]
    visit.expect(not missing, f"the overview lacks {', '.join(missing)}")
    visit.look("overview")
    visit.follow(f'a[href="/campuses/{HELD}"]')
    visit.expect(visit.path == f"/campuses/{HELD}", f"a campus's link leads to {visit.path}")
    visit.look("campus")
    visit.open(f"/trace/{HELD}?charge={stand.fee(HELD)[0]}")
    visit.look("trace-not-allowed", 404)
    visit.open(f"/exports/{HELD}-x1")
    visit.look("export")
    visit.walk(["/", f"/campuses/{HELD}"])
    visit.leave()


def desk(visit, stand):
    """One of a campus, who may trace: that campus, and nothing of another."""
    visit.show(stand.tokens[HELD])
    visit.expect(visit.path == f"/campuses/{HELD}", f"a campus's token leads to {visit.path}")
    visit.look("campus")
    for path in [f"/campuses/{OTHER}", f"/exports/{OTHER}-x1", f"/outputs/{OTHER}-1", f"/trace/{OTHER}"]:
        visit.open(path)
        visit.expect("/logout" in visit.markup(), f"{path} is not told as to one who is in")
        visit.look(page_name(path), 404)
    visit.walk(["/", f"/campuses/{HELD}", f"/trace/{HELD}"])
    trace(visit, stand)
    visit.leave()


def trace(visit, stand):
    """Alma's transaction id in, the fee's way out; and its student, whom only this page shows."""
    visit.open(f"/campuses/{HELD}")
    visit.follow(f'a[href="/trace/{HELD}"]')
    visit.look("trace")
    transaction, student = stand.fee(HELD)
    visit.open(f"/trace/{HELD}")
    visit.reach("#charge")
    visit.browser.enter(transaction)
    shown = visit.markup()
    visit.expect(visit.browser.value("document.querySelectorAll('.story').length") == 1,
                 "a transaction is not traced to one fee")
    visit.expect(transaction in shown, "a trace does not show its transaction")
    visit.expect(student in shown, "a trace does not show whose fee it is")
    visit.hidden.discard(student)
    visit.look("traced")
    visit.hidden.add(student)
    visit.follow('a[href^="/exports/"]')
    visit.look("export")
