import Foundation
import Pages
import Testing

/// WCAG 2.2 AA: 4.5:1 for text, measured on the colours that the style sheet declares.
@Suite struct ContrastTests {
    @Test(arguments: [0, 1, 2])
    func `text can be read on its ground in light, dark and print`(_ scheme: Int) throws {
        let blocks = Pages.stylesheet.matches(of: /:root \{((?s:.*?))\}/)
        try #require(blocks.count == 3)
        var colours: [String: Double] = [:]
        for match in blocks[scheme].1.matches(of: /--([a-z-]+): #([0-9a-f]{3,6});/) {
            colours[String(match.1)] = luminance(String(match.2))
        }
        let pairs = [
            ("ink", "ground"), ("quiet", "ground"), ("link", "ground"), ("failed", "ground"),
            ("attention", "ground"), ("good", "ground"), ("ink", "failed-tint"),
            ("failed", "failed-tint"), ("ink", "attention-tint"), ("attention", "attention-tint"),
            ("quiet", "attention-tint"), ("good", "attention-tint"), ("ground", "link"),
        ]
        for (text, ground) in pairs {
            let one = try #require(colours[text])
            let other = try #require(colours[ground])
            let ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
            #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
        }
    }

    private func luminance(_ hex: String) -> Double {
        let digits = hex.count == 3 ? hex.flatMap { [$0, $0] } : Array(hex)
        let channels = [0, 2, 4].map { start -> Double in
            let value = Double(Int(String(digits[start...(start + 1)]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
}
