-- Sent this month, per campus: what its outputs hold, for PeopleSoft and for other offices.
select campus,
    count(*) as outputs,
    sum(records) as records,
    sum(charge_cents) as charge_cents,
    sum(credit_cents) as credit_cents
from report.output_status
where state = 'published'
  and run_date >= date_trunc('month', current_date)::date
group by campus
order by campus;
