-- Held for more than 7 days: what nobody has looked after, the oldest first.
select campus, id, kind, reason, fee_type, signed_cents, export, since,
    (extract(epoch from now() - since) / 86400)::integer as days
from report.held_item
where since < now() - interval '7 days'
order by since, campus, id;
