import type { Verdict } from '../../model/verdict.ts';
import { html, type View } from './html.ts';

/** The three verdicts as outline and sign: told apart without colour, and without reading. */
const shapes: Readonly<Record<Verdict, { outline: string; sign: string }>> = {
  recovered: { outline: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 0 1 0-21z', sign: 'M7 12.4l3.4 3.4L17 8.6' },
  violated: { outline: 'M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z', sign: 'M8 8l8 8M16 8l-8 8' },
  // No diamond: with its question mark it would be the sign that browsers draw for a broken character.
  inconclusive: {
    outline: 'M12 1.4L23.4 21.6Q23.6 22.4 22.8 22.4H1.2Q.4 22.4 .6 21.6z',
    sign: 'M9.7 11.6a2.3 2.3 0 1 1 3.5 2c-.8.5-1.2.9-1.2 1.8M12 18.7v.1',
  },
};

/** The sign of a verdict; the word stands beside it. */
export const verdictMark = (verdict: Verdict): View => html`
  <svg class=${`mark ${verdict}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path class="outline" d=${shapes[verdict].outline} />
    <path class="sign" d=${shapes[verdict].sign} />
  </svg>
`;

/** A word with the sign of its verdict. */
export const marked = (verdict: Verdict, word: View): View => html`
  <span class=${`marked ${verdict}`}>${verdictMark(verdict)}<span>${word}</span></span>
`;

export const markStyle = `
.mark { width: 1.15em; height: 1.15em; flex: none; }
.mark .outline { fill: var(--mark); }
.mark .sign { fill: none; stroke: var(--paper); stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
.marked { display: inline-flex; align-items: center; gap: .4em; font-weight: 600; color: var(--mark); }
.recovered { --mark: var(--good); --tint: var(--good-tint); }
.violated { --mark: var(--bad); --tint: var(--bad-tint); }
.inconclusive { --mark: var(--doubt); --tint: var(--doubt-tint); }
`;
