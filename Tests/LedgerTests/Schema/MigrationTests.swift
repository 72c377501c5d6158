import Glibc
import Ledger
import Posix
import PostgreSQL
import TestSupport
import Testing

@Suite struct MigrationTests {
    @Test func `the list of migrations is the folder's`() throws {
        let path =
            "\(#filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" })/sql/migrations"
        let names = try Folder.open(path).list(limit: 1000).names.map(\.shown).sorted()
        let listed = LedgerMigrations.all.map { migration in
            let digits = "\(migration.number)"
            return String(repeating: "0", count: 4 - digits.count)
                + "\(digits)_\(migration.name).sql"
        }
        #expect(listed == names)
        for (migration, name) in zip(LedgerMigrations.all, names) {
            #expect(try migration.sql == text(of: "\(path)/\(name)"))
        }
    }

    private func text(of path: String) throws -> String {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
        let file = FileDescriptor(adopting: number, path: path)
        return String(
            decoding: try file.bytes(at: 0, count: Int(file.status().size)),
            as: UTF8.self
        )
    }

    @Test func `every table with a campus has it first in its primary key`() throws {
        let desk = try LedgerDesk()
        #expect(
            try desk.rows(
                """
                select t.oid::regclass::text as name
                from pg_catalog.pg_class t
                join pg_catalog.pg_namespace n on n.oid = t.relnamespace
                join pg_catalog.pg_attribute a
                    on a.attrelid = t.oid and a.attname = 'campus' and not a.attisdropped
                left join pg_catalog.pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
                where n.nspname in ('registry', 'ledger', 'access') and t.relkind in ('r', 'p')
                  and k.conkey[1] is distinct from a.attnum
                """,
                "name"
            ) == []
        )
        let tables = try desk.count(
            """
            select count(*) as count from pg_catalog.pg_attribute a
            join pg_catalog.pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p')
            join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            where n.nspname in ('registry', 'ledger') and a.attname = 'campus'
            """
        )
        #expect(tables >= 12)
    }

    @Test func `nothing has a column for what is never stored`() throws {
        let desk = try LedgerDesk()
        #expect(
            try desk.rows(
                """
                select a.attrelid::regclass || '.' || a.attname as name
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p', 'v', 'm')
                join pg_catalog.pg_namespace n on n.oid = t.relnamespace
                where n.nspname in ('registry', 'ledger', 'access', 'report')
                  and a.attname ~ 'title|barcode|call_number|comment|patron|user_name|vat'
                """,
                "name"
            ) == []
        )
    }
}
