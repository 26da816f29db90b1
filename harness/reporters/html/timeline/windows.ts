import { greatest } from '../../../analysis/extremes.ts';
import type { FaultReport } from '../../../report/model.ts';
import { faultLetter } from '../faults.ts';
import { html, type View } from '../html.ts';
import { seconds } from '../words.ts';
import { percent, room, type TimeScale } from './scale.ts';

/** Height of one row of letters, in pixels. */
const rowHeight = 22;
/** Two letters nearer than this, in percent of the width, would touch on a phone. */
const nearest = 9;

/** A fault with its letter and the row of letters in which nothing covers it. */
interface Window {
  readonly fault: FaultReport;
  readonly letter: string;
  readonly row: number;
}

/** Gives each fault a row: faults that were there together stand below each other. */
export function placed(faults: readonly FaultReport[], scale: TimeScale): Window[] {
  const ends: number[] = [];
  return faults.map((fault, index) => {
    const from = scale(fault.from);
    const free = ends.findIndex((end) => end <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = Math.max(scale(fault.to), from + nearest);
    return { fault, letter: faultLetter(index), row };
  });
}

/** Through all lanes: the time under a fault, the time of its healing, and the line at which it was healed. */
export const shades = (faults: readonly FaultReport[], scale: TimeScale): View =>
  faults.map((fault) => {
    const [from, healFrom, to] = [scale(fault.from), scale(fault.healFrom), scale(fault.to)];
    return html`
      <rect class="under-fault" x=${percent(from)} width=${percent(healFrom - from)} height="100%" />
      <rect class="healing" x=${percent(healFrom)} width=${percent(to - healFrom)} height="100%" />
      <line class="begins" x1=${percent(from)} x2=${percent(from)} y1="0" y2="100%" />
      <line class="healed" x1=${percent(to)} x2=${percent(to)} y1="0" y2="100%" />
    `;
  });

/** Above the lanes: the letter of each fault, its title where there is room, and a word at its heal. */
export function letters(faults: readonly FaultReport[], scale: TimeScale): View {
  const windows = placed(faults, scale);
  const rows = greatest(
    windows.map(({ row }) => row + 1),
    0,
  );
  return html`
    <svg class="letters" height=${rows * rowHeight} role="img" aria-label=${faults.map(({ title }, index) => `${faultLetter(index)}: ${title}`).join('; ')}>
      ${windows.map((window) => letterOf(window, windows, scale))}
    </svg>
  `;
}

function letterOf({ fault, letter, row }: Window, windows: readonly Window[], scale: TimeScale): View {
  const [from, to] = [scale(fault.from), scale(fault.to)];
  const next = windows.find((other) => other.row === row && other.fault.from > fault.from);
  const title = room(`${letter} ${fault.title}`, to - from);
  const healed = room('healed', (next ? scale(next.fault.from) : 100) - to);
  const y = row * rowHeight;
  return html`
    <svg x=${percent(from)} y=${y} overflow="visible"><rect width="18" height="18" rx="3" /><text class="in-letter" x="9" y="13.5" text-anchor="middle">${letter}</text></svg>
    ${title ? html`<text class=${title} x=${percent(from)} dx="25" y=${y + 13.5}>${fault.title}</text>` : null}
    ${healed ? html`<text class=${`at-heal ${healed}`} x=${percent(to)} dx="5" y=${y + 13.5}>healed</text>` : null}
  `;
}

/** The same in words, above the picture. */
export const windowList = (faults: readonly FaultReport[]): View =>
  faults.length === 0
    ? null
    : html`<ul class="windows">${faults.map(({ title, from, healFrom, to }, index) => html`<li><span class="letter">${faultLetter(index)}</span> ${title}: there from ${seconds(from)}, its heal began at ${seconds(healFrom)} and was done at ${seconds(to)}</li>`)}</ul>`;
