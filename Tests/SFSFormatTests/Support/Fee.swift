import BursarModel

/// A made-up fee as tests write it: an overdue fine of 12.50, but for what they say.
struct Fee {
    var id = "900123456"
    var idType = "02"
    var name = "Doe, Jane"
    var comment = ""
    var type = "OVERDUEFINE"
    var library = "MAIN"
    var date = "11/20/2026 16:05:00 PST"
    var title = "A short history of tide pools"
    var barcode = "32101071111064"
    var callNumber = "QK495.C11"
    var dueDate = ""
    var sum = "12.5"
    var transaction = "11122233300006421"
    var borrower = Borrower.student
    var ordinal: Int64 = 1

    var texts: FeeTexts {
        var texts = FeeTexts()
        texts.ordinal = ordinal
        let fields: [(FeeField, String)] = [
            (.userType, idType), (.userValue, id), (.patronName, name), (.comment, comment),
            (.feeType, type), (.libraryCode, library), (.transactionDate, date),
            (.itemTitle, title), (.barcode, barcode), (.callNumber, callNumber),
            (.itemLibrary, "Main"), (.itemLocation, "Stacks"), (.dueDate, dueDate),
            (.currency, "USD"), (.sum, sum), (.transactionID, transaction),
        ]
        for (field, text) in fields {
            let start = texts.arena.count
            texts.arena += Array(text.utf8)
            texts.ranges[field.rawValue] = start..<texts.arena.count
        }
        return texts
    }

    func facts() throws -> FeeFacts {
        FeeFacts(
            amount: try Cents(almaSum: Array(sum.utf8).span),
            date: try CalendarDate(almaTransaction: Array(date.utf8).span),
            borrower: borrower
        )
    }
}
