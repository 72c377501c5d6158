"""Writes a line per fee of an export, the plain way: what ElementTree's iterparse takes for it."""
import sys
from xml.etree.ElementTree import iterparse

XB = "{http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans}"

with open(sys.argv[2], "w", encoding="utf-8") as output:
    identifier = ""
    for _, element in iterparse(sys.argv[1], events=("end",)):
        if element.tag == XB + "user":
            identifier = element.findtext(XB + "value") or ""
        elif element.tag == XB + "userFineFee":
            kind = element.findtext(XB + "fineFeeType") or ""
            amount = element.findtext(XB + "compositeSum/" + XB + "sum") or ""
            date = (element.findtext(XB + "lastTransactionDate") or "")[:10]
            reference = element.findtext(XB + "bursarTransactionId") or ""
            output.write(f"{identifier:<11}{kind:<30}{float(amount):010.2f}{date}{reference:<30}\n")
            element.clear()
        elif element.tag == XB + "userExportedFineFeesList":
            element.clear()
