import { markStyle } from '../mark.ts';
import { sectionStyle } from '../section.ts';
import { stacked, tableStyle } from '../table.ts';
import { theme } from '../theme.ts';
import { recoveriesColumns } from './recoveries.ts';
import { runsColumns } from './runs.ts';
import { summaryColumns } from './summary.ts';

const own = `
h1 { font-size: 1.375rem; line-height: 1.25; font-weight: 650; margin: 0 0 1rem; letter-spacing: -.01em; }
.told { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; }
.told li { background: var(--tint); border: 1px solid var(--mark); border-left-width: .5rem; border-radius: .5rem; padding: .8rem 1.1rem .9rem; }
.told > .violated { border-style: double; border-width: 3px 3px 3px .5rem; }
.told > .inconclusive { border-style: dashed; }
.told p { margin: 0; }
.told .label { display: flex; align-items: center; gap: .45em; }
.told .text { font-size: clamp(1.0625rem, .95rem + .5vw, 1.3125rem); line-height: 1.35; font-weight: 560; text-wrap: pretty; }
.told .sign { stroke: var(--tint); }
.caution { border-left: 4px solid var(--doubt); padding-left: .8rem; color: var(--doubt); max-width: 68ch; }
h4 { font-size: 1rem; line-height: 1.4; font-weight: 650; margin: 1.5rem 0 .2rem; overflow-wrap: anywhere; }
h3.part { margin-top: 2rem; }
.block { display: block; }
.service { break-inside: avoid; }
.recoveries { table-layout: fixed; }
.recoveries tbody th, .recoveries thead th:first-child { width: 8.5rem; }
.recoveries thead th:nth-child(2) { width: 40%; }
.summary td:nth-child(2) { width: 14rem; }
.strip, .axis, .share-bar { display: block; width: 100%; overflow: visible; }
.strip { height: 32px; } .axis { height: 1.25rem; font-size: .75rem; } .share-bar { height: 16px; }
.axis text { fill: var(--quiet); }
.ground line { stroke: var(--line); }
.whole { fill: var(--line); }
.never-zone { fill: var(--bad-tint); stroke: var(--bad); stroke-dasharray: 3 3; }
.band { fill: var(--answers); stroke: var(--answers-edge); }
.dot { fill: var(--ink); stroke: var(--paper); stroke-width: 1; }
.never-mark { fill: var(--paper); stroke: var(--bad); stroke-width: 2; }
.median { fill: var(--link); stroke: var(--paper); stroke-width: 1; paint-order: stroke; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; padding: 0; margin: 0 0 .5rem; font-size: .8125rem; color: var(--quiet); }
.key li { display: flex; align-items: center; gap: .5rem; }
.key svg { width: 1.5rem; height: 1rem; flex: none; overflow: visible; }
.left-out { padding-left: 1.25rem; }
@media (max-width: 40rem) {
  .recoveries td:nth-child(2) { display: block; }
  .recoveries td:nth-child(2)::before { display: none; }
  .recoveries tbody th { width: auto; }
  .summary td:nth-child(2) { width: auto; }
}
`;

/** Each part's own, become one. */
export const style = [
  theme,
  sectionStyle,
  markStyle,
  tableStyle,
  stacked('summary', summaryColumns),
  stacked('recoveries', recoveriesColumns),
  stacked('runs', runsColumns),
  own,
].join('');
