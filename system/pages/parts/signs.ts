import type { VNode } from 'preact';
import { html } from '../html.ts';
import { badge, type Tone } from './state.ts';

/** Somebody whom this service depends on, and how that stands. */
export interface Sign {
  readonly name: string;
  readonly well: boolean;
  readonly word: string;
  readonly detail?: string | null;
  /** When it is not well. */
  readonly tone?: Tone;
}

/** How those stand on whom this service depends. */
export const signs = (list: readonly Sign[]): VNode => html`
  <ul class="signs">${list.map(
    ({ name, well, word, detail = null, tone = 'bad' }) => html`
      <li>
        <span>${name}</span>
        ${badge(well ? { word, tone: 'good', shape: 'check' } : { word, tone, shape: tone === 'bad' ? 'warning' : 'cut' })}
        ${detail === null ? null : html`<p class="reason"><bdi>${detail}</bdi></p>`}
      </li>
    `,
  )}</ul>
`;
