public import BursarModel

/// Collects what is wrong with one file, so that a person sees it all at once.
public final class Findings {
    /// More than this are of no use to anybody; a hostile file could have a finding per byte.
    static let most = 500

    /// The file as the person named it.
    public let file: String
    private var found: [Diagnostic] = []
    private var unlisted = 0

    public init(file: String) { self.file = file }

    public func error(_ message: Message, at place: Place, hint: Message? = nil) {
        add(Diagnostic(.error, message, at: place, hint: hint, file: file))
    }

    public func warning(_ message: Message, at place: Place, hint: Message? = nil) {
        add(Diagnostic(.warning, message, at: place, hint: hint, file: file))
    }

    /// Takes back a warning that turned out to be none, or an error that another one explains.
    public func withdraw(_ diagnostic: Diagnostic) {
        if let index = found.lastIndex(of: diagnostic) { found.remove(at: index) }
    }

    /// - Returns: the finding as it was taken, for `withdraw`.
    @discardableResult
    public func add(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        if let other = diagnostic.place?.file {
            diagnostic.place?.file = nil
            if other != file { (diagnostic.file, diagnostic.includedBy) = (other, file) }
        }
        // An error always gets its room, or a file full of warnings would pass for a sound one.
        guard found.count < Findings.most || (diagnostic.severity == .error && !hasErrors) else {
            unlisted += 1
            return diagnostic
        }
        hasErrors = hasErrors || diagnostic.severity == .error
        found.append(diagnostic)
        return diagnostic
    }

    public private(set) var hasErrors = false

    /// Every finding once, in the order of the places; those of included files last.
    public var all: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        let kept = found.filter { seen.insert($0).inserted }
        func order(_ diagnostic: Diagnostic, _ offset: Int) -> (String, Place, Int) {
            let foreign = diagnostic.includedBy == nil ? "" : diagnostic.file ?? ""
            return (foreign, diagnostic.place ?? Place(line: 0, column: 0), offset)
        }
        var sorted = kept.enumerated().sorted { one, other in
            order(one.element, one.offset) < order(other.element, other.offset)
        }.map(\.element)
        if unlisted > 0 {
            sorted.append(
                Diagnostic(
                    hasErrors ? .error : .warning,
                    "\(unlisted) further findings are not listed",
                    hint: "mend these and check again",
                    file: file
                )
            )
        }
        return sorted
    }
}
