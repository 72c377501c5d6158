"""What is played again and again: three campuses, two evenings, with every total known beforehand.

A scene is a moment before a run: a home and a database that are cloned for each point. The fees come
from a seed; what must become of each is decided here, when it is made, and nowhere else.
"""

import hashlib
import random

RUN_DATE = "2026-11-20"
CAMPUSES = ("alder", "birch", "cedar")
ITEM_TYPES = {"LIBRARYCARDREPLACEMENT": "300000005921", "LOSTITEMPROCESSFEE": "300000006918",
              "OVERDUEFINE": "300000006919", "LOSTITEMREPLACEMENTFEE": "300000006920"}
LATER_TYPE = {"LOCKERKEY": "300000007777"}

# Fixed records with a header and a trailer that carry totals.
ALDER = """
format: alder-fixed
title: Fixed records with control totals, for the proof
source: made up
record: {kind: fixed, length: 65, encoding: us-ascii, line_ending: lf}
fields:
  - {name: TYPE, literal: D, width: 1}
  - {name: EMPLID, value: user.id, width: 11}
  - {name: ITEM_TYPE, choose: [{when: {sign: credit}, value: campus.credit_item_type}, {value: lookup.item_type}], width: 12}
  - {name: AMOUNT, value: amount.signed, picture: "0.00", width: 12, align: right}
  - {name: REFERENCE, value: fee.transaction_id, width: 19}
  - {name: DATE, value: fee.date, picture: MM/dd/yyyy, width: 10}
header:
  - {name: TYPE, literal: H, width: 1}
  - {name: COUNT, value: totals.count, width: 6, align: right, fill: "0"}
  - {name: TOTAL, value: totals.absolute, picture: "0.00", width: 12, align: right}
trailer:
  - {name: TYPE, literal: T, width: 1}
  - {name: COUNT, value: totals.count, width: 6, align: right, fill: "0"}
  - {name: HASH, value: totals.id_hash, width: 10}
files:
  - {name: "alder-charges-{run.date:yyyyMMdd}-{run.sequence:000}.dat", when: {borrower: student, sign: charge}}
  - {name: "alder-credits-{run.date:yyyyMMdd}-{run.sequence:000}.dat", when: {borrower: student, sign: credit}}
  - name: "alder-others-{run.date:yyyyMMdd}-{run.sequence:000}.csv"
    kind: other
    when: {borrower: other}
    header: []
    trailer: []
    record: {kind: delimited, separator: ",", quote: minimal, heading: true}
    fields:
      - {name: Borrower, value: user.id}
      - {name: Amount, value: amount.signed, picture: "0.00"}
      - {name: Reference, value: fee.transaction_id}
      - {name: Name, value: user.name, quote: always}
"""

# A record per borrower, in an order, in files that replace what nobody collected.
BIRCH = """
format: birch-grouped
title: One record per borrower, for the proof
source: made up
record: {kind: delimited, separator: "|"}
header: [{literal: H}, {value: totals.count}, {value: totals.charges}, {value: totals.credits}]
fields:
  - {name: ID, value: user.id}
  - {name: AMOUNT, value: amount.absolute, picture: "0.00"}
  - {name: FEES, value: group.count}
trailer: [{literal: T}, {value: totals.id_hash}]
files:
  - {name: "birch-charges-{run.date:yyyyMMdd}.txt", when: {sign: charge, borrower: student}, group: user, exists: replace}
  - name: "birch-credits-{run.date:yyyyMMdd}.txt"
    when: {sign: credit, borrower: student}
    group: user
    sort: {by: user.id, order: descending}
    exists: replace
  - name: "birch-others-{run.date:yyyyMMdd}.txt"
    kind: other
    when: {borrower: other}
    header: []
    trailer: []
    fields: [{name: ID, value: user.id}, {name: AMOUNT, value: amount.signed, picture: "0.00"}, {name: REFERENCE, value: fee.transaction_id}]
    sort: [{by: amount.signed, order: descending}, fee.transaction_id]
    exists: replace
"""

