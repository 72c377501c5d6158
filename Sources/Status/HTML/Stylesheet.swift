/// The style of every page: one family, three sizes, two weights, hairlines.
///
/// Tints stand for what needs a person and for nothing else. All text has a contrast of 4.5:1 or
/// more on its ground, in both schemes.
enum Stylesheet {
    /// SHA-256 of `css`, as a content security policy names it; a test computes it anew.
    static let hash = "sha256-YNrm90F0q5bI8gimlEvhaNrsX57Xc2TMiit3iRN1DCw="

    static let css: StaticString = """
        :root {
          color-scheme: light dark;
          --ground: #fff; --ink: #1c2127; --quiet: #56606b; --hair: #d9dee3; --link: #0b4f8a;
          --failed: #a01515; --failed-tint: #fdefee; --attention: #7d4e00;
          --attention-tint: #fff6e4; --good: #1f7044;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14171a; --ink: #e8eaed; --quiet: #a3adb7; --hair: #343b42; --link: #8cc4f5;
            --failed: #ff9d95; --failed-tint: #351c1b; --attention: #f0bd62;
            --attention-tint: #30270f; --good: #79cf9b;
          }
        }
        * { box-sizing: border-box; margin: 0; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          font-variant-numeric: tabular-nums;
          max-width: 66rem; margin: 0 auto; padding: 1.25rem clamp(1rem, 4vw, 3.5rem) 3rem;
          color: var(--ink); background: var(--ground); overflow-wrap: break-word;
        }
        a { color: var(--link); text-underline-offset: .15em; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 2px; }
        main:focus { outline: none; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus {
          left: 1rem; top: .5rem; padding: .5rem 1rem; color: var(--ground);
          background: var(--link);
        }
        header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; }
        .brand, h1, h2, th[scope=row], th[scope=rowgroup], .need strong, code { font-weight: 650; }
        nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
        nav a { padding: .25rem 0; color: var(--quiet); text-decoration: none; }
        nav a:hover { color: var(--link); text-decoration: underline; }
        h1 {
          font-size: 1.75rem; line-height: 1.2; letter-spacing: -.012em; margin-top: 2.25rem;
          text-wrap: balance;
        }
        .demo {
          color: var(--attention); border: 2px solid; border-radius: .3em; padding: 0 .3em;
        }
        .line { margin-top: .4rem; color: var(--quiet); }
        section { margin-top: 2rem; }
        h2 { font-size: 1rem; margin-bottom: .5rem; scroll-margin-top: 1rem; }
        .unseen {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap;
        }

        .need { border-left: 4px solid; border-radius: 2px 6px 6px 2px; padding: .75rem 1rem; }
        .need + .need { margin-top: .625rem; }
        .need p { color: var(--ink); max-width: 52rem; }
        .need.failed { color: var(--failed); background: var(--failed-tint); }
        .need.attention { color: var(--attention); background: var(--attention-tint); }
        .need .shape { margin-right: .35em; }
        .failed .shape, .state.failed { color: var(--failed); }
        .attention .shape, .state.attention { color: var(--attention); }
        .good .shape { color: var(--good); }
        .need a { color: inherit; }
        code { font-family: inherit; font-size: inherit; }

        .numbers {
          display: grid; grid-template-columns: 6fr 6fr 6fr 5fr 7fr; border-block: 1px solid var(--hair);
        }
        .numbers > div { padding: .875rem 1rem; }
        .numbers > div + div { border-left: 1px solid var(--hair); }
        .numbers > div:first-child { padding-left: 0; }
        dt, .numbers .money, th, .note, .came, .place, footer { font-size: .8125rem; }
        dt, .numbers .money, thead th, .note, .place, footer { color: var(--quiet); }
        .figure { font-size: 1.75rem; line-height: 1.35; letter-spacing: -.01em; }
        .figure a { color: inherit; text-decoration: none; }
        .figure a:hover { text-decoration: underline; text-decoration-thickness: 2px; }
        .money span { display: block; }

        table { width: 100%; border-collapse: collapse; }
        caption { text-align: left; }
        th, td { text-align: left; padding: .4375rem 0 .4375rem 1rem; vertical-align: baseline; }
        tr > :first-child { padding-left: 0; }
        thead th { font-weight: 400; vertical-align: bottom; border-bottom: 1px solid var(--ink); }
        thead th.number { white-space: normal; line-height: 1.25; }
        tbody tr { border-bottom: 1px solid var(--hair); scroll-margin-top: 1rem; }
        tbody th { font-size: 1rem; white-space: nowrap; }
        .number { text-align: right; white-space: nowrap; }
        .zero { color: var(--quiet); }
        .came { color: var(--quiet); white-space: nowrap; }
        .note { display: block; }
        .foot { margin-top: .75rem; }
        .star { font-weight: 400; }
        .word { white-space: nowrap; }
        tbody.total tr { border-block: 1px solid var(--ink); }
        tbody.total td { font-weight: 650; }
        .group th { padding-top: 1.5rem; font-weight: 400; font-size: .8125rem; color: var(--quiet); }
        tr:target { background: var(--attention-tint); }

        .outputs tbody tr { border-bottom: 0; }
        .outputs tbody { border-bottom: 1px solid var(--hair); }
        .outputs .campus th { padding: .75rem 0 0; white-space: normal; }
        .outputs th.count, .outputs td.count { width: 6rem; }
        .outputs th.total, .outputs td.total { width: 9rem; }
        .outputs td { padding-block: .125rem; }
        .outputs tr:last-child td { padding-bottom: .75rem; }
        .place { font-weight: 400; margin-left: .5rem; overflow-wrap: anywhere; }
        .outputs .file { overflow-wrap: anywhere; }
        .outputs .file .note { display: inline; margin-left: .5rem; }
        .outputs td.number { user-select: all; font-weight: 650; }
        footer { margin-top: 3rem; }

        @media screen and (max-width: 47.49rem) {
          .numbers { grid-template-columns: 1fr 1fr; }
          .numbers > div, .numbers > div:first-child { padding: .75rem 0; }
          .numbers > div + div { border-left: 0; }
          .numbers > div:nth-child(n + 3) { border-top: 1px solid var(--hair); }
          .numbers > div:last-child { grid-column: 1 / -1; }
          table, tbody, caption { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { display: grid; gap: 0 .75rem; padding: .5rem 0; align-items: baseline; }
          th, td { padding: 0; }
          .campuses tr { grid-template: "name state" "came money" / 1fr auto; }
          .campuses th { grid-area: name; }
          .campuses .state { grid-area: state; text-align: right; }
          .campuses .came { grid-area: came; }
          .campuses .charges { grid-area: money; }
          .campuses .charges::before { content: "$"; }
          .campuses .minor { display: none; }
          .campuses .group tr, .outputs tr.campus { grid-template: "name" / 1fr; }
          .group th { padding-top: 1rem; white-space: normal; }
          .outputs tr { grid-template: "file file" "count total" / 1fr auto; padding: .375rem 0; }
          .outputs .campus th { padding-top: .5rem; }
          .outputs tr:last-child td { padding-bottom: 0; }
          .outputs .place { display: block; margin-left: 0; }
          .outputs .file { grid-area: file; }
          .outputs .number::before { content: attr(data-label) " "; font-weight: 400; }
          .outputs td.count, .outputs td.total { width: auto; }
          .outputs .count { grid-area: count; text-align: left; }
        }

        @media print {
          @page { margin: 1.5cm; }
          :root {
            color-scheme: light; --ground: #fff; --ink: #000; --quiet: #444; --hair: #bbb;
            --link: #000; --failed: #000; --failed-tint: #fff; --attention: #000;
            --attention-tint: #fff; --good: #000;
          }
          html { font-size: 8pt; }
          body { max-width: none; padding: 0; line-height: 1.35; }
          nav, .skip { display: none; }
          h1 { margin-top: .5rem; }
          section { margin-top: 1rem; }
          .numbers > div { padding-block: .4rem; }
          th, td { padding-block: .15rem; }
          .outputs .campus th { padding-top: .4rem; }
          .outputs tr:last-child td { padding-bottom: .4rem; }
          .group th { padding-top: .5rem; }
          .need, .need + .need { padding-block: .2rem; margin-top: .3rem; border-color: #000; }
          .outputs tbody { break-inside: avoid; }
          tr, .need { break-inside: avoid; }
          thead { display: table-header-group; }
          section:has(.campuses) + .loads { break-before: page; }
          a { text-decoration: none; }
        }
        """
}
