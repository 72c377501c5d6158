"""A page with one fault of each kind: would such a one be found?"""

import os

from served import Served

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Planted</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="planted.css"></head>
<body>
<a href="#elsewhere">Skip</a>
<main id="main" tabindex="-1">
<h1>Planted</h1>
<img src="data:,">
<p style="color: red">Red by an attribute, which the policy refuses.</p>
<p class="wide">Wide</p>
<a class="bare" href="/">Bare</a>
<button tabindex="-1">Passed over</button>
</main>
</body>
</html>
"""
STYLE = ".wide { width: 400px; } .bare { outline: none; } p { color: #eee; background: #fff; }\n"
WORDS = ["image-alt", "color-contrast", "points wide", "Content Security Policy", "the tabulator comes to",
         "cannot be seen", "past the navigation"]


def unfound(eyes, folder):
    """Which kinds the eyes do not see; there should be none."""
    os.makedirs(folder)
    for name, text in [("planted.html", PAGE), ("planted.css", STYLE)]:
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    with Served(folder) as address:
        eyes.browser.open(f"{address}/planted.html")
        eyes.look("planted")
    found = "\n".join(eyes.faults)
    return [word for word in WORDS if word not in found]
