-- Reconciliation by business day: what was read against where it ended, and what the day's outputs
-- hold against what the books sent. Both differences are 0 in a row that is in order; an output that
-- was taken back since is in its day's books and in a later day's output. What a person sent anew was
-- booked when it was first sent, so it is told apart.
select d.campus,
    d.business_day,
    d.read_count,
    d.read_count - d.written_count - d.diverted_count - d.held_count - d.duplicate_count
        - d.skipped_count as unaccounted,
    d.written_count + d.diverted_count + d.released_count as sent,
    d.written_charge_cents + d.diverted_charge_cents + d.released_charge_cents as sent_charge_cents,
    d.written_credit_cents + d.diverted_credit_cents + d.released_credit_cents as sent_credit_cents,
    coalesce(o.fees, 0) as in_outputs,
    coalesce(o.void_fees, 0) as in_void_outputs,
    coalesce(o.anew_fees, 0) as sent_anew,
    d.written_count + d.diverted_count + d.released_count - coalesce(o.fees, 0)
        - coalesce(o.void_fees, 0) + coalesce(o.anew_fees, 0) as difference
from report.daily_totals d
left join (
    select campus, run_date,
        sum(fees) filter (where state <> 'void') as fees,
        sum(fees) filter (where state = 'void') as void_fees,
        sum(fees) filter (where run like 'decision-%') as anew_fees
    from report.output_status
    group by campus, run_date
) o on o.campus = d.campus and o.run_date = d.business_day
where d.read_count > 0 or d.released_count > 0
order by d.campus, d.business_day;
