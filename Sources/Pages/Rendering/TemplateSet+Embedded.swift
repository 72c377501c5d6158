extension TemplateSet {
    /// The templates that are built into the program.
    static let embedded: Result<TemplateSet, TemplateError> = Result {
        () throws(TemplateError) in
        try TemplateSet(sources.mapValues { String(decoding: $0, as: UTF8.self) })
    }

    /// By the names of their files; the style sheet is a part of the page that stands by itself.
    static let sources: [String: [UInt8]] = [
        "calendar": PackageResources.calendar_mustache,
        "campus": PackageResources.campus_mustache,
        "choice": PackageResources.choice_mustache,
        "export": PackageResources.export_mustache,
        "facts": PackageResources.facts_mustache,
        "held": PackageResources.held_mustache,
        "held-item": PackageResources.held_item_mustache,
        "held-matters": PackageResources.held_matters_mustache,
        "layout": PackageResources.layout_mustache,
        "loads": PackageResources.loads_mustache,
        "login": PackageResources.login_mustache,
        "mail": PackageResources.mail_mustache,
        "mail-style": PackageResources.mail_style_css,
        "needs": PackageResources.needs_mustache,
        "numbers": PackageResources.numbers_mustache,
        "output": PackageResources.output_mustache,
        "output-list": PackageResources.output_list_mustache,
        "output-rows": PackageResources.output_rows_mustache,
        "outputs": PackageResources.outputs_mustache,
        "overview": PackageResources.overview_mustache,
        "problem": PackageResources.problem_mustache,
        "run": PackageResources.run_mustache,
        "run-campuses": PackageResources.run_campuses_mustache,
        "runs": PackageResources.runs_mustache,
        "spark": PackageResources.spark_mustache,
        "stylesheet": PackageResources.stylesheet_css,
        "text": PackageResources.text_mustache,
        "trace": PackageResources.trace_mustache,
    ]
}
