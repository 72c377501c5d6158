/// Made-up names, titles and notes for sample exports.
///
/// Some hold what exports really hold and converters stumble over: apostrophes, hyphens, letters
/// beyond ASCII, markup characters and white space that is layout.
enum SampleWords {
    static let lastNames = [
        "Alder", "Barrow", "Cypress-Hale", "D'Avila", "Egret", "Fennimore", "Garza", "Hawthorn",
        "Iturbe", "Juniper", "Kestrel", "Larkspur", "de la Mesa", "Nakagawa", "O'Farrow", "Pham",
        "Quail", "Rivas", "Sandoval", "Thistle", "Ueda", "Van Ryn", "Willet", "Xu", "Yarrow",
        "Zamora", "Núñez Prado", "Køster", "Šimek",
    ]
    static let firstNames = [
        "Ada", "Bruno", "Carmen", "Dmitri", "Elena", "Farid", "Gwen", "Hoa", "Inés", "Jamal",
        "Kim Anh", "Leila", "Mateo", "Nina", "Oscar", "Paz", "Quinn", "Rosa", "Sven", "Tomoko",
        "Uma", "Víctor", "Wren", "Yusuf",
    ]
    static let titleStarts = [
        "Foundations of", "A field notebook on", "The making of", "Readings in", "Maps of the",
        "Beginning", "Voices from the", "Collected papers on", "An atlas of", "Rethinking",
        "Methods for", "Étude sur", "The illustrated guide to", "Advanced topics in",
    ]
    static let titleEnds = [
        "coastal sage scrub /", "linear algebra.", "river towns, 1850-1920 /", "soil & water :",
        "community health nursing /", "the \"new\" theater,", "desert bloom.", "civil procedure /",
        "watercolor painting.", "kelp forests / M. Søby", "irrigation law :", "the child's garden",
        "numerical weather prediction,", "日本の庭園 /",
    ]
    static let comments = [
        "returned at desk", "see ticket", "cleared by phone <front desk>", "item found on shelf",
        "billed after third notice", "adjusted & posted",
    ]
    static let callNumbers = [
        "QH105.C2 F54 1994", "TD224.C3 R62", "ND2420 .A33 2003", "PS3553.A425 K4",
        "KF8840 .M37 2015", "RT98 .C66 2011", "SB473 .N52", "QA184.2 .S77 2016",
    ]
    static let shelves = ["Main stacks", "Course reserves", "Oversize", "Media desk", "Annex"]
}
