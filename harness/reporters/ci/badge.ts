import type { GateOutcome, GateResult } from '../../suite/gate/result.ts';
import { html, markup } from '../html/html.ts';

/** White on each has a contrast of at least 4.5:1; the word says the same without the colour. */
const colours: Readonly<Record<GateOutcome, string>> = {
  passed: '#0a6b3b',
  warned: '#7d4c00',
  failed: '#ab1420',
  inconclusive: '#5a626d',
};
const label = 'resilience';
const height = 20;
/** Verdana at 11 px, which is what a reader without it gets something alike of: never narrower than a letter needs. */
const letterWidth = 7;
const padding = 6;

const widthOf = (text: string): number => text.length * letterWidth + 2 * padding;

/** A small picture of the outcome for a README: it needs no other file and says in words what its colour says. */
export function renderBadge({ outcome }: Pick<GateResult, 'outcome'>): string {
  const left = widthOf(label);
  const width = left + widthOf(outcome);
  const text = `${label}: ${outcome}`;
  return `${markup(html`
    <svg xmlns="http://www.w3.org/2000/svg" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-labelledby="badge-title">
      <title id="badge-title">${text}</title>
      <rect width=${width} height=${height} rx="3" fill="#33383f" />
      <path d=${`M${left} 0h${width - left - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${width - left - 3}z`} fill=${colours[outcome]} />
      <g fill="#ffffff" font-family="Verdana, 'DejaVu Sans', sans-serif" font-size="11" text-anchor="middle" aria-hidden="true">
        <text x=${left / 2} y="14">${label}</text>
        <text x=${left + (width - left) / 2} y="14">${outcome}</text>
      </g>
    </svg>
  `)}\n`;
}
