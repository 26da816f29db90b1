/** Colours of both themes (paper is always light), and what holds for the whole page. Every text has at least 4.5:1 on what is behind it. */
export const theme = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --surface: #f5f6f8; --ink: #1b1e23; --quiet: #5a626d; --line: #dde1e6; --link: #1d5fb4;
  --good: #0a6b3b; --good-tint: #eaf6ef; --bad: #ab1420; --bad-tint: #fdefee; --doubt: #7d4c00; --doubt-tint: #fdf5e3;
  --fault: #7a3d9a; --fault-tint: #f0e3f7; --healing-tint: #f9f3fc;
  --answers: #cfe2f6; --answers-edge: #3d7cc0; --trouble: #fbe0dc; --trouble-edge: #b8453a; --waiting: #fbe9c4; --waiting-edge: #a8741a;
  --stage: #a9d8bd; --stage-edge: #2c7d55;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --surface: #1c2026; --ink: #e6e9ed; --quiet: #a3acb8; --line: #2f353d; --link: #86b9f5;
    --good: #6bd09a; --good-tint: #13261c; --bad: #ff918b; --bad-tint: #2f1718; --doubt: #efbd66; --doubt-tint: #2b210d;
    --fault: #cf9be9; --fault-tint: #33233d; --healing-tint: #221b29;
    --answers: #1f3c5c; --answers-edge: #5c9bdd; --trouble: #4a211e; --trouble-edge: #e37d72; --waiting: #453310; --waiting-edge: #d3a04a;
    --stage: #22563b; --stage-edge: #6bb98f;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 400 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; font-variant-numeric: tabular-nums; }
main, footer { max-width: 70rem; margin: 0 auto; padding: 2.5rem 2rem 0; }
footer { padding-bottom: 3rem; margin-top: 2rem; color: var(--quiet); font-size: .875rem; }
h1, h2, h3, p, dd, li { overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .875em; }
.quiet { color: var(--quiet); }
.small { font-size: .8125rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) { main, footer { padding-left: 1rem; padding-right: 1rem; } main { padding-top: 1rem; } }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10pt; }
  main, footer { max-width: none; padding: 0; }
  a { color: inherit; }
  svg, .verdict, .letter { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
