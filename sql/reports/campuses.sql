-- All campuses: what came last, how the last run ended, what needs a person.
select campus, name, state, last_export_file, last_export_received_at,
    last_run_outcome, last_run_finished_at,
    held_fees, held_exports, in_doubt_outputs, waiting_outputs, uncollected_outputs
from report.campus_status
order by held_fees + held_exports + in_doubt_outputs = 0, campus;
