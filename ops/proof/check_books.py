#!/usr/bin/env python3
"""Decides whether the books are true: from what was given, what was seen, and what the ledger says.

    ops/proof/check_books.py --given GIVEN --seen STORE --home HOME --database URI [--fates FILE]

GIVEN/CAMPUS has all exports that a campus ever gave, STORE what the consumer kept (consumer.py), HOME
is the hub's. FILE has {"campus transaction": "written|diverted|held|skipped"}: what must have become
of each fee, where that is known beforehand; without it the ledger says so, and an export may be held or
written off. Prints violations without any patron's data, and
ends with 0 or 1. Shares no line with the hub: it reads XML, outputs and tables by itself.
"""

import argparse
import collections
import hashlib
import json
import os
import subprocess
import sys

from given import GivenExport
from sightings import Sightings

BUCKETS = ("written", "diverted", "held", "duplicate", "skipped")

QUESTION = """
select json_build_object(
    'exports', (select coalesce(json_agg(row_to_json(e)), '[]') from (
        select *, encode(sha256, 'hex') as digest from ledger.export) e),
    'charges', (select coalesce(json_agg(json_build_array(
        campus, export, ordinal, kind, id, student_id, cents, bucket, output)), '[]') from ledger.charge),
    'duplicates', (select coalesce(json_agg(json_build_array(campus, export, ordinal, kind, id)), '[]')
        from ledger.duplicate),
    'held', (select coalesce(json_agg(json_build_array(
        campus, export, ordinal, kind, id, student_id, cents, state, bucket, output, from_output, reason)), '[]')
        from ledger.held_fee),
    'outputs', (select coalesce(json_agg(json_build_object(
        'campus', campus, 'output', output, 'run', run, 'name', name, 'kind', kind, 'state', state,
        'digest', encode(sha256, 'hex'), 'bytes', bytes, 'records', records, 'fees', fees,
        'charge_cents', charge_cents, 'credit_cents', credit_cents, 'voided_by', voided_by) order by campus, output), '[]')
        from ledger.output),
    'runs', (select coalesce(json_agg(row_to_json(r)), '[]') from ledger.campus_run r),
    'names', (select coalesce(json_agg(run), '[]') from ledger.run))
"""


def tally(amounts):
    """Count, charge cents and credit cents."""
    return (len(amounts), sum(cents for cents in amounts if cents > 0),
            -sum(cents for cents in amounts if cents < 0))


