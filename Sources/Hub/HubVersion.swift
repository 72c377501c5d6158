/// The program's version, recorded with everything that it judges.
public enum HubVersion {
    public static let text = "0.1.0"
}
