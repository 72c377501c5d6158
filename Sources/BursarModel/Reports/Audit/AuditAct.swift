/// What was done, in words that the trail keeps for ever.
///
/// A word is never renamed nor given another meaning; new ones are added.
public enum AuditAct: String, Sendable, CaseIterable {
    // The registry.
    case campusOnboarded = "campus_onboarded"
    case campusPaused = "campus_paused"
    case campusResumed = "campus_resumed"
    case expectationSet = "expectation_set"
    case expectationLifted = "expectation_lifted"

    // Runs.
    case runFinished = "run_finished"
    case campusRunFinished = "campus_run_finished"
    case outputPublished = "output_published"
    case outputRecalled = "output_recalled"

    // What a person decides.
    case baseline
    case heldReleased = "held_released"
    case heldWrittenOff = "held_written_off"
    case heldReopened = "held_reopened"
    case outputConfirmed = "output_confirmed"
    case outputVoided = "output_voided"
    case outputReissued = "output_reissued"
    case traced
    case purged
    case legalHoldSet = "legal_hold_set"
    case legalHoldLifted = "legal_hold_lifted"

    // Who may look.
    case tokenCreated = "token_created"
    case tokenRevoked = "token_revoked"

    // What people are told.
    case noticesTested = "notices_tested"
    case noticesSent = "notices_sent"

    // The database.
    case migrated
    case rolesChanged = "roles_changed"
    case databaseRestored = "database_restored"
    case databaseAccepted = "database_accepted"
}
