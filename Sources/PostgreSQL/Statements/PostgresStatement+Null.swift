extension PostgresStatement.StringInterpolation {
    /// Binds a value, or null where there is none.
    ///
    /// The label is for the compiler, which takes an optional in an interpolation for an oversight.
    public mutating func appendInterpolation<Value: PostgresEncodable>(orNull value: Value?) {
        appendInterpolation(value)
    }
}
