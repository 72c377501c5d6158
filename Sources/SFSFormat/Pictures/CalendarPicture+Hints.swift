internal import BursarModel

extension CalendarPicture.Subject {
    /// All letters that a picture can have.
    var letters: Message {
        switch self {
        case .day:
            "a date is written with yyyy or yy, MM or M, dd or d, and what stands between them"
        case .timeOfDay: "a time is written with HH or H, mm and ss, and what stands between them"
        }
    }

    /// The same letter as it is written here, such as `dd` for `DDD` and `MM` for `mm`.
    func hint(for run: some StringProtocol) -> Message {
        let same = known.filter { $0.prefix(1).lowercased() == run.prefix(1).lowercased() }
        let nearest = same.min { one, other in
            let distances = (abs(one.count - run.count), abs(other.count - run.count))
            return distances.0 < distances.1
                || (distances.0 == distances.1 && one.count > other.count)
        }
        guard let nearest else { return letters }
        return "did you mean `\(Printable(nearest))`? \(letters)"
    }
}
