import BursarModel
import Testing

struct HoldReasonTests {
    @Test func `every reason says what is wrong and what to do`() {
        for reason in HoldReason.allCases {
            #expect(!reason.meaning.text.isEmpty, "\(reason)")
            #expect(reason.remedy.text.count > 15, "\(reason)")
            #expect(reason.reported == reason.rawValue)
        }
    }

    @Test func `codes are stable words in small letters`() {
        for reason in HoldReason.allCases {
            #expect(
                reason.rawValue.utf8.allSatisfy {
                    $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                },
                "\(reason.rawValue)"
            )
        }
    }

    @Test func `no two reasons mean the same to a reader`() {
        let meanings = HoldReason.allCases.map(\.meaning.text)
        #expect(Set(meanings).count == meanings.count)
    }

    @Test(arguments: [
        (
            HoldReason.Cure.writeOff,
            "empty_file not_well_formed doctype encoding compressed wrong_root unexpected_element too_deep tag_too_long total_overflow"
        ),
        (.nextLook, "too_large unreadable not_regular"),
        (
            .person,
            "name_reused export_reused changed suspected_duplicate credit_positive output_void"
        ),
        (
            .revision,
            "wrong_campus no_export_number two_export_numbers too_many_held archive_lost no_item_type no_lookup_value no_term two_terms no_file field_overflow delimiter_in_value not_encodable missing_value not_unique amount_too_large bad_student_id bad_date amount_syntax no_amount wrong_currency field_too_long duplicate_field"
        ),
    ])
    func `each cure has the reasons that were promised`(cure: HoldReason.Cure, codes: String) {
        let promised = codes.split(separator: " ").map(String.init).sorted()
        let found = HoldReason.allCases.filter { $0.cure == cure }.map(\.rawValue).sorted()
        #expect(found == promised)
    }

    @Test func `only what a term, a date or an output of the day decides is judged anew every day`()
    {
        let daily = HoldReason.allCases.filter(\.dependsOnTheDate)
        #expect(daily == [.noTerm, .twoTerms, .notUnique, .badDate])
    }

    @Test func `what nobody holds has words of its own`() {
        let held = Set(HoldReason.allCases.map(\.rawValue))
        let others = SkipReason.allCases.map(\.reported) + IgnoreReason.allCases.map(\.reported)
        #expect(
            others
                == [
                    "zero_amount", "rule", "written_off", "before_start", "name_pattern",
                    "superseded",
                ]
        )
        #expect(held.isDisjoint(with: others))
    }
}
