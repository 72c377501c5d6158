internal import BursarModel
internal import Declarations

/// Whether what is fixed adds up, and fits where it stands.
extension LayoutCheck {
    /// What every record shows in the field must fit it; else every fee would be held.
    ///
    /// - Returns: whether it fits, as far as that is known.
    func checkRoom(of field: FieldDeclaration) -> Bool {
        let limits = [field.width, field.most].compactMap(\.self)
        guard record.isSound, let room = limits.min(by: { $0.value < $1.value }),
            field.overflow?.value ?? .error == .error, field.last == nil
        else { return true }
        var fits = true
        let fallback = field.fallback.map { FieldDeclaration.Content.literal($0) }
        for content in field.branches.map(\.content) + [fallback].compactMap(\.self) {
            guard let least = ContentMeasure(content, in: record.encoding).least,
                least > room.value
            else { continue }
            fits = false
            switch content {
            case .literal(let text):
                findings.error(
                    "the text has \(least) bytes, its field holds \(room.value)",
                    at: text.place,
                    hint: "widen the field, shorten the text, or let `overflow` cut it"
                )
            case .text(let template):
                findings.error(
                    "what is fixed in the text makes \(least) bytes, its field holds \(room.value)",
                    at: template.source.place,
                    hint: "widen the field, shorten the text, or let `overflow` cut it"
                )
            case .value(_, .number):
                findings.error(
                    "the smallest number makes \(least) bytes, its field holds \(room.value)",
                    at: room.place,
                    hint: "widen the field, or use a picture with fewer zeros"
                )
            case .value, .date:
                findings.error(
                    "a date or time written so makes \(least) bytes, its field holds \(room.value)",
                    at: room.place,
                    hint: "widen the field, or use a shorter picture, such as yyyyMMdd with 8"
                )
            }
        }
        return fits
    }

    func checkLength(of fields: [FieldDeclaration]) {
        guard let length = record.length, record.isSound, !fields.isEmpty,
            fields.allSatisfy(\.isSound)
        else { return }
        var sum = record.separator == nil ? 0 : fields.count - 1
        for field in fields {
            if record.kind.value == .delimited, quotePolicy(of: field) != .never {
                findings.error(
                    "a quoted field has no fixed length, but the record's `length` is given",
                    at: field.quote?.place ?? field.place,
                    hint: "write `quote: never`"
                )
                return
            }
            guard let width = FieldMeasure(field, in: record).length else {
                if record.kind.value == .delimited {
                    findings.error(
                        "the field has no `width`, but the record's `length` is given",
                        at: field.place,
                        hint: "give it the width of its column in bytes, or leave `length` out"
                    )
                }
                return  // of a fixed record it is said above
            }
            sum += width
        }
        if sum != length.value {
            findings.error(
                "the fields make \(sum) bytes, `length` says \(length.value)",
                at: length.place,
                hint:
                    "it is the sum of the widths, and of the separators between them: correct one"
            )
        }
    }

    /// A header or a trailer beside records of one length; one of a single field is a mark.
    func checkLengthBeside(_ fields: [FieldDeclaration]) {
        guard record.kind.value == .fixed, record.isSound, let length = record.length,
            fields.count > 1, fields.allSatisfy(\.isSound), let first = fields.first
        else { return }
        let widths = fields.map { FieldMeasure($0, in: record).length }
        let known = widths.compactMap(\.self)
        guard known.count == widths.count else { return }
        let sum = known.reduce(record.separator == nil ? 0 : fields.count - 1, +)
        guard sum != length.value else { return }
        let missing = length.value - sum
        findings.warning(
            "\(part.title) has \(sum) bytes, the records have \(length.value)",
            at: first.place,
            hint: missing > 0
                ? "if the loader wants lines of one length, add {name: FILLER, literal: \"\", width: \(missing)}"
                : "if the loader wants lines of one length, its widths are \(-missing) too many"
        )
    }
}
