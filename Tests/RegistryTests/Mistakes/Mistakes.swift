/// Mistakes that people make, each by a small edit of a sound file.
enum Mistakes {
    static let all = ofCampuses + ofVocabularies + ofFields + ofFiles
}
