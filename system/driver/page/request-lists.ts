import type { VNode } from 'preact';
import { html } from '../../pages/html.ts';
import { RequestCard } from './request-card.ts';
import type { RequestView } from './view.ts';

const endedInSight = 3;
const ended = ({ state }: RequestView): boolean => state === 'charged' || state === 'denied' || state === 'cancelled';

/** What is under way and what has just ended; what ended before that is folded away. */
export function requestLists(requests: readonly RequestView[], today: number): readonly (VNode | null)[] {
  const old = requests.filter(ended).slice(endedInSight);
  const inSight = requests.filter((request) => !old.includes(request));
  return [
    cards(inSight, today),
    old.length === 0
      ? null
      : html`<details class="earlier"><summary>Earlier requests (${old.length})</summary>${cards(old, today)}</details>`,
  ];
}

const cards = (requests: readonly RequestView[], today: number): VNode => html`
  <ul class="cards">${requests.map((request) => html`<${RequestCard} key=${request.id} item=${request} today=${today} />`)}</ul>
`;
