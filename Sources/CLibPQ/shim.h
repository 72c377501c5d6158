// What libpq says in character macros and variables does not reach Swift: inline functions read it.
#include <libpq-fe.h>

static inline const char *bh_pq_error_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *bh_pq_error_severity(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
}
static inline const char *bh_pq_error_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *bh_pq_error_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}
static inline const char *bh_pq_error_position(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
}

// Notices may quote rows; what a program needs comes back as a result.
static inline void bh_pq_ignore_notice(void *context, const PGresult *notice) {
    (void)context;
    (void)notice;
}
static inline void bh_pq_silence_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, bh_pq_ignore_notice, NULL);
}
