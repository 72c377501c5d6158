-- The totals of each fiscal year (1 July to 30 June, named for the year it ends in), per campus.
select campus, fiscal_year,
    sum(runs) as runs,
    sum(read_count) as read,
    sum(written_count) as written,
    sum(diverted_count) as diverted,
    sum(held_count) as held,
    sum(duplicate_count) as duplicate,
    sum(skipped_count) as skipped,
    sum(released_count) as released,
    sum(written_charge_cents + diverted_charge_cents + released_charge_cents) as sent_charge_cents,
    sum(written_credit_cents + diverted_credit_cents + released_credit_cents) as sent_credit_cents
from report.daily_totals
group by campus, fiscal_year
order by campus, fiscal_year;