class Books(Sightings):
    """One state of one hub, and what is wrong with it."""

    def __init__(self, given, copies, content_of, ledger, home, fates=None, strange=(), inboxes=None):
        self.given, self.copies, self.content_of = given, copies, content_of
        self.ledger, self.home, self.fates, self.strange = ledger, home, fates, set(strange)
        self.inboxes = inboxes or {export.campus: f"{home}/inbox/{export.campus}" for export in given}
        self.violations = collections.Counter()
        self.words = []

    def wrong(self, kind, what):
        self.violations[kind] += 1
        self.words.append(f"{kind}: {what}")

    def check(self):
        self.outputs = {(row["campus"], row["output"]): row for row in self.ledger["outputs"]}
        self.fees_of = collections.defaultdict(list)
        self._read_ledger()
        self._check_copies()
        self._check_fates()
        self._check_exports()
        self._check_outputs()
        self._check_runs()
        self._check_leftovers()
        return self

    # What the ledger says, put together anew.

    def _read_ledger(self):
        self.exports = {(row["campus"], row["export"]): row for row in self.ledger["exports"]}
        given = {(export.campus, export.digest): export for export in self.given}
        self.given_of = {key: given.get((key[0], row["digest"])) for key, row in self.exports.items()}
        self.place = collections.defaultdict(list)  # (campus, export, ordinal) -> buckets at present
        self.booked = {}
        for campus, export, ordinal, kind, id_, student, cents, bucket, output in self.ledger["charges"]:
            key = (campus, export, ordinal)
            if key in self.booked:
                self.wrong("doubled", f"a fee of export {campus}-x{export} is booked twice")
            self.booked[key] = bucket
            self._compare(key, kind, id_, student, cents)
            if bucket == "skipped":
                self.place[key].append("skipped")
            elif output is not None:
                self._stand(key, bucket, output)
        for campus, export, ordinal, kind, id_, student, cents, state, bucket, output, left, _ in self.ledger["held"]:
            key = (campus, export, ordinal)
            self._compare(key, kind, id_, student, cents)
            if state == "open":
                self.place[key].append("held")
            elif state == "written_off":
                self.place[key].append("skipped")
            else:
                self._stand(key, bucket, output)
        for campus, export, ordinal, kind, id_ in self.ledger["duplicates"]:
            self.place[(campus, export, ordinal)].append("duplicate")
            self._compare((campus, export, ordinal), kind, id_, None, None)

    def _stand(self, key, bucket, output):
        row = self.outputs.get((key[0], output))
        if row is None:
            return self.wrong("lost", f"a fee of {key[0]}-x{key[1]} is in an output that is not there")
        self.fees_of[(key[0], output)].append(key)
        if row["state"] != "void":
            self.place[key].append(bucket)

    def _fee(self, key):
        export = self.given_of.get(key[:2])
        if export is None or not 1 <= key[2] <= len(export.fees):
            return None
        return export.fees[key[2] - 1]

    def _compare(self, key, kind, id_, student, cents):
        fee = self._fee(key)
        if fee is None:
            return self.wrong("books", f"a fee of {key[0]}-x{key[1]} is in no export that was given")
        if (kind == "btx" and id_ != fee[2]) or (student is not None and student != fee[0]) \
                or (cents is not None and cents != fee[1]):
            self.wrong("books", f"fee {key[2]} of {key[0]}-x{key[1]} is booked with other facts than it has")

    # G2: exports.

    def _check_exports(self):
        booked, undecided = collections.Counter(), set()
        for key, row in self.exports.items():
            name = f"export {key[0]}-x{key[1]}"
            given = self.given_of[key]
            if given is None:
                self.wrong("books", f"{name} has bytes that nobody gave")
                continue
            self._check_archive(name, row, given)
            if self.fates is None and row["state"] in ("held", "ignored"):
                undecided.add((given.campus, given.digest))
            if row["state"] == "duplicate":
                # Its books are read = duplicate, as of the first.
                found = {"duplicate": [fee[1] for fee in given.fees]}
            elif row["state"] == "converted":
                booked[(given.campus, given.digest)] += 1
                found = collections.defaultdict(list)
                for ordinal, fee in enumerate(given.fees, 1):
                    buckets = self.place.get((*key, ordinal), [])
                    if len(buckets) != 1:
                        self.wrong("lost" if not buckets else "doubled",
                                   f"fee {ordinal} of {name} has {len(buckets)} places in the books")
                    for bucket in buckets[:1]:
                        found[bucket].append(fee[1])
            elif row["state"] == "ignored" and row["reason"] == "written_off":
                found = {"skipped": [fee[1] for fee in given.fees]}
            else:
                found = {}
            expected = {"read": [fee[1] for fee in given.fees] if found else []} | {
                bucket: found.get(bucket, []) for bucket in BUCKETS}
            for bucket, amounts in expected.items():
                has = tuple(row[f"{bucket}_{column}"] for column in ("count", "charge_cents", "credit_cents"))
                if has != tally(amounts):
                    self.wrong("books", f"{name} has other books than its fees: {bucket}")
        for export in self.given:
            key = (export.campus, export.digest)
            if export.is_whole and booked[key] != (0 if key in undecided else 1):
                self.wrong("lost", f"{export.name} is booked {booked[key]} times")

    def _check_archive(self, name, row, given):
        try:
            with open(f"{self.home}/archive/{row['campus']}/{row['archived_as']}", "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() != given.digest:
                    self.wrong("books", f"the archived file of {name} is not what was given")
        except FileNotFoundError:
            self.wrong("lost", f"the archived file of {name} is not there")

    # G2: outputs.

    def _check_outputs(self):
        for key, row in self.outputs.items():
            name = f"output {key[0]}-{key[1]}"
            amounts = [fee[1] for fee in map(self._fee, self.fees_of[key]) if fee]
            if (row["fees"], row["charge_cents"], row["credit_cents"]) != tally(amounts):
                self.wrong("books", f"{name} has other totals than the fees that it owns")
            if row["state"] == "void":
                continue
            if row["state"] != "published":
                self.wrong("left over", f"{name} is still {row['state']}")
            elif not self.seen[key]:
                self.wrong("lost", f"{name} is published, and nobody ever saw it")
        for copy, row, content in self.contents:
            if row is None:
                continue
            name = f"output {row['campus']}-{row['output']}"
            if (len(content.records), content.fees, content.charge_cents, content.credit_cents) != (
                    row["records"], row["fees"], row["charge_cents"], row["credit_cents"]):
                self.wrong("books", f"{name} holds other totals than the ledger says")
            own = [self._fee(fee) for fee in self.fees_of[(row["campus"], row["output"])]]
            own = [fee for fee in own if fee]
            if any(record[2] is None for record in content.records):
                sums = collections.defaultdict(lambda: [0, 0])
                for borrower, cents, _ in own:
                    sums[borrower][0] += cents
                    sums[borrower][1] += 1
                has = {record[0]: [record[1], record[3]] for record in content.records}
                same = has == sums
            else:
                same = sorted(own) == sorted(record[:3] for record in content.records)
            if not same:
                self.wrong("books", f"{name} holds other fees than the ledger says")

    def _check_runs(self):
        """A run's outputs hold its written, diverted and released."""
        planned = collections.defaultdict(lambda: [0, 0, 0])
        for row in self.ledger["outputs"]:
            for place, column in enumerate(("fees", "charge_cents", "credit_cents")):
                planned[(row["campus"], row["run"])][place] += row[column]
        for row in self.ledger["runs"]:
            sums = [sum(row[f"{bucket}_{column}"] for bucket in ("written", "diverted", "released"))
                    for column in ("count", "charge_cents", "credit_cents")]
            if sums != planned[(row["campus"], row["run"])]:
                self.wrong("books", f"a run's outputs at {row['campus']} hold other sums than the run says")

    # What must not lie about.

    def _check_leftovers(self):
        folders = [f"{self.home}/staging", f"{self.home}/archive"]
        for folder in folders:
            for path, _, names in os.walk(folder):
                for name in names:
                    if ".bursarhub" in path or name == "owner":
                        continue
                    if folder.endswith("staging") or name.startswith("."):
                        self.wrong("left over", f"{os.path.relpath(path, self.home)}/{name}")
        # What was not whole stays, for a person to look at.
        broken = {export.name.removesuffix(".broken") for export in self.given if not export.is_whole}
        if self.fates is None:
            broken |= {row["file_name"] for row in self.ledger["exports"] if row["state"] in ("held", "ignored")}
        for campus in {export.campus for export in self.given}:
            for name in sorted(os.listdir(self.inboxes[campus])):
                if not name.startswith(".") and name not in broken:
                    self.wrong("left over", f"inbox/{campus}/{name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("given", "seen", "home", "database"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--fates")
    options = parser.parse_args()
    answer = subprocess.run(["psql", "-XAtq", "-c", QUESTION, options.database],
                            capture_output=True, text=True, check=True)
    copies = []
    if os.path.exists(f"{options.seen}/seen.jsonl"):
        with open(f"{options.seen}/seen.jsonl") as file:
            copies = [json.loads(line) for line in file]
    fates = None
    if options.fates:
        with open(options.fates) as file:
            fates = json.load(file)

    def content_of(copy):
        with open(f"{options.seen}/{copy['copy']}", "rb") as file:
            return file.read()

    books = Books(GivenExport.all(options.given), copies, content_of, json.loads(answer.stdout),
                  options.home, fates).check()
    for line in books.words:
        print(line)
    print(f"{len(books.words)} violations")
    sys.exit(1 if books.words else 0)


if __name__ == "__main__":
    main()
