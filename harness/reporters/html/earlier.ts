import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { EarlierRun } from '../../report/beside.ts';
import type { Report } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { marked } from './mark.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { verdictWord } from './verdict.ts';
import { instant, seconds } from './words.ts';

export const earlierColumns: readonly Column[] = [
  { head: 'Run' },
  { head: 'Variant' },
  { head: 'Verdict' },
  { head: 'Slowest recovery' },
  { head: 'On one scale' },
];

/** The same scenario's runs that lie beside this one, this one first. */
export function earlierSection(report: Report, earlier: readonly EarlierRun[]): View {
  const runs = [thisRun(report), ...earlier];
  const times = runs.flatMap(({ slowest }) => slowest?.afterMs ?? []);
  const scale = scaleLinear([0, Math.max(100, ...times) * 1.08], [0, 100]).nice(4);
  return section({
    id: 'earlier',
    title: 'Beside its earlier runs',
    lead:
      earlier.length === 0
        ? 'No earlier run of this scenario lies beside this one.'
        : html`Runs of <code>${report.scenario}</code> in the same folder, newest first. The scale runs from 0 to ${seconds(scale.domain()[1] ?? 0)}; what never came has no place on it. <code>norestart compare</code> sets groups of runs side by side.`,
    body:
      earlier.length === 0
        ? null
        : table({
            name: 'earlier',
            caption: 'Runs of the same scenario',
            columns: earlierColumns,
            rows: runs.map((run, index) => row(run, index === 0, scale)),
          }),
  });
}

const thisRun = ({ run, variant, startedAt, verdict, services }: Report): EarlierRun => {
  const never = services.find(({ afterMs }) => afterMs === null);
  const slowest = never ?? services.toSorted((one, other) => (other.afterMs ?? 0) - (one.afterMs ?? 0))[0] ?? null;
  return { run, variant, startedAt, verdict, slowest };
};

const row = (run: EarlierRun, isThis: boolean, scale: ScaleLinear<number, number>): View[] => [
  html`${isThis ? html`<strong>this run</strong>, ` : null}<time datetime=${run.startedAt}>${instant(run.startedAt)}</time>`,
  run.variant,
  marked(run.verdict, verdictWord(run.verdict)),
  slowestWords(run),
  dot(run, isThis, scale),
];

const slowestWords = ({ slowest }: EarlierRun): string => {
  if (!slowest) return 'no service';
  const { service, afterMs, watchedMs } = slowest;
  return afterMs === null ? `${service}: not within ${seconds(watchedMs)}` : `${service}: ${seconds(afterMs)}`;
};

/** This run is filled, others are rings; never is an arrow at the end. */
function dot({ slowest, verdict }: EarlierRun, isThis: boolean, scale: ScaleLinear<number, number>): View {
  const after = slowest?.afterMs ?? null;
  return html`
    <svg class=${`dot ${verdict}`} aria-hidden="true" focusable="false">
      <line class="track" x1="0" x2="100%" y1="50%" y2="50%" />
      ${
        after === null
          ? html`<svg x="100%" y="50%" overflow="visible"><path d="M-9 -5l7 5l-7 5" /></svg>`
          : html`<circle class=${isThis ? 'this' : undefined} cx=${`${Number(scale(after).toFixed(2))}%`} cy="50%" r="5" />`
      }
    </svg>
  `;
}

export const earlierStyle = `
@media (min-width: 40.01rem) { .earlier td:nth-child(3) { white-space: nowrap; } .earlier td:nth-child(5) { width: 30%; } }
.dot { display: block; width: 100%; height: 1.5rem; overflow: visible; }
.dot .track { stroke: var(--line); stroke-width: 2; }
.dot circle, .dot path { fill: var(--paper); stroke: var(--mark); stroke-width: 2; } .dot .this { fill: var(--mark); } .dot path { fill: none; }
`;
