/// Sentences whose commands and file names stand between backticks, which pages set apart.
enum RichText {
    static func pieces(_ text: String) -> Fields.Value {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard !parts.count.isMultiple(of: 2) else {
            return .list([["plain": .text(text), "code": .nothing]])
        }
        return .list(
            parts.enumerated().filter { !$1.isEmpty }.map { index, part in
                index.isMultiple(of: 2)
                    ? ["plain": .text(String(part)), "code": .nothing]
                    : ["plain": .nothing, "code": .text(String(part))]
            }
        )
    }
}
