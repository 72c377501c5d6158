"""Looks at a page as people do who see little, use no mouse, or hold a telephone."""

import base64
import json
import os

from driver import ENTER, TAB

LOOKS = [(1440, "light"), (760, "light"), (320, "light"), (320, "dark"), (1440, "dark")]
# Each layout and each scheme once; what is as wide as the page is measured at all looks.
QUICKLY_EXAMINED = [(1440, "light"), (320, "dark")]

WIDEST = """(() => {
    const edge = document.documentElement.clientWidth;
    const out = [...document.body.querySelectorAll('*')]
        .filter(each => each.getBoundingClientRect().right > edge + 1)
        .sort((one, other) => other.getBoundingClientRect().right - one.getBoundingClientRect().right);
    return out.length ? out[0].outerHTML.slice(0, 160) : '';
})()"""
EXAMINATION = """axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})
    .then(found => JSON.stringify(found.violations))"""
FOCUSABLE = """[...document.querySelectorAll('a[href], button, input')]
    .map((each, index) => each.dataset.place = index).length"""
FOCUS = """(() => {
    const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
    return [each.dataset.place ?? null, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        && box.width > 0 && box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight + 1];
})()"""


class Eyes:
    """Looks at the page that a browser shows, and keeps what is wrong with it."""

    def __init__(self, browser, axe, isQuick, pictures):
        self.browser, self.axe = browser, axe
        self.examined = QUICKLY_EXAMINED if isQuick else LOOKS
        self.pictures = pictures
        self.pages, self.faults = 0, []

    def fault(self, page, *words):
        self.faults.append(": ".join([page, *map(str, words)]))

    def look(self, name, status=200):
        """At the page as it was just opened, and as nobody has touched it yet."""
        browser = self.browser
        self.pages += 1
        found = browser.value("performance.getEntriesByType('navigation')[0].responseStatus")
        if found != status:
            self.fault(name, f"its status is {found}, not {status}")
        for message in browser.messages():
            # A page of a problem is sent with its status, which is no fault of the page.
            if message["level"] == "SEVERE" and "responded with a status" not in message["message"]:
                self.fault(name, message["message"])
        browser.value(self.axe + ";0")
        for width, scheme in LOOKS:
            browser.resize(width, 800, scheme)
            place = f"{name}, {width} points, {scheme}"
            found = browser.value("document.documentElement.scrollWidth")
            if found > width:
                self.fault(place, f"it is {found} points wide", browser.value(WIDEST))
            if (width, scheme) in self.examined:
                self.examine(place)
            if self.pictures:
                self.picture(f"{name}-{width}-{scheme}", width, scheme)
        browser.resize(1440, 800, "light")
        self.keyboard(name)

    def examine(self, place):
        """Of axe: WCAG 2.2 AA, and the size of targets."""
        for violation in json.loads(self.browser.value(EXAMINATION)):
            node = violation["nodes"][0]
            self.fault(place, violation["id"], node["html"][:160], node["failureSummary"])

    def keyboard(self, name):
        """The tabulator reaches everything in its order, and what has the focus can be seen."""
        if self.browser.value("document.activeElement !== document.body"):
            self.fault(name, "something takes the focus by itself")
        for place in range(self.browser.value(FOCUSABLE)):
            self.browser.press(TAB)
            reached, isSeen = self.browser.value(FOCUS)
            if reached != str(place):
                self.fault(name, f"the tabulator comes to {reached} in place of {place}")
                break
            if not isSeen:
                self.fault(name, f"the focus on {place} cannot be seen")
        self.browser.value("document.querySelector('a').focus()")
        self.browser.press(ENTER)
        if self.browser.value("document.activeElement.id") != "main":
            self.fault(name, "the first link does not lead past the navigation")

    def picture(self, name, width, scheme):
        height = self.browser.value("document.documentElement.scrollHeight")
        self.browser.resize(width, max(height, 800), scheme)
        with open(os.path.join(self.pictures, f"{name}.png"), "wb") as file:
            file.write(base64.b64decode(self.browser.debug("Page.captureScreenshot", format="png")["data"]))
