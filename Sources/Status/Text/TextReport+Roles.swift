public import BursarModel

extension TextReport {
    /// `database roles`: each role, and what it may do with what.
    ///
    /// Logins of campuses may what `bursarhub_campus` may; they are listed, not told again.
    public static func roles(_ roles: [RoleGrants], style: TerminalStyle) -> String {
        let logins = roles.filter { $0.campus != nil }
        var table = TextTable([.text("Campus", limit: 31), .text("Login", limit: 63)])
        for login in logins {
            table.add([
                TextTable.Cell(login.campus ?? ""), TextTable.Cell(login.role),
            ])
        }
        return joined(
            roles.filter { $0.campus == nil }.map { part(of: $0, in: style) }
                + [logins.isEmpty ? [] : table.lines(in: style)]
        )
    }

    private static func part(of role: RoleGrants, in style: TerminalStyle) -> [String] {
        var facts = [role.logsIn ? "logs in" : "does not log in"]
        if let limit = role.sessionLimit {
            facts.append("at most \(counted(Int64(limit), "session"))")
        }
        let others = role.memberOf.filter { !$0.hasPrefix("bursarhub_campus_") }
        if others.count < role.memberOf.count {
            facts.append("may take the place of each campus's login")
        }
        if !others.isEmpty { facts.append("member of \(others.joined(separator: ", "))") }
        let purpose = role.purpose.map { ": \(Printable.escaped($0))" } ?? ""
        return [style.show(Printable.escaped(role.role), .strong) + purpose]
            + TextWidth.wrap(facts.joined(separator: "; "), indent: "  ")
            + (isOwner(role) ? [] : role.grants.flatMap(lines(of:)))
    }

    /// Who owns a table may do all of it; that is said once, by what the role is for.
    private static func isOwner(_ role: RoleGrants) -> Bool {
        role.grants.contains { $0.privileges.contains("truncate") && !role.logsIn }
    }

    private static func lines(of grant: RoleGrants.Grant) -> [String] {
        let lines = TextWidth.wrap("\(grant.object): \(words(of: grant))", indent: "      ")
        return lines.enumerated().map {
            $0.offset == 0 ? String($0.element.dropFirst(4)) : $0.element
        }
    }

    private static func words(of grant: RoleGrants.Grant) -> String {
        let columns = grant.columns.map {
            "\($0.privilege) of \($0.columns.joined(separator: ", "))"
        }
        return ([grant.privileges.joined(separator: ", ")] + columns).filter { !$0.isEmpty }
            .joined(separator: "; ")
    }
}
