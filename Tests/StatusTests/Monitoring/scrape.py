"""Lets a real Prometheus scrape a file of metrics, and prints what it then knows.

    scrape.py MONITORING SCRATCH QUERY...

Uses MONITORING/prometheus.yml and its rules, with the target and the interval changed; serves
SCRATCH/metrics.txt on loopback to whoever shows the token. All of it ends with this program.
"""

import ctypes
import http.server
import json
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

monitoring, scratch = map(pathlib.Path, sys.argv[1:3])
TOKEN = "bh_made_up_for_this_test"


class Metrics(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers.get("Authorization") == f"Bearer {TOKEN}" and self.path == "/metrics"
        body = (scratch / "metrics.txt").read_bytes() if known else b""
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Metrics)
threading.Thread(target=server.serve_forever, daemon=True).start()

for name in ["prometheus.yml", "bursarhub.rules.yml"]:
    text = (monitoring / name).read_text()
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{server.server_port}")
    (scratch / name).write_text(text.replace("scrape_interval: 60s", "scrape_interval: 1s"))
(scratch / "bursarhub.token").write_text(TOKEN)

prometheus = subprocess.Popen(
    ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb",
     "--web.listen-address=127.0.0.1:0", "--log.level=info"],
    cwd=scratch, stderr=subprocess.PIPE, text=True,
    # It goes with this process, however that ends.
    preexec_fn=lambda: ctypes.CDLL(None).prctl(1, signal.SIGKILL),
)


def ask(port, query):
    address = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": query})
    with urllib.request.urlopen(address, timeout=5) as answer:
        return json.load(answer)["data"]["result"]


def known(port):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            answers = [ask(port, query) for query in ['up{job="bursarhub"}'] + sys.argv[3:]]
            if all(answers) and answers[0][0]["value"][1] == "1":
                return [answer[0]["value"][1] for answer in answers[1:]]
        except OSError:
            pass  # it listens before it answers
        time.sleep(0.1)
    sys.exit("Prometheus does not know it")


try:
    said = ""
    for line in prometheus.stderr:
        said += line
        if match := re.search(r'"Listening on" address=127\.0\.0\.1:(\d+)', line):
            break
    else:
        sys.exit(said)
    threading.Thread(target=prometheus.stderr.read, daemon=True).start()
    print("\n".join(known(match[1])))
finally:
    prometheus.kill()
    prometheus.wait()
