import BursarModel
import Posix
import PostgreSQL

/// The programs that a run starts: OpenSSH's for servers, PostgreSQL's for the embedded database.
struct ProgramsCheck: Examination {
    static let name = "programs"
    static let area = DoctorReport.Area.program

    /// Nil where a server is named and none is started.
    var embedded: EmbeddedServer?

    func examine(_ findings: inout Findings) throws {
        let missing = ["sftp", "ssh"].filter { !isThere($0) }
        if missing.isEmpty {
            findings.fine("OpenSSH's sftp and ssh are there")
        } else {
            findings.warn(
                "OpenSSH's \(Printable(missing.joined(separator: " and "))) is missing: campuses on servers would fail",
                remedy: "install it (Debian: apt install openssh-client)"
            )
        }
        guard let embedded else { return }
        do throws(EmbeddedServerError) {
            let programs = try embedded.programs()
            findings.fine(
                "PostgreSQL \(programs.version) for the embedded database is in \(Printable(programs.folder))"
            )
        } catch {
            findings.problem(error)
        }
    }

    /// Tried by starting it: a test for the file would ask for another moment.
    private func isThere(_ program: String) -> Bool {
        do throws(ChildProcessError) {
            _ = try ChildProcess(program, ["-V"]).run(deadline: .seconds(5))
            return true
        } catch {
            return false
        }
    }
}
