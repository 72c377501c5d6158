import Pages

/// The one style sheet, named for its content: a browser keeps it until it is another.
enum Stylesheet {
    static let text = Pages.stylesheet
    static let name = String(Pages.stylesheetPath.dropFirst())
}
