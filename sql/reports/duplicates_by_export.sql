-- Exports with fees that had come before: how many, and how much money was not sent twice.
select campus, file_name, export_number, state, received_at,
    read_count, duplicate_count, duplicate_charge_cents, duplicate_credit_cents
from report.export_status
where duplicate_count > 0
order by campus, received_at, file_name;
