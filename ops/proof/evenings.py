"""The end of an evening, and in what it may differ from one without a fault."""

import collections

from scenes import CAMPUSES

BUCKETS = ("read", "written", "diverted", "held", "duplicate", "skipped")
COLUMNS = [f"{bucket}_{column}" for bucket in BUCKETS for column in ("count", "charge_cents", "credit_cents")]

# What the ledger has, but for what the clock and the numbering of runs decide.
QUESTION = f"""
select json_build_object(
    'exports', (select coalesce(json_agg(json_build_array(
        campus, run, file_name || ' ' || coalesce(reason, ''), state, {', '.join(COLUMNS)})), '[]') from ledger.export),
    'held', (select coalesce(json_agg(json_build_array(campus, file_name, ordinal, f.reason)), '[]')
        from ledger.held_fee f join ledger.export x using (campus, export) where f.state = 'open'),
    'void', (select coalesce(json_agg(json_build_array(campus, encode(sha256, 'hex'))), '[]')
        from ledger.output where state = 'void'))
"""


class CampusEnd:
    """What became of one campus."""

    def __init__(self):
        self.exports = {}  # file and reason: state and sums
        self.parts = collections.defaultdict(set)  # run: the exports that were booked together
        self.held = []
        self.void = []
        self.copies = []

    @property
    def sums(self):
        """All its exports together: who of two has a repeated fee is no matter then."""
        return [sum(column) for column in zip(*(row[1:] for row in self.exports.values()))]

    @property
    def booked_together(self):
        return sorted(sorted(part) for part in self.parts.values())


class Evening:
    """The end of a stand, campus by campus."""

    def __init__(self, stand):
        self.campuses = {campus: CampusEnd() for campus in CAMPUSES}
        ledger = stand.ask(QUESTION)
        for campus, run, name, state, *sums in ledger["exports"]:
            end = self.campuses[campus]
            end.exports[name] = (state, *sums)
            if state == "converted":
                end.parts[run].add(name)
        for campus, *fee in ledger["held"]:
            self.campuses[campus].held.append(fee)
        for campus, digest in ledger["void"]:
            self.campuses[campus].void.append(digest)
        for campus, end in self.campuses.items():
            end.held.sort()
            end.void.sort(key=str)
            end.copies = stand.copies(campus)

    def differences(self, found, may_be_in_parts):
        """Kind and words of each difference that a fault does not excuse.

        An export that could not be read is booked by the next run, and comes after those that it stood before: a
        fee that is in two of them is then a repeated one elsewhere, and the files hold other parts of the same
        fees. So, and only for a run that went on after a fault, the sums of such a campus are compared, and
        check_books.py finds each fee once. Files are compared byte by byte wherever the same exports were booked
        together; but a consumer may have collected what would have been taken back and joined.
        """
        for campus, expected in self.campuses.items():
            end = found.campuses[campus]
            is_whole = end.booked_together == expected.booked_together
            if is_whole or not may_be_in_parts:
                for name in sorted(expected.exports | end.exports):
                    before, after = expected.exports.get(name), end.exports.get(name)
                    if before != after:
                        yield "other end", f"export {campus} {name}: {before} became {after}"
            elif end.sums != expected.sums:
                yield "other end", f"the exports of {campus} come to other sums: {expected.sums} became {end.sums}"
            if end.held != expected.held:
                yield "other end", f"other fees of {campus} are held: {expected.held} became {end.held}"
            if is_whole and end.void == expected.void and end.copies != expected.copies:
                yield "other bytes", f"the files of {campus} are not those of a run without a fault"
