internal import BursarModel
internal import Declarations

/// What would make a number another one.
extension LayoutCheck {
    /// Nothing may cut a number or move its digits: each would be another number.
    func checkNumber(_ field: FieldDeclaration) {
        if field.showsNumber || field.showsDigitsAsText {
            if let overflow = field.overflow, overflow.value != .error {
                findings.error(
                    "a number is never cut",
                    at: overflow.place,
                    hint: "leave `overflow` out: what does not fit is held"
                )
            }
            if let last = field.last {
                findings.error(
                    "`last` cuts a number",
                    at: last.place,
                    hint: "leave it out: what does not fit is held"
                )
            }
            if let strip = field.strip {
                findings.error(
                    "`strip` is for texts",
                    at: strip.place,
                    hint: field.showsNumber
                        ? "use a picture such as #.00" : "leave it out, or show another value"
                )
            }
            if let fill = field.fill, fill.value.isASCIIAlphanumeric {
                if fill.value != UInt8(ascii: "0") {
                    findings.error(
                        "a number filled so is another number",
                        at: fill.place,
                        hint: "fill it with \"0\" or with a blank"
                    )
                } else if field.alignment?.value ?? (field.showsNumber ? .right : .left) == .left {
                    findings.error(
                        "zeros behind a number make it another number",
                        at: fill.place,
                        hint: "write `align: right`"
                    )
                }
            }
        }
        let isSigned = field.values.contains(where: \.isSigned)
        if let position = field.signPosition, !isSigned {
            findings.error(
                "`sign` places the sign of a signed number, and the field shows none",
                at: position.place,
                hint: "such numbers are amount.signed and totals.signed"
            )
        }
        if let plus = field.showsPlus, !isSigned {
            findings.error(
                "`plus` belongs to a signed number, and the field shows none",
                at: plus.place,
                hint: "such numbers are amount.signed and totals.signed"
            )
        }
        if isSigned, field.fill?.value == UInt8(ascii: "0"), let position = field.signPosition,
            position.value == .afterFill
        {
            findings.error(
                "a sign behind zeros is read as no number",
                at: position.place,
                hint: "write `sign: before-fill`"
            )
        }
        checkTrailingSign(of: field, isSigned: isSigned)
    }

    /// Behind a number without a sign stands nothing, so that its digits move a column.
    private func checkTrailingSign(of field: FieldDeclaration, isSigned: Bool) {
        guard isSigned, field.signPosition?.value == .trailing, field.width != nil,
            field.showsPlus?.value != true, let position = field.signPosition
        else { return }
        findings.warning(
            "the digits of a negative number stand one column before those of a positive one",
            at: position.place,
            hint: "add `plus: true`, so that every number ends in its sign"
        )
    }
}
