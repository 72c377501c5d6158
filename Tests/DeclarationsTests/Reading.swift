import BursarModel
import Declarations

/// What a reader is given for a text, and what was found on the way.
func read(
    _ text: String,
    _ use: (Mapping) -> Void = { _ in }
) -> (mapping: Mapping?, findings: [Diagnostic]) {
    let findings = Findings(file: "x.yaml")
    let mapping = readDeclaration(DeclarationFile(name: "x.yaml", text: text), findings: findings)
    if let mapping { use(mapping) }
    return (mapping, findings.all)
}
