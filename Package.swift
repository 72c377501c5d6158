// swift-tools-version: 6.2
import PackageDescription

// A target is a room; imports go down this list only.
let package = Package(
    name: "BursarHub",
    products: [
        .executable(name: "bursarhub", targets: ["bursarhub"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        // Without its traits it needs neither all of Foundation nor a configuration library.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            exact: "2.28.1",
            traits: []
        ),
        // What Hummingbird stands on, where `Serving` names it.
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git",
            exact: "2.13.0"
        ),
    ],
    targets: [
        // The C libraries, each with the Swift target above it as its only importer.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        .systemLibrary(
            name: "CLibCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .target(name: "CPosix"),

        // What knows no campus.
        .target(name: "Posix", dependencies: ["CPosix"]),
        .target(name: "Digests", dependencies: ["CLibCrypto"]),
        .target(name: "PostgreSQL", dependencies: ["CLibPQ", "Posix"]),
        .target(name: "Failpoints", dependencies: ["Posix"]),

        // What the contract's words mean.
        .target(name: "BursarModel"),
        .target(name: "Declarations", dependencies: ["BursarModel", "Yams"]),

        // The way of an export.
        .target(name: "AlmaExport", dependencies: ["BursarModel", "CLibXML2"]),
        .target(name: "SFSFormat", dependencies: ["BursarModel", "Declarations"]),
        .target(
            name: "Registry",
            dependencies: ["BursarModel", "Declarations", "SFSFormat", "Digests"]
        ),
        .target(
            name: "Ledger",
            dependencies: ["BursarModel", "PostgreSQL", "Posix", "Digests", "Failpoints"],
            resources: [.embedInCode("Migrations"), .embedInCode("Grants")]
        ),
        .target(
            name: "Locations",
            dependencies: ["BursarModel", "Posix", "Digests", "Failpoints"]
        ),
        .target(
            name: "Hub",
            dependencies: [
                "BursarModel", "Declarations", "AlmaExport", "SFSFormat", "Registry", "Ledger",
                "Locations", "PostgreSQL",
                "Posix", "Digests", "Failpoints",
            ]
        ),

        // What people see.
        .target(name: "Status", dependencies: ["BursarModel"]),
        .target(
            name: "Pages",
            dependencies: [
                "Status", "BursarModel", "Digests",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Templates")]
        ),
        .target(
            name: "Notices",
            dependencies: ["Pages", "Status", "Declarations", "Digests", "Posix", "BursarModel"]
        ),
        .target(
            name: "Serving",
            dependencies: [
                "Pages", "Status", "Hub", "Ledger", "Declarations", "PostgreSQL", "Digests",
                "Posix", "BursarModel",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "BursarHubCommand",
            dependencies: [
                "Hub", "Serving", "Status", "Pages", "Notices", "Declarations", "Registry",
                "SFSFormat",
                "AlmaExport",
                "Ledger", "Locations", "PostgreSQL",
                "Posix", "BursarModel", "Failpoints",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "bursarhub", dependencies: ["BursarHubCommand"]),

        // What `ops/benchmark` measures with; no part of the product.
        .executableTarget(
            name: "bursarhub-benchmark",
            dependencies: [
                "AlmaExport", "BursarModel", "Declarations", "Posix", "Registry", "SFSFormat",
            ]
        ),

        // Tests: a target per room, and the whole command from outside.
        .target(
            name: "TestSupport",
            dependencies: ["BursarModel", "PostgreSQL", "Posix", "Ledger", "Digests", "Status"],
            path: "Tests/TestSupport"
        ),
        .testTarget(name: "PosixTests", dependencies: ["Posix", "TestSupport"]),
        .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
        .testTarget(name: "PostgreSQLTests", dependencies: ["PostgreSQL", "Posix", "TestSupport"]),
        .testTarget(name: "BursarModelTests", dependencies: ["BursarModel"]),
        .testTarget(name: "DeclarationsTests", dependencies: ["Declarations", "TestSupport"]),
        .testTarget(name: "AlmaExportTests", dependencies: ["AlmaExport", "TestSupport"]),
        .testTarget(
            name: "SFSFormatTests",
            dependencies: ["SFSFormat", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(name: "RegistryTests", dependencies: ["Registry", "TestSupport"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "TestSupport"]),
        .testTarget(name: "LocationsTests", dependencies: ["Locations", "TestSupport"]),
        .testTarget(name: "HubTests", dependencies: ["Hub", "TestSupport"]),
        .testTarget(
            name: "StatusTests",
            dependencies: ["Status", "TestSupport"],
            exclude: ["Goldens", "Monitoring/scrape.py"]
        ),
        .testTarget(
            name: "PagesTests",
            dependencies: ["Pages", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "NoticesTests",
            dependencies: ["Notices", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(name: "ServingTests", dependencies: ["Serving", "TestSupport"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["bursarhub", "BursarHubCommand", "Hub", "TestSupport"],
            exclude: ["Goldens", "Terminal/terminal.py"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// What `ops/fuzz` builds, with libFuzzer in it; without that it cannot be linked.
if Context.environment["BURSARHUB_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "bursarhub-fuzz",
            dependencies: [
                "AlmaExport", "BursarModel", "Declarations", "Hub", "Ledger", "Posix", "Registry",
            ]
        )
    )
}

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("InternalImportsByDefault"),  // a C type cannot leak
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
