/// A synthetic export as Alma's bursar job writes it, with what a test wants in it.
public struct ExportBuilder: Sendable {
    /// One `userFineFee`; texts stand in the XML as they are given.
    public struct Fee: Sendable {
        public var user: String
        public var type: String
        /// As Alma prints it: a point, trailing zeros dropped.
        public var sum: String
        /// Nil: the element is missing.
        public var transactionID: String?
        public var date = "11/16/2026 14:02:11"
        public var library: String? = "MAIN"
        public var currency = "USD"
        public var userType = "02"
        public var name = "Sample, Sam"
        public var title = ""
        public var comment = ""
        public var barcode: String?
        /// Stands at the end of the fee, as it is.
        public var raw = ""

        public init(
            _ user: String,
            _ type: String,
            _ sum: String,
            id transactionID: String? = nil
        ) {
            self.user = user
            self.type = type
            self.sum = sum
            self.transactionID = transactionID
        }

        /// This fee with something else about it.
        public func with<Value>(
            _ part: WritableKeyPath<Fee, Value>,
            _ value: Value
        ) -> Fee {
            var fee = self
            fee[keyPath: part] = value
            return fee
        }
    }

    /// The profile's code, the job's number and a time in milliseconds: the file's name.
    public var code: String
    public var job: Int
    public var milliseconds: Int
    /// Nil: the element is missing.
    public var exportNumber: String?
    /// What stands in the fees' `InstitutionId`.
    public var institution = "1234"
    public var fees: [Fee]

    /// An export of its own number and name, both made of `job`.
    public init(_ code: String, job: Int, _ fees: [Fee]) {
        self.code = code
        self.job = job
        self.fees = fees
        milliseconds = 1_795_000_000_000 + job * 1000
        exportNumber = "\(1_000_000 + job)0001234"
    }

    public var fileName: String { "\(code)-\(job)-\(milliseconds).xml" }

    public var xml: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xb:xml-fragment xmlns:xb="http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans">
          <xb:userExportedFineFees>
        \(exportNumber.map { "    <xb:exportNumber>\($0)</xb:exportNumber>" } ?? "")
          </xb:userExportedFineFees>
          <xb:userExportedFineFees>
            <xb:userExportedList>
        \(fees.map(userXML).joined(separator: "\n"))
            </xb:userExportedList>
          </xb:userExportedFineFees>
        </xb:xml-fragment>

        """
    }

    /// The beginning of the file, as a broken upload leaves it.
    public func cut(after bytes: Int) -> String {
        String(decoding: xml.utf8.prefix(bytes), as: UTF8.self)
    }

    /// The same fees as another export: of another number, under another name.
    public func again(job: Int) -> ExportBuilder { ExportBuilder(code, job: job, fees) }

    private func userXML(_ fee: Fee) -> String {
        """
              <xb:userExportedFineFeesList>
                <xb:user>
                  <xb:type>\(fee.userType)</xb:type>
                  <xb:value>\(fee.user)</xb:value>
                  <xb:owneredEntity><xb:InstitutionId>\(institution)</xb:InstitutionId></xb:owneredEntity>
                </xb:user>
                <xb:patronName>\(fee.name)</xb:patronName>
                <xb:finefeeList>
                  <xb:userFineFee>
                    <xb:fineFeeComment>\(fee.comment)</xb:fineFeeComment>
                    <xb:fineFeeType>\(fee.type)</xb:fineFeeType>
                    <xb:owneredEntity>
                      <xb:InstitutionId>\(institution)</xb:InstitutionId>
                      \(element("libraryCode", fee.library))
                    </xb:owneredEntity>
                    <xb:lastTransactionDate>\(fee.date)</xb:lastTransactionDate>
                    <xb:itemTitle>\(fee.title)</xb:itemTitle>
                    \(element("itemBarcode", fee.barcode))
                    <xb:compositeSum>
                      <xb:currency>\(fee.currency)</xb:currency>
                      <xb:sum>\(fee.sum)</xb:sum>
                      <xb:vat/>
                    </xb:compositeSum>
                    \(element("bursarTransactionId", fee.transactionID))
                    \(fee.raw)
                  </xb:userFineFee>
                </xb:finefeeList>
              </xb:userExportedFineFeesList>
        """
    }

    private func element(_ name: String, _ text: String?) -> String {
        text.map { "<xb:\(name)>\($0)</xb:\(name)>" } ?? ""
    }
}
