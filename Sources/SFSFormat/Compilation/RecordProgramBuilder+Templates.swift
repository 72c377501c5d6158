internal import BursarModel

/// Templates: each place is a source of its own, and one with a text picture is shaped by it.
extension RecordProgramBuilder {
    mutating func source(of template: TextTemplate, in field: FieldDeclaration) -> Source {
        var parts: [Source] = []
        var places = template.placedValues.map(\.place)[...]
        for part in template.parts {
            switch part {
            case .literal(let text):
                parts.append(constantSource(text, in: field, at: template.source.place))
            case .value(let value, let picture):
                let place = places.popFirst() ?? template.source.place
                let source = source(of: value, picture, in: field, at: place)
                parts.append(pictured(source, picture))
            }
        }
        let first = Int32(templateParts.count)
        templateParts += parts
        return .template(first..<Int32(templateParts.count))
    }

    private mutating func pictured(_ source: Source, _ picture: ValuePicture) -> Source {
        guard let picture = picture.ofText else { return source }
        switch source {
        case .nothing, .constant: return source  // shaped before the first fee
        case .feeText, .day, .runTime, .number, .sign, .term, .lookup, .exportNumber,
            .exportFile, .jobID, .idHash, .pictured, .template:
            return pictured(source, picture)
        }
    }

    /// For what is not written letter by letter, and so knows no letter case by itself.
    mutating func cased(_ source: Source, in field: FieldDeclaration) -> Source {
        field.letterCase == nil ? source : pictured(source, TextPicture())
    }

    private mutating func pictured(_ source: Source, _ picture: TextPicture) -> Source {
        picturedTexts.append(PicturedText(source: source, picture: picture))
        return .pictured(Int32(picturedTexts.count - 1))
    }
}