# Delimited, under the next number where a name is taken.
CEDAR = """
format: cedar-delimited
title: Delimited records in numbered files, for the proof
source: made up
record: {kind: delimited, separator: "|"}
fields:
  - {name: ID, value: user.id}
  - {name: AMOUNT, value: amount.signed, picture: "0.00"}
  - {name: REFERENCE, value: fee.transaction_id}
  - {name: ITEM_TYPE, choose: [{when: {sign: credit}, value: campus.credit_item_type}, {value: lookup.item_type}]}
files:
  - {name: "cedar-charges-{run.date:yyyyMMdd}-{file.sequence:00}.txt", when: {sign: charge, borrower: student}, exists: sequence}
  - {name: "cedar-credits-{run.date:yyyyMMdd}-{file.sequence:00}.txt", when: {sign: credit, borrower: student}, exists: sequence}
  - {name: "cedar-others-{run.date:yyyyMMdd}-{file.sequence:00}.txt", kind: other, when: {borrower: other}, exists: sequence, fields: [{name: ID, value: user.id}, {name: AMOUNT, value: amount.signed, picture: "0.00"}, {name: REFERENCE, value: fee.transaction_id}]}
"""

FORMATS = {"alder": ("alder-fixed", ALDER), "birch": ("birch-grouped", BIRCH),
           "cedar": ("cedar-delimited", CEDAR)}

# Other programs' files, under names that outputs of the second evening would have: alder's waits, cedar's
# takes the next number. Content, and its SHA-256.
STRANGE = {place: (content, hashlib.sha256(content).hexdigest()) for place, content in {
    ("alder", "alder-others-20261120-006.csv"): b"this file is another program's\n",
    ("cedar", "cedar-charges-20261120-02.txt"): b"and this one too\n"}.items()}

# In the way of an output of the first evening, which so still waits in the scene of decisions.
IN_THE_WAY = ("alder", "alder-others-20261120-003.csv")


def declaration(campus, later, place=None):
    """A campus file; `later` with the item type that is missing on the first evening.

    `place`: what stands for a folder of the campus's, where that is on a server.
    """
    types = ITEM_TYPES | (LATER_TYPE if later else {})
    values = "\n".join(f'      {name}: "{number}"' for name, number in sorted(types.items()))
    return f"""campus: {campus}
name: Proof Campus {campus}
alma_institution: 01CALS_{campus[:3].upper()}
business_unit: {campus[:5].upper()}
time_zone: America/Los_Angeles
state: live
layout_confirmed: {{date: 2026-11-02, by: "Student Financial Services"}}
exports:
  - code: {campus.upper()}BURSAR
    location: {place('in') if place else f'inbox/{campus}'}
    schedule: daily 18:00
    format: {FORMATS[campus][0]}
outbox: {place('out') if place else f'outbox/{campus}'}
students: '^[09][0-9]{{8}}$'
constants:
  credit_item_type: "820000206129"
lookups:
  item_type:
    by: fee.type
    values:
{values}
"""


class Fee:
    """One fee, and what must have become of it when all is done."""

    __slots__ = ("user", "kind", "sum", "cents", "transaction", "fate")

    def __init__(self, user, kind, cents, transaction, fate):
        self.user, self.kind, self.cents = user, kind, cents
        self.transaction, self.fate = transaction, fate
        text = f"{abs(cents) // 100}.{abs(cents) % 100:02d}".rstrip("0").rstrip(".")
        self.sum = ("-" if cents < 0 else "") + text


class Export:
    """One file of Alma's: the first of a campus has the number 1."""

    def __init__(self, campus, number, fees):
        self.campus, self.number, self.fees = campus, number, fees
        self.name = f"{campus.upper()}BURSAR-{number}-{1795000000000 + number * 1000}.xml"

    def xml(self):
        institution = {"alder": "1111", "birch": "2222", "cedar": "3333"}[self.campus]
        fees = "\n".join(f"""   <xb:userExportedFineFeesList>
    <xb:user><xb:type>02</xb:type><xb:value>{fee.user}</xb:value><xb:owneredEntity><xb:InstitutionId>{institution}</xb:InstitutionId></xb:owneredEntity></xb:user>
    <xb:patronName>Sample, Sam</xb:patronName>
    <xb:finefeeList><xb:userFineFee>
     <xb:fineFeeType>{fee.kind}</xb:fineFeeType>
     <xb:owneredEntity><xb:InstitutionId>{institution}</xb:InstitutionId><xb:libraryCode>MAIN</xb:libraryCode></xb:owneredEntity>
     <xb:lastTransactionDate>11/16/2026 14:02:11</xb:lastTransactionDate>
     <xb:itemTitle>A made-up title</xb:itemTitle>
     <xb:compositeSum><xb:currency>USD</xb:currency><xb:sum>{fee.sum}</xb:sum><xb:vat/></xb:compositeSum>
     <xb:bursarTransactionId>{fee.transaction}</xb:bursarTransactionId>
    </xb:userFineFee></xb:finefeeList>
   </xb:userExportedFineFeesList>""" for fee in self.fees)
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<xb:xml-fragment xmlns:xb="http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans">
 <xb:userExportedFineFees><xb:exportNumber>{1000000 + self.number}000{institution}</xb:exportNumber></xb:userExportedFineFees>
 <xb:userExportedFineFees><xb:userExportedList>
{fees}
 </xb:userExportedList></xb:userExportedFineFees>
