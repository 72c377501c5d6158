/// What stands for a character in an encoding that lacks it: `e` for é, `ss` for ß, `'` for ’.
///
/// Letters of Latin script lose their marks (the canonical decompositions of Unicode), letters
/// that have none are spelled as libraries do, and typographic signs become their plain forms. A
/// script that is not Latin has no entry: its text cannot be written and holds the fee.
enum Transliteration {
    /// nil where nothing in ASCII stands for the character.
    static func ascii(_ scalar: UInt32) -> [UInt8]? {
        for block in blocks where block.first...block.last ~= scalar {
            return block.texts[Int(scalar - block.first)]
        }
        return signs[scalar]
    }

    /// A mark that belongs to the letter before it and means nothing alone.
    static func isCombiningMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F,
            0xFE20...0xFE2F:
            true
        default:
            false
        }
    }

    /// The letter and its mark as one character of Latin-1 or windows-1252.
    static func composed(_ letter: UInt8, _ mark: UInt32) -> UInt32? {
        guard let (letters, whole) = compositions[mark],
            let index = letters.utf8.firstIndex(of: letter)
        else { return nil }
        let offset = letters.utf8.distance(from: letters.startIndex, to: index)
        let scalars = whole.unicodeScalars
        return scalars[scalars.index(scalars.startIndex, offsetBy: offset)].value
    }

    private struct Block {
        let first: UInt32
        let texts: [[UInt8]?]
        var last: UInt32 { first + UInt32(texts.count) - 1 }

        /// The texts of neighbouring characters, a blank between two, `~` where there is none.
        init(from first: UInt32, _ texts: String) {
            self.first = first
            self.texts = texts.split(separator: " ").map { $0 == "~" ? nil : Array($0.utf8) }
        }
    }

    private static let blocks = [
        Block(
            from: 0xC0,
            """
            A A A A A A AE C E E E E I I I I D N O O O O O x O U U U U Y Th ss a a a a a a ae c \
            e e e e i i i i d n o o o o o / o u u u u y th y
            """
        ),
        Block(
            from: 0x100,
            """
            A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h I i \
            I i I i I i I i IJ ij J j K k k L l L l L l L l L l N n N n N n 'n Ng ng O o O o O o \
            OE oe R r R r R r S s S s S s S s T t T t T t U u U u U u U u U u U u W w Y y Y Z z \
            Z z Z z s
            """
        ),
        Block(
            from: 0x180,
            """
            b ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ A ~ ~ f ~ ~ ~ ~ I ~ ~ l ~ ~ ~ ~ ~ O o ~ ~ ~ ~ ~ ~ ~ ~ \
            ~ ~ ~ ~ ~ U u ~ ~ ~ ~ Z z ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ DZ Dz dz LJ Lj lj NJ Nj nj A a \
            I i O o U u U u U u U u U u ~ A a A a AE ae G g G g K k O o O o ~ ~ j DZ Dz dz G g ~ \
            ~ N n A a AE ae O o A a A a E e E e I i I i O o O o R r R r U u U u S s T t ~ ~ H h \
            ~ ~ ~ ~ ~ ~ A a E e O o O o O o O o Y y ~ ~ ~ j ~ ~ A C c L T ~ ~ ~ ~ B ~ ~ E e J j \
            ~ ~ R r Y y
            """
        ),
        Block(
            from: 0x1E00,
            """
            A a B b B b B b C c D d D d D d D d D d E e E e E e E e E e F f G g H h H h H h H h \
            H h I i I i K k K k K k L l L l L l L l M m M m M m N n N n N n N n O o O o O o O o \
            P p P p R r R r R r R r S s S s S s S s S s T t T t T t T t U u U u U u U u U u V v \
            V v W w W w W w W w W w X x X x Y y Z z Z z Z z h t w y ~ s ~ ~ SS ~ A a A a A a A a \
            A a A a A a A a A a A a A a A a E e E e E e E e E e E e E e E e I i I i O o O o O o \
            O o O o O o O o O o O o O o O o O o U u U u U u U u U u U u U u Y y Y y Y y Y y
            """
        ),
    ]

    private static let signs: [UInt32: [UInt8]] = {
        let written: [(String, String)] = [
            (" ", "\u{A0}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}"),
            (" ", "\u{2000}\u{2001}\u{200A}\u{202F}\u{205F}\u{3000}"),
            ("-", "‐‑‒–—―−⁃"), ("'", "‘’‚‛′´ʹʻʼʽʾʿˈ`"), ("\"", "“”„‟″ʺ"),
            ("<<", "«"), (">>", "»"), ("<", "‹"), (">", "›"), ("...", "…"), (".", "·"),
            ("*", "•"), ("+", "†"), ("/", "⁄∕"), ("!", "¡"), ("?", "¿"), ("|", "¦"),
            ("c", "¢"), ("GBP", "£"), ("JPY", "¥"), ("EUR", "€"), ("(C)", "©"), ("(R)", "®"),
            ("(P)", "℗"), ("(TM)", "™"), ("No.", "№"), ("+/-", "±"), ("1", "¹"), ("2", "²"),
            ("3", "³"), ("a", "ª"), ("o", "º"), ("u", "µ"), ("1/4", "¼"), ("1/2", "½"),
            ("3/4", "¾"), ("#", "♯"), ("b", "♭"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"),
            ("ffi", "ﬃ"), ("ffl", "ﬄ"), ("st", "ﬅﬆ"),
        ]
        var signs: [UInt32: [UInt8]] = [:]
        for (text, characters) in written {
            for scalar in characters.unicodeScalars { signs[scalar.value] = Array(text.utf8) }
        }
        return signs
    }()

    private static let compositions: [UInt32: (letters: String, whole: String)] = [
        0x300: ("AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
        0x301: ("AEIOUYaeiouy", "ÁÉÍÓÚÝáéíóúý"),
        0x302: ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
        0x303: ("ANOano", "ÃÑÕãñõ"),
        0x308: ("AEIOUaeiouyY", "ÄËÏÖÜäëïöüÿŸ"),
        0x30A: ("Aa", "Åå"),
        0x30C: ("SsZz", "ŠšŽž"),
        0x327: ("Cc", "Çç"),
    ]
}
