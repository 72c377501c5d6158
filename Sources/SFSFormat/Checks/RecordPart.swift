internal import BursarModel

/// Which record of a file is meant.
enum RecordPart: Sendable {
    case header
    case detail
    case trailer

    var title: Message {
        switch self {
        case .header: "a header"
        case .detail: "a record"
        case .trailer: "a trailer"
        }
    }
}
