internal import BursarModel

/// A text of which a record shows a part, or in another letter case.
struct PicturedText: Sendable {
    var source: Source
    var picture: TextPicture
}

extension RecordProgram {
    /// Appends a text as its picture says; the letter case of the field holds where it says none.
    func append(
        _ text: PicturedText,
        of field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> Rendered {
        let start = buffer.count
        var cased = field
        cased.letterCase = text.picture.letterCase ?? field.letterCase
        let rendered = try append(
            text.source,
            of: cased,
            fee,
            facts,
            context,
            figures,
            to: &buffer
        )
        // A sign and a term are written as they are, whatever the letter case.
        if let letterCase = cased.letterCase {
            buffer.changeASCIICase(to: letterCase, from: start)
        }
        buffer.keep(text.picture, from: start, in: encoding)
        return rendered
    }
}
