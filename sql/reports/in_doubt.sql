-- What waits in doubt, or on its way: each of these stops its campus or is about to.
select campus, id, name, state, note, records, charge_cents, credit_cents, outbox, planned_at
from report.output_status
where state in ('planned', 'staged', 'waiting', 'in_doubt', 'recalling')
order by case state when 'in_doubt' then 0 when 'recalling' then 1 else 2 end, planned_at, campus, id;
