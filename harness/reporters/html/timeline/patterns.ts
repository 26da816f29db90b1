import { html, type View } from '../html.ts';
import type { Stage } from '../stage-spans.ts';
import type { Look } from './stretch.ts';

/** Half of the line of each pattern lies outside of its tile, where it meets the next: so no seam shows. */
const lines: readonly (readonly [Exclude<Look, 'answers' | 'ready'>, string])[] = [
  ['refused', 'M-2 2L2 -2M0 8L8 0M6 10L10 6'],
  ['closed', 'M4 0V8'],
  ['reset', 'M0 0L8 8M8 0L0 8'],
  ['silent', 'M2 2h.01M6 6h.01'],
  ['garbled', 'M0 6L2 2L4 6L6 2L8 6'],
  ['waiting', 'M0 4H3'],
  ['not-ready', 'M0 2H8M0 6H8'],
  ['failing', 'M-2 6L2 10M0 0L8 8M6 -2L10 2'],
  ['changing', 'M4 0V8'],
];

/** Of the stages of a recovery; those that are missing are plain. */
const stages: readonly (readonly [Stage, string])[] = [
  ['metadata', 'M2 2h.01M6 6h.01'],
  ['joined', 'M4 0V8'],
  ['fetched', 'M0 4H8'],
  ['caughtUp', 'M-2 6L2 10M0 0L8 8M6 -2L10 2'],
];

/** What colour alone would say, said by lines as well. The whole page shares these; nothing of it is shown by itself. */
export const patterns = (): View => html`
  <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      ${lines.map(([state, line]) => html`<pattern id=${`state-${state}`} class=${`pattern-${state}`} width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" /><path d=${line} /></pattern>`)}
      ${stages.map(([stage, line]) => html`<pattern id=${`stage-${stage}`} width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" /><path d=${line} /></pattern>`)}
      <pattern id="never" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" /><path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" /></pattern>
    </defs>
  </svg>
`;
