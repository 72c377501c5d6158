public import BursarModel
import Status

extension Pages {
    /// The form that asks for a token; its one field is called `token`.
    ///
    /// The message says why the last try was refused; nil for the first.
    public static func login(message: String?) -> String {
        Page(
            template: .login,
            headline: "Log in with your token",
            subject: "BursarHub",
            content: ["message": .text(message)]
        ).document(in: nil)
    }

    /// The form that asks a viewer of several campuses for one; its field is called `campus`.
    public static func choice(of campuses: [CampusKey], in frame: PageFrame) -> String {
        Page(
            template: .choice,
            headline: "Choose a campus",
            subject: "BursarHub",
            content: [
                "choices": .list(
                    campuses.map {
                        ["choice": .text($0.text), "choiceName": .text(frame.name(of: $0))]
                    }
                )
            ]
        ).document(in: frame)
    }

    /// What cannot be shown, why, and where to go from here.
    ///
    /// It is sent with HTTP's `status`; there is no frame where it is not known who asks.
    public static func problem(
        status: Int,
        title: String,
        explanation: String,
        in frame: PageFrame?
    ) -> String {
        let isStranger = frame == nil && (status == 401 || status == 403)
        return Page(
            template: .problem,
            headline: title,
            subject: "\(status) · BursarHub",
            content: [
                "pieces": RichText.pieces(explanation.asSentence),
                "status": .text(String(status)),
                "wayOut": .text(isStranger ? "/login" : frame?.home ?? "/"),
                "isOutside": .flag(isStranger),
            ]
        ).document(in: frame)
    }
}
