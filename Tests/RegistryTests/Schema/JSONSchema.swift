import BursarModel
import Declarations
import Foundation
import Testing

/// As much of JSON Schema as the schemas of the declarations use; another keyword is a failure.
struct JSONSchema {
    typealias Object = [String: Any]

    let root: Object

    /// One of `docs/schema`.
    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "docs/schema/\(name).schema.json")
        let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
        root = try #require(json as? Object)
    }

    /// The schema of the whole file, or of a part in `$defs`.
    func part(_ name: String?) throws -> Object {
        guard let name else { return root }
        let parts = try #require(root["$defs"] as? Object)
        return try #require(parts[name] as? Object, "\(name)")
    }

    /// Whatever is wrong, as paths.
    func complaints(of value: DeclarationValue) throws -> [String] {
        try complaints(of: value, by: root, at: "")
    }

    private func complaints(
        of value: DeclarationValue,
        by schema: Object,
        at path: String
    ) throws -> [String] {
        var found: [String] = []
        for (keyword, rule) in schema {
            if try !meets(value, keyword, rule, beside: schema) {
                found.append("\(path) \(keyword)")
            }
            switch (keyword, value) {
            case ("properties", .mapping(let entries)):
                let known = try #require(rule as? Object)
                for entry in entries {
                    let name = entry.key.value
                    if let inner = known[name] as? Object {
                        found += try complaints(
                            of: entry.value.value,
                            by: inner,
                            at: "\(path)/\(name)"
                        )
                    }
                }
            case ("additionalProperties", .mapping(let entries)):
                guard let inner = rule as? Object else { continue }
                let known = schema["properties"] as? Object ?? [:]
                for entry in entries where known[entry.key.value] == nil {
                    found += try complaints(
                        of: entry.value.value,
                        by: inner,
                        at: "\(path)/\(entry.key.value)"
                    )
                }
            case ("items", .sequence(let elements)):
                let inner = try #require(rule as? Object)
                for (index, element) in elements.enumerated() {
                    found += try complaints(of: element.value, by: inner, at: "\(path)/\(index)")
                }
            case ("$ref", _):
                let name = try #require(rule as? String).dropFirst("#/$defs/".count)
                found += try complaints(of: value, by: part(String(name)), at: path)
            default: break
            }
        }
        return found
    }

    /// Whether a value meets one keyword, but for what is inside of it.
    private func meets(
        _ value: DeclarationValue,
        _ keyword: String,
        _ rule: Any,
        beside schema: Object
    ) throws -> Bool {
        switch keyword {
        case "$schema", "$defs", "title", "description", "examples", "properties", "items", "$ref":
            return true
        case "type":
            let types = rule as? [String] ?? [rule as? String].compactMap(\.self)
            return switch value {
            case .scalar: types.contains("string")
            case .mapping: types.contains("object")
            case .sequence: types.contains("array")
            case .null: types.contains("null")
            }
        case "enum":
            guard case .scalar(let text) = value else { return false }
            return try #require(rule as? [Any]).contains { $0 as? String == text }
        case "pattern":
            guard case .scalar(let text) = value else { return true }
            return try Regex(try #require(rule as? String)).firstMatch(in: text) != nil
        case "minimum", "maximum":
            let bound = try #require(rule as? Double)
            guard case .scalar(let text) = value, let number = Double(text) else { return true }
            return keyword == "minimum" ? number >= bound : number <= bound
        case "maxLength":
            guard case .scalar(let text) = value else { return true }
            return text.count <= (try #require(rule as? Int))
        case "minItems":
            guard case .sequence(let elements) = value else { return true }
            return elements.count >= (try #require(rule as? Int))
        case "minProperties":
            guard case .mapping(let entries) = value else { return true }
            return entries.count >= (try #require(rule as? Int))
        case "required":
            guard case .mapping(let entries) = value else { return true }
            let names = entries.map(\.key.value)
            return try #require(rule as? [String]).allSatisfy(names.contains)
        case "propertyNames":
            guard case .mapping(let entries) = value else { return true }
            let names = try #require(rule as? Object)
            return try entries.allSatisfy {
                try complaints(of: .scalar($0.key.value), by: names, at: "").isEmpty
            }
        case "additionalProperties":
            guard case .mapping(let entries) = value, rule as? Bool == false else { return true }
            let known = schema["properties"] as? Object ?? [:]
            return entries.allSatisfy { known[$0.key.value] != nil }
        case "anyOf":
            return try #require(rule as? [Object]).contains {
                try complaints(of: value, by: $0, at: "").isEmpty
            }
        default:
            Issue.record("the keyword \(keyword) is not known here")
            return false
        }
    }
}
