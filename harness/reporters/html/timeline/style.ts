import type { Column } from '../table.ts';
import type { Look } from './stretch.ts';

/** Of the table behind the picture. */
export const timelineColumns: readonly Column[] = [
  { head: 'Service' },
  { head: 'What was watched' },
  { head: 'State' },
  { head: 'When', number: true },
];

/** Looks that have a pattern; what is well is plain. */
const patterned: readonly Look[] = [
  'refused',
  'closed',
  'reset',
  'silent',
  'garbled',
  'waiting',
  'not-ready',
  'failing',
  'changing',
];

/** Colours and patterns of the states. */
const patternStyle = `
.patterns { position: absolute; }
.patterns path { fill: none; stroke-width: 1.5; stroke-linecap: square; }
.patterns rect { fill: var(--trouble); }
.patterns path { stroke: var(--trouble-edge); }
.pattern-waiting rect, .pattern-not-ready rect, .pattern-changing rect { fill: var(--waiting); }
.pattern-waiting path, .pattern-not-ready path, .pattern-changing path { stroke: var(--waiting-edge); }
.pattern-silent path { stroke-width: 2; stroke-linecap: round; }
#never rect { fill: var(--bad-tint); } #never path { stroke: var(--bad); }
.well rect { fill: var(--answers); stroke: var(--answers-edge); }
.trouble rect { stroke: var(--trouble-edge); }
.between rect { stroke: var(--waiting-edge); }
${patterned.map((state) => `g.${state} > rect { fill: url(#state-${state}); }`).join('\n')}
`;

/** Where things stand. The picture has no size of its own: places are percents, texts are texts, at any width. */
const layoutStyle = `
.timeline, .excerpt-links { --gutter: 12.5rem; }
.timeline { position: relative; padding: .25rem 0 0; break-inside: avoid; }
.timeline svg { display: block; font-size: .75rem; }
.timeline .behind { position: absolute; top: 0; bottom: 0; left: var(--gutter); width: calc(100% - var(--gutter)); height: calc(100% - 1.5rem); overflow: visible; }
.timeline .letters, .timeline .axis { position: relative; width: calc(100% - var(--gutter)); margin-left: var(--gutter); overflow: visible; }
.timeline .axis { height: 1.5rem; }
.lane { position: relative; padding: .55rem 0 .65rem; border-top: 1px solid var(--line); }
.lane h3 { margin-bottom: .1rem; }
.aside { color: var(--quiet); font-size: .8125rem; font-weight: 400; }
.row { display: grid; grid-template-columns: var(--gutter) minmax(0, 1fr); align-items: center; margin-top: .2rem; }
.row p { margin: 0; font-size: .8125rem; line-height: 1.25rem; color: var(--quiet); }
.row .nothing { font-style: italic; padding-left: .4rem; }
.missed { color: var(--bad); font-weight: 600; }
.row svg { width: 100%; height: 1.25rem; overflow: visible; }
.tall .row { margin-top: .4rem; } .tall .row svg { height: 2.5rem; } .tall .aside { display: block; line-height: 1.1rem; }
.excerpt-links .row svg { display: block; height: 1.9rem; font-size: .75rem; }
@media (max-width: 63.99rem) { .timeline text.desk { display: none; } }
@media (min-width: 64rem) { .phone { display: none; } }
@media (max-width: 40rem) { .timeline, .excerpt-links { --gutter: 0rem; } .row { display: block; } .row-name { padding-top: .15rem; } }
`;

const drawingStyle = `
.timeline text { fill: var(--ink); }
.timeline .axis text { fill: var(--quiet); }
.grid line { stroke: var(--line); }
.ground { fill: var(--line); }
path.ground { stroke: var(--line); stroke-width: 2; }
.ticks { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.waiting-area path { fill: var(--waiting); stroke: var(--waiting-edge); }
.latency path { fill: none; stroke: var(--answers-edge); stroke-width: 5; stroke-linecap: round; }
.excerpt-links rect { fill: var(--surface); stroke: var(--quiet); } .excerpt-links a:hover rect, .excerpt-links a:focus rect { fill: var(--answers); } .excerpt-links .tip { stroke: var(--quiet); }
.excerpt-links text { fill: var(--link); }
.under-fault { fill: var(--fault-tint); } .healing { fill: var(--healing-tint); }
.begins { stroke: var(--fault); stroke-dasharray: 2 3; } .healed { stroke: var(--fault); stroke-width: 2; }
.by-hand { fill: var(--doubt-tint); stroke: var(--doubt); stroke-dasharray: 2 3; } .timeline .of-hand { fill: var(--doubt); font-weight: 600; }
.letters rect { fill: var(--fault); } .timeline .in-letter { fill: var(--paper); font-weight: 600; } .timeline .at-heal { fill: var(--fault); font-weight: 600; }
.recovery-span .length { fill: var(--good); }
.recovery-span.open .length { fill: url(#never); stroke: var(--bad); stroke-dasharray: 3 3; }
.timeline .recovery-span text { font-weight: 600; fill: var(--good); }
.timeline .recovery-span.open text { fill: var(--bad); }
.strip text, .recovery-span text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.windows { list-style: none; padding: 0; margin: 0 0 .75rem; }
.windows li { padding: .1rem 0; overflow-wrap: anywhere; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; padding: 0; margin: 0 0 1.25rem; font-size: .8125rem; color: var(--quiet); }
.key li { display: flex; align-items: center; gap: .5rem; }
.key svg { width: 2rem; height: 1.125rem; flex: none; overflow: visible; }
`;

export const timelineStyle = `${patternStyle}${layoutStyle}${drawingStyle}`;
