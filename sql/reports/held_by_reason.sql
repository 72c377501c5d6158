-- Held now, by campus and reason: mostly one corrected campus file cures one reason.
select campus, kind, reason,
    count(*) as items,
    coalesce(sum(signed_cents) filter (where signed_cents > 0), 0) as charge_cents,
    coalesce(-sum(signed_cents) filter (where signed_cents < 0), 0) as credit_cents,
    min(since) as since
from report.held_item
group by campus, kind, reason
order by campus, items desc, reason;
