"""G1, G3: what was seen in the outboxes, file by file and fee by fee."""

import collections
import hashlib
import re

import layouts

STUDENT = re.compile(r"[09][0-9]{8}")


class Sightings:
    """The part of the books that is about what anybody saw."""

    def _check_copies(self):
        rows = collections.defaultdict(list)
        for row in self.ledger["outputs"]:
            if row["digest"]:
                rows[(row["campus"], row["name"], row["digest"])].append(row)
        for same in rows.values():
            # One that was sent anew can have its predecessor's name and bytes.
            same.sort(key=lambda row: row["state"] == "void")
        self.seen = collections.Counter()
        self.contents = []
        for copy in self.copies:
            if copy["sha256"] in self.strange:
                continue
            found = rows.get((copy["campus"], copy["name"], copy["sha256"]), [])
            # One that was taken back may have gone out again with the very same bytes.
            found = sorted(found, key=lambda row: row["state"] == "void")
            if not found:
                self.wrong("torn", f"{copy['name']} was seen with bytes that no output has")
                # Its records count all the same: PeopleSoft would have loaded them.
            content = self.content_of(copy)
            if hashlib.sha256(content).hexdigest() != copy["sha256"]:
                self.wrong("torn", f"the kept copy of {copy['name']} was changed")
            try:
                read = layouts.read(copy["campus"], copy["name"], content)
            except layouts.Torn as torn:
                self.wrong("torn", f"{copy['name']}: {torn}")
                continue
            row = found[min(self.seen_of(found), len(found) - 1)] if found else None
            if row:
                self.seen[(row["campus"], row["output"])] += 1
                if row["state"] == "void" and row["voided_by"] in self.ledger["names"]:
                    self.wrong("doubled", f"output {row['campus']}-{row['output']} was taken back, and collected")
                elif row["state"] == "void":
                    continue  # a person answers for it
            self.contents.append((copy, row, read))
        for (campus, output), times in self.seen.items():
            if times > 1:
                self.wrong("doubled", f"output {campus}-{output} was seen {times} times")

    def seen_of(self, rows):
        return sum(self.seen[(row["campus"], row["output"])] for row in rows)

    def _check_fates(self):
        """Fee by fee: each that had to be sent is in exactly one file that was ever seen."""
        single, grouped = collections.Counter(), collections.Counter()
        for copy, _, content in self.contents:
            for borrower, cents, transaction, fees in content.records:
                if transaction is None:
                    key = (copy["campus"], borrower, content.sign)
                    grouped[key + ("cents",)] += cents
                    grouped[key + ("fees",)] += fees
                else:
                    single[(copy["campus"], transaction, borrower, cents)] += 1
        for campus, (borrower, cents, transaction), sent in self._expected():
            if campus == "birch" and STUDENT.fullmatch(borrower):
                if sent:
                    key = (campus, borrower, 1 if cents > 0 else -1)
                    grouped[key + ("cents",)] -= cents
                    grouped[key + ("fees",)] -= 1
            elif sent:
                single[(campus, transaction, borrower, cents)] -= 1
        for (campus, *_), times in single.items():
            if times < 0:
                self.wrong("lost", f"a fee of {campus} is in no file that was seen")
            elif times > 0:
                self.wrong("doubled", f"a fee of {campus} is in a file that it has no place in")
        for (campus, *_, unit), amount in grouped.items():
            if amount:
                self.wrong("lost" if amount < 0 else "doubled", f"a borrower's {unit} at {campus} differ in grouped files")

    def _expected(self):
        """Every fee, and whether it had to be sent: as it was decided beforehand, or as the ledger has it."""
        if self.fates is None:
            # A fee that a person released a second time has the transaction of another.
            for key, buckets in self.place.items():
                fee = self._fee(key)
                if fee and buckets != ["duplicate"]:
                    yield key[0], fee, buckets[0] in ("written", "diverted")
            return
        first = {}
        for export in self.given:
            for fee in export.fees:
                first.setdefault((export.campus, fee[2]), fee)
        for (campus, transaction), fee in first.items():
            yield campus, fee, self.fates.get(f"{campus} {transaction}") in ("written", "diverted")
