import BursarModel
import Declarations
import Registry
import Testing

struct RepositoryCampusesTests {
    private func read() throws -> RegistryReading {
        let today = try #require(CalendarDate(iso: "2026-11-20"))
        return Registry.read(
            RegistrySources(files: try RepositoryCampuses.files()),
            today: today
        )
    }

    @Test func `every campus of the repository can be onboarded, without a finding`() throws {
        let reading = try read()
        #expect(reading.diagnostics.map(\.line) == [])
        #expect(reading.campuses.count == 24)
        #expect(reading.campuses.filter { !$0.isValid }.map(\.file) == [])
        #expect(reading.formats.compactMap(\.name).sorted() == ["csu-sfs-sample", "humboldt-sf"])
    }
}