</xb:xml-fragment>
""".encode()


def _fees(campus, number, count, chance, later):
    """`later`: whether the item type that the first evening lacks is known when these come."""
    fees = []
    for place in range(1, count + 1):
        draw = chance.random()
        cents = chance.choice((500, 1250, 2005, 30000, chance.randint(1, 90000)))
        user = f"{chance.choice('09')}{chance.randint(1, 40 if draw < 0.5 else 99999998):08d}"
        kind, fate = chance.choice(sorted(ITEM_TYPES)), "written"
        if draw < 0.10:
            kind, cents = "CREDIT", -cents
        elif draw < 0.22:
            user, fate = f"U{chance.randint(1, 9999)}", "diverted"
        elif draw < 0.25:
            cents, fate = 0, "skipped"
        elif draw < 0.29 and campus != "birch":
            kind = "LOCKERKEY"  # held until the second evening's revision knows it
            fate = "written" if later else "held"
        fees.append(Fee(user, kind, cents, f"{number}{place:05d}", fate))
    return fees


class Play:
    """The exports of both evenings, for a seed."""

    def __init__(self, seed, fees):
        chance = random.Random(seed)
        self.seed = seed
        self.first, self.second = {}, {}
        for campus in CAMPUSES:
            one = Export(campus, 1, _fees(campus, 1, fees, chance, later=False))
            two = Export(campus, 2, _fees(campus, 2, fees, chance, later=False))
            if campus == "cedar":
                # The same transaction with two amounts: neither is sent.
                doubtful = next(fee for fee in one.fees if fee.fate == "written" and fee.kind in ITEM_TYPES)
                doubtful.fate = "held"
                one.fees.append(Fee(doubtful.user, doubtful.kind, doubtful.cents + 100,
                                    doubtful.transaction, "held"))
            self.first[campus] = [one, two]
            three = Export(campus, 3, _fees(campus, 3, fees, chance, later=True))
            four = Export(campus, 4, _fees(campus, 4, fees, chance, later=True))
            # A tenth comes again: from the evening before, and within the evening.
            sent = [fee for fee in one.fees + two.fees if fee.fate != "held"]
            three.fees += chance.sample(sent, max(1, fees // 10))
            four.fees += chance.sample(three.fees[:fees], max(1, fees // 10))
            self.second[campus] = [three, four]
        # Its upload breaks off on the first evening.
        self.late = Export("alder", 5, _fees("alder", 5, max(3, fees // 4), chance, later=True))

    def fates(self, evenings):
        """(campus, transaction) -> what must have become of it after so many evenings.

        The revision of the second evening cures the fees that lack an item type.
        """
        fates = {}
        for campus in self.first:
            exports = self.first[campus] + (self.second[campus] if evenings == 2 else [])
            if campus == self.late.campus and evenings == 2:
                exports = [*exports, self.late]
            for fee in (fee for export in exports for fee in export.fees):
                cured = evenings == 2 and fee.kind == "LOCKERKEY" and not self._is_doubtful(campus, fee)
                fates[f"{campus} {fee.transaction}"] = "written" if cured and fee.fate == "held" else fee.fate
        return fates

    def _is_doubtful(self, campus, fee):
        if campus != "cedar":
            return False
        return sum(other.transaction == fee.transaction
                   for other in self.first[campus][0].fees) > 1
