import BursarModel
import SFSFormat
import Testing

/// The values that no two fees of an output may share.
struct UniqueFieldTests {
    private func values(_ fee: Fee, in format: Format) throws -> [String] {
        var buffer = RecordBuffer(reserving: 64)
        return try values(fee, in: format, &buffer)
    }

    private func values(
        _ fee: Fee,
        in format: Format,
        _ buffer: inout RecordBuffer
    ) throws -> [String] {
        let found = try format.compiled.appendUniqueValues(
            of: fee.texts,
            fee.facts(),
            file: 0,
            context: format.context,
            lineNumber: 1,
            to: &buffer
        )
        return found.map { "\($0.field) \(String(decoding: buffer[$0.range], as: UTF8.self))" }
    }

    @Test func `a value is what the record shows, and a blank one is none`() throws {
        let format = try Format(
            fields: """
                  - {value: user.id, width: 9}
                  - {value: fee.transaction_id, width: 12, last: 4, unique: true}
                  - {value: item.barcode, width: 6, overflow: truncate, align: right, fill: "0", unique: true}
                """,
            file: "when: {sign: charge}"
        )
        #expect(format.compiled.files[0].hasUniqueFields)
        #expect(try values(Fee(barcode: "ab"), in: format) == ["1 6421        ", "2 0000ab"])
        #expect(try values(Fee(barcode: "", transaction: "  "), in: format) == [])
    }

    @Test func `a looked-up value is each fee's own, in one buffer`() throws {
        let format = try Format(
            fields: "  - {value: lookup.item_type, width: 12, unique: true}",
            file: "when: {sign: charge}"
        )
        var buffer = RecordBuffer(reserving: 64)
        #expect(try values(Fee(), in: format, &buffer) == ["0 300000006919"])
        let other = Fee(type: "LOSTITEMPROCESSFEE")
        #expect(try values(other, in: format, &buffer) == ["0 300000006918"])
    }

    @Test func `where no field asks for it there is nothing to compare`() throws {
        let format = try Format(
            fields: "  - {value: user.id, width: 9, unique: false}",
            file: "when: {sign: charge}"
        )
        #expect(!format.compiled.files[0].hasUniqueFields)
        #expect(try values(Fee(), in: format) == [])
    }
}
