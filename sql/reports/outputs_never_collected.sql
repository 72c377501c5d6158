-- Outputs that were delivered more than a day ago and never seen to be collected.
select campus, id, name, records, charge_cents, credit_cents, published_at
from report.output_status
where state = 'published'
  and collected_at is null
  and published_at < now() - interval '1 day'
order by published_at, campus, id;
