internal import BursarModel
internal import Declarations

/// Every fee goes to the first file whose `when` it meets: finds files without fees, and fees
/// without a file.
struct ReachCheck {
    let findings: Findings
    private let files: [FileDeclaration]
    /// For each file the classes of fees that go to it; nil where there are too many to look at.
    private let takers: [Int?]?
    private let classes: [FeeClass]

    /// More are not looked at: each hint asks all classes of all files once more.
    private static let most = 200_000

    init(_ files: [FileDeclaration], findings: Findings) {
        self.files = files
        self.findings = findings
        let all = FeeClasses(of: files.compactMap(\.condition))?.all
        let classes = all.flatMap { $0.count * files.count <= ReachCheck.most ? $0 : nil }
        self.classes = classes ?? []
        takers = classes.map { classes in
            classes.map { fee in
                files.firstIndex { file in
                    // What could not be read may ask for anything: it is taken to take nothing.
                    file.hasSoundCondition && (file.condition.map(fee.meets) ?? true)
                }
            }
        }
    }

    /// `place` is where the list of files stands.
    ///
    /// - Returns: what was said of fees without a file.
    func check(at place: Place) -> Diagnostic? {
        guard let takers else { return nil }
        let reached = Set(takers.compactMap(\.self))
        for (index, file) in files.enumerated()
        where file.hasSoundCondition && !reached.contains(index) {
            findings.error(
                "no fee ever reaches this file",
                at: takesAll(before: index) == nil
                    ? file.condition?.place ?? file.place : file.place,
                hint: hint(for: index)
            )
        }
        // A file that is out of reach by mistake leaves out the fees that it was meant for.
        guard !files.isEmpty, files.allSatisfy(\.hasSoundCondition), reached.count == files.count
        else { return nil }
        let untaken = zip(classes, takers).filter { $1 == nil }.map(\.0)
        guard !untaken.isEmpty else { return nil }
        let whole = wholly(untaken)
        let message: Message =
            whole.isEmpty
            ? "no file takes \(described(untaken[0])): such fees are held (`no_file`)"
            : "no file takes \(Message.joined(whole, separator: " and ")): they are held (`no_file`)"
        return findings.add(
            Diagnostic(
                .warning,
                message,
                at: place,
                hint: "add a file for them, or let the campus leave them out with a `skip` rule",
                file: findings.file
            )
        )
    }

    /// Who takes what the file asks for.
    private func hint(for index: Int) -> Message {
        let file = files[index]
        let earlier = files[..<index].filter(\.hasSoundCondition)
        if let all = takesAll(before: index) {
            return "the file \(shown(all.place)) has no `when` and takes them all"
        }
        guard let condition = file.condition else {
            let places = Message.joined(earlier.map { shown($0.place) }, separator: " and ")
            return "the files \(places) take them all together"
        }
        guard classes.contains(where: { $0.meets(condition) }) else {
            return "its `when` contradicts itself, so that no fee can meet it"
        }
        if let one = earlier.first(where: { $0.condition?.covers(condition) == true }) {
            return "the file \(shown(one.place)) takes what it asks for"
        }
        let takers = earlier.filter { file in
            classes.contains { fee in
                fee.meets(condition) && (file.condition.map(fee.meets) ?? true)
            }
        }
        let places = Message.joined(takers.map { shown($0.place) }, separator: " and ")
        return "the files \(places) take what it asks for together"
    }

    private func takesAll(before index: Int) -> FileDeclaration? {
        files[..<index].first { $0.hasSoundCondition && $0.condition == nil }
    }

    private func shown(_ place: Place) -> Message {
        place.file.map { "in line \(place.line) of \(Printable($0))" } ?? "in line \(place.line)"
    }

    /// Signs and borrowers of which no fee at all is taken.
    private func wholly(_ untaken: [FeeClass]) -> [Message] {
        func isWhole(_ sign: FeeSign, _ borrower: Borrower) -> Bool {
            let isMeant: (FeeClass) -> Bool = { $0.sign == sign && $0.borrower == borrower }
            return untaken.count(where: isMeant) == classes.count(where: isMeant)
        }
        var parts: [Message] = []
        for sign in FeeSign.allCases where Borrower.allCases.allSatisfy({ isWhole(sign, $0) }) {
            parts.append("\(plural(sign))")
        }
        for borrower in Borrower.allCases
        where FeeSign.allCases.allSatisfy({ isWhole($0, borrower) }) {
            parts.append("fees of \(plural(borrower))")
        }
        if parts.isEmpty {
            for sign in FeeSign.allCases {
                for borrower in Borrower.allCases where isWhole(sign, borrower) {
                    parts.append("\(plural(sign)) of \(plural(borrower))")
                }
            }
        }
        return parts
    }

    private func described(_ fee: FeeClass) -> Message {
        let asked = files.compactMap(\.condition).flatMap(\.withNested)
        let sign: Message = fee.sign == .charge ? "a charge" : "a credit"
        let borrower: Message = fee.borrower == .student ? "a student" : "an `other` borrower"
        var parts: [Message] = ["\(sign) of \(borrower)"]
        if asked.contains(where: { $0.feeTypes != nil }) {
            parts.append(
                fee.feeType.map { "of type `\(quoted($0))`" } ?? "of a type that none names"
            )
        }
        if asked.contains(where: { $0.libraries != nil }) {
            parts.append(
                fee.library.map { "of library `\(quoted($0))`" } ?? "of a library that none names"
            )
        }
        if asked.contains(where: { $0.amount != nil }) {
            let cents = fee.amount % 100
            parts.append(
                "of \(Int64(clamping: fee.amount / 100)).\(Int64(cents / 10))\(Int64(cents % 10))"
            )
        }
        if asked.contains(where: { $0.ageInDays != nil }) {
            parts.append(fee.ageInDays < 0 ? "that is not old" : "\(fee.ageInDays) days old")
        }
        if asked.contains(where: { $0.userID != nil }) {
            parts.append(
                fee.met.isEmpty ? "whose id meets no pattern" : "whose id meets a pattern"
            )
        }
        return Message.joined(parts, separator: " ")
    }

    private func plural(_ sign: FeeSign) -> Message { sign == .charge ? "charges" : "credits" }

    private func plural(_ borrower: Borrower) -> Message {
        borrower == .student ? "students" : "`other` borrowers"
    }
}
