"""What the outputs of the proof say, read by the letter of their layouts.

Written from the layouts alone: nothing here asks the hub, or its database, what a file holds.
"""

import csv
import io
import re
from decimal import Decimal


class Torn(Exception):
    """A file that is no whole output of its layout."""


class Content:
    """An output's records, as (borrower, cents, transaction or None, fees)."""

    def __init__(self, kind, sign):
        self.kind, self.sign = kind, sign
        self.records = []

    @property
    def fees(self):
        return sum(record[3] for record in self.records)

    @property
    def charge_cents(self):
        return sum(cents for _, cents, _, _ in self.records if cents > 0)

    @property
    def credit_cents(self):
        return -sum(cents for _, cents, _, _ in self.records if cents < 0)


def cents(text):
    """`-3.25` is -325; anything but two decimals is no amount."""
    if not re.fullmatch(r"-?[0-9]+\.[0-9]{2}", text.strip()):
        raise Torn("an amount is none")
    return int(Decimal(text.strip()) * 100)


def expect(holds, what):
    if not holds:
        raise Torn(what)


def id_hash(records):
    """The digits of each record's borrower as a number; the last ten digits of the sum."""
    total = sum(int("".join(c for c in record[0] if c.isdigit()) or "0") for record in records)
    return f"{total % 10 ** 10:010d}"


def lines_of(text):
    expect(text.endswith("\n"), "the last line has no end")
    return text[:-1].split("\n")


def alder(name, text):
    if name.endswith(".csv"):
        content = Content("other", None)
        rows = list(csv.reader(io.StringIO(text)))
        expect(text.endswith("\n") and rows and rows[0] == ["Borrower", "Amount", "Reference", "Name"],
               "the heading is missing")
        for row in rows[1:]:
            expect(len(row) == 4, "a record has other fields")
            content.records.append((row[0], cents(row[1]), row[2], 1))
        return content
    content = Content("sfs", -1 if "-credits-" in name else 1)
    lines = lines_of(text)
    expect(len(lines) >= 2, "the header or the trailer is missing")
    for line in lines[1:-1]:
        expect(len(line) == 65 and line[0] == "D", "a record has another length or type")
        content.records.append((line[1:12].strip(), cents(line[24:36]), line[36:55].strip(), 1))
    count = f"{len(content.records):06d}"
    total = sum(abs(record[1]) for record in content.records)
    expect(lines[0] == f"H{count}{total // 100:>9d}.{total % 100:02d}", "the header has other totals")
    expect(lines[-1].rstrip() == f"T{count}{id_hash(content.records)}", "the trailer has other totals")
    return content


def birch(name, text):
    lines = lines_of(text)
    if "-others-" in name:
        content = Content("other", None)
        for line in lines:
            fields = line.split("|")
            expect(len(fields) == 3, "a record has other fields")
            content.records.append((fields[0], cents(fields[1]), fields[2], 1))
        order = [(-record[1], record[2]) for record in content.records]
        expect(order == sorted(order), "the records are in another order")
        return content
    sign = -1 if "-credits-" in name else 1
    content = Content("sfs", sign)
    expect(len(lines) >= 2, "the header or the trailer is missing")
    for line in lines[1:-1]:
        fields = line.split("|")
        expect(len(fields) == 3 and fields[2].isdigit(), "a record has other fields")
        content.records.append((fields[0], sign * cents(fields[1]), None, int(fields[2])))
    users = [record[0] for record in content.records]
    expect(users == sorted(set(users), reverse=sign < 0), "the borrowers are in another order, or twice")
    head = ["H", str(len(users)), *(f"{sum_ // 100}.{sum_ % 100:02d}"
                                    for sum_ in (content.charge_cents, content.credit_cents))]
    expect([number if number in ("H",) or "." not in number else f"{Decimal(number):.2f}"
            for number in lines[0].split("|")] == head, "the header has other totals")
    expect(lines[-1] == f"T|{id_hash(content.records)}", "the trailer has other totals")
    return content


def cedar(name, text):
    other = "-others-" in name
    content = Content("other" if other else "sfs", None if other else -1 if "-credits-" in name else 1)
    for line in lines_of(text):
        fields = line.split("|")
        expect(len(fields) == (3 if other else 4), "a record has other fields")
        content.records.append((fields[0], cents(fields[1]), fields[2], 1))
    return content


LAYOUTS = {"alder": alder, "birch": birch, "cedar": cedar}


def read(campus, name, content):
    """The records of an output, or Torn."""
    try:
        result = LAYOUTS[campus](name, content.decode("ascii"))
    except UnicodeDecodeError:
        raise Torn("a byte is not ASCII") from None
    for _, amount, _, _ in result.records:
        expect(result.sign is None or amount * result.sign > 0, "a charge among credits, or a credit among charges")
    return result
