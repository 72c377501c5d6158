"""Exports as they were given, read without any help of the hub's."""

import hashlib
import os
import xml.etree.ElementTree as tree
from decimal import Decimal

NAMESPACE = "{http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans}"


class GivenExport:
    """An export as it was given: its fees in the order in which they stand."""

    def __init__(self, campus, name, content):
        self.campus, self.name = campus, name
        self.digest = hashlib.sha256(content).hexdigest()
        self.fees = []  # (borrower, cents, transaction)
        self.is_whole = True
        try:
            root = tree.fromstring(content)
        except tree.ParseError:
            self.is_whole = False
            return
        for user in root.iter(f"{NAMESPACE}userExportedFineFeesList"):
            borrower = user.findtext(f"{NAMESPACE}user/{NAMESPACE}value", "").strip()
            for fee in user.iter(f"{NAMESPACE}userFineFee"):
                total = fee.findtext(f"{NAMESPACE}compositeSum/{NAMESPACE}sum", "")
                amount = Decimal(total.strip()) * 100
                assert amount == int(amount)
                transaction = fee.findtext(f"{NAMESPACE}bursarTransactionId", "").strip()
                self.fees.append((borrower, int(amount), transaction))

    _known = {}

    @classmethod
    def all(cls, folder):
        """All that lies in GIVEN; a file is read once in a process."""
        exports = []
        for campus in sorted(os.listdir(folder)):
            for name in sorted(os.listdir(f"{folder}/{campus}")):
                path = f"{folder}/{campus}/{name}"
                status = os.stat(path)
                key = (status.st_dev, status.st_ino, status.st_size, campus, name)
                if key not in cls._known:
                    with open(path, "rb") as file:
                        cls._known[key] = cls(campus, name, file.read())
                exports.append(cls._known[key])
        return exports
