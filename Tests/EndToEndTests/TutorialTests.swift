import TestSupport
import Testing

/// The way from a table of positions to files in `docs/format-language.md`, gone to its end.
@Suite struct TutorialTests {
    private let scratch: ScratchFolder
    private let page: LanguagePage

    init() throws {
        scratch = try ScratchFolder()
        page = try LanguagePage()
    }

    @Test func `what the page shows of check is what check prints of the page's own files`() throws
    {
        let steps = page.blocks.prefix {
            if case .boundary = $0.content { return $0.heading != "Reference" }
            return true
        }
        var example = LanguageExample()
        var paths: [String] = []
        var shown: [(lines: Range<Int>, text: String)] = []
        for step in steps {
            try example.take(step.content)
            if case .printed(let text) = step.content { shown.append((step.lines, text)) }
        }
        for file in example.files {
            paths.append(try scratch.write(file.text, to: file.name))
        }
        let sample = try scratch.write(example.export, to: LanguageExample.exportName)
        func check(_ options: String...) throws -> String {
            let check = try HubProcess.run(
                ["check", "delta", "--sample", sample, "--run-date", HubSite.runDate] + options
                    + ["--home", "\(scratch.path)/home", "--files"] + paths
            )
            #expect(check.exit == 0)
            #expect(!check.messages.contains("error:"))
            return check.output
        }
        let printed = [try check(), try check("--explain", "1")]
        #expect(shown.count == printed.count)
        for (block, output) in zip(shown, printed) {
            #expect(output.contains(block.text), "line \(block.lines.lowerBound)")
        }
    }
}
