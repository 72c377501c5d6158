/// A parsed pattern.
///
/// Every node stands for at least one byte set, so that repetitions cannot multiply nothing.
indirect enum PatternNode: Sendable {
    /// One byte out of a set.
    case byte(BitSet256)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// `most` is nil where there is no end.
    case repeated(PatternNode, least: Int, most: Int?)
}
