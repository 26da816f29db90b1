import type { Point } from './figures.ts';
import { ascending, percentile } from './figures.ts';
import type { Finding } from './judge.ts';
import type { Measured } from './measured.ts';
import { rowsOf, type Summary } from './summary.ts';

export interface LoadReport {
  readonly at: string;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly measured: Measured;
}

const width = 800;
const height = 160;

/** The report as one file that needs nothing else. */
export function renderPage({ at, summary, findings, measured }: LoadReport): string {
  const kept = findings.every(({ outcome }) => outcome !== 'broken');
  const { samples, shown } = measured;
  const memory = samples.map((sample) => ({ at: sample.at, value: sample.residentBytes / 1e6 }));
  const bySecond = Map.groupBy(shown, ({ reportedAt }) => Math.floor(reportedAt / 1000));
  const delays = [...bySecond].map(([second, some]) => ({
    at: second * 1000,
    value: percentile(ascending(some.map(({ reportedAt, shownAt }) => shownAt - reportedAt)), 99) ?? 0,
  }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Load of ${summary.chargePoints} charge points: ${kept ? 'kept' : 'broken'}</title>
<style>${style}</style>
</head>
<body>
<h1>Load of ${summary.chargePoints} charge points: ${kept ? 'all rules were kept' : 'a rule was broken'}</h1>
<p>${harmless(at)}</p>
<h2>Rules</h2>
${table(findings.map(({ rule, outcome, why }) => [outcome, rule, why]))}
<h2>Figures</h2>
${table(rowsOf(summary))}
<h2>Central’s memory (MB)</h2>
${line(memory, 'Central’s memory over time')}
<h2>From report to panel, the 99th percentile of each second (ms)</h2>
${line(delays, 'Delay from report to panel over time')}
</body>
</html>
`;
}

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse } td { border-bottom: 1px solid #ccc; padding: .3rem 1rem .3rem 0; vertical-align: top }
svg { width: 100%; height: auto; border-bottom: 1px solid #767676 } polyline { fill: none; stroke: #0b5fa5; stroke-width: 2 }`;

const harmless = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const table = (rows: readonly (readonly string[])[]): string =>
  `<table>\n${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${harmless(cell)}</td>`).join('')}</tr>`).join('\n')}\n</table>`;

/** From zero, so that what looks steep is steep. */
function line(points: readonly Point[], name: string): string {
  const most = Math.max(1, ...points.map(({ value }) => value));
  const from = Math.min(...points.map(({ at }) => at));
  const long = Math.max(1, Math.max(...points.map(({ at }) => at)) - from);
  const places = [...points]
    .sort((one, other) => one.at - other.at)
    .map(({ at, value }) =>
      `${((at - from) / long) * width},${height - (value / most) * height}`.replaceAll(/(\.\d)\d+/g, '$1'),
    );
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${harmless(name)}"><polyline points="${places.join(' ')}"/></svg>
<p>From 0 to ${most.toFixed(0)}, over ${(long / 1000).toFixed(0)} s.</p>`;
}
