/// A made-up item of a library.
struct SampleItem {
    var title: String
    var callNumber: String
    var shelf: String
    var barcode: String
    var library: Int

    init(_ random: inout SampleRandom, libraries: Int) {
        let start = random.one(of: SampleWords.titleStarts) ?? ""
        let end = random.one(of: SampleWords.titleEnds) ?? ""
        // Alma wraps some titles; the white space is layout.
        title = start + (random.happens(in: 0.01) ? "\n\t\t" : " ") + end
        callNumber = random.one(of: SampleWords.callNumbers) ?? ""
        shelf = random.one(of: SampleWords.shelves) ?? ""
        barcode = "3" + random.digits(13)
        library = random.number(below: libraries)
    }
}
