import BursarModel

/// The books of each campus: of its business day, its month and the fiscal year.
enum BookMetrics {
    static func families(of campuses: [CampusStatus]) -> [MetricFamily] {
        var fees = MetricFamily(
            "campus_fees",
            "Fees read in the period, by the bucket in which they ended."
        )
        var charges = MetricFamily(
            "campus_charges_cents",
            "Charges read in the period, by the bucket in which they ended."
        )
        var credits = MetricFamily(
            "campus_credits_cents",
            "Credits read in the period, as positive numbers, by bucket."
        )
        for campus in campuses {
            let periods = [
                ("day", campus.today), ("month", campus.month), ("fiscal_year", campus.fiscalYear),
            ]
            for (period, books) in periods {
                for bucket in Bucket.allCases {
                    let labels = [
                        CampusMetrics.label(campus), ("period", period),
                        ("bucket", bucket.rawValue),
                    ]
                    fees.add(labels, books[bucket].count)
                    charges.add(labels, books[bucket].chargeCents)
                    credits.add(labels, books[bucket].creditCents)
                }
            }
        }
        return [fees, charges, credits]
    }
}
