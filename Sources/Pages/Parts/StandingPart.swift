import Status

/// A state as shape, word and tone: colour is never the only sign.
extension Standing {
    var fields: Fields {
        [
            "standingTone": .text(toneName), "standingShape": .text(shape),
            "standingWord": .text(word),
        ]
    }

    private var toneName: String {
        switch tone {
        case .failed: "failed"
        case .attention: "attention"
        case .good: "good"
        case .quiet: "quiet"
        }
    }
}
