import type { VNode } from 'preact';
import { price, time } from '../../pages/format.ts';
import { html } from '../../pages/html.ts';
import { Action } from '../../pages/parts/action.ts';
import { supplyFigures } from '../../pages/parts/figures.ts';
import { onceDrawn } from '../../pages/parts/once-drawn.ts';
import { badge, pointLooks } from '../../pages/parts/state.ts';
import type { PointView } from './view.ts';

/** A charge point, what it is up to, and what can be done about it. */
export const PointCard = onceDrawn((point: PointView, today: number): VNode => {
  const { id, location, priceCentsPerKwh, state, stopped } = point;
  const look = pointLooks[state];
  return html`
    <li class=${`card ${look.tone}`} data-id=${id} data-state=${state}>
      <header><h3><bdi>${id}</bdi></h3>${badge(look)}</header>
      <p class="where"><bdi>${location}</bdi> <span class="price">${price(priceCentsPerKwh)}</span></p>
      <div class="now">${now(point, today)}</div>
      ${
        stopped
          ? html`<${Action} key="do" label="Resume" to=${id} post=${`/charge-points/${encodeURIComponent(id)}/resume`} />`
          : html`<${Action} key="do" label="Stop" to=${id} post=${`/charge-points/${encodeURIComponent(id)}/stop`} />`
      }
    </li>
  `;
});

/** What there is to say of it in its state; and that it is stopped, when its state does not say so. */
const now = (point: PointView, today: number): readonly unknown[] => [
  inState(point, today),
  point.stopped && point.state !== 'OUT_OF_ORDER' ? html`<p>Out of Order as well, on purpose.</p>` : null,
];

function inState({ state, session, fault, since, lastLifeSignAt }: PointView, today: number): unknown {
  const holder = session ? html`<p class="holder">Driver <bdi>${session.driverId}</bdi></p>` : null;
  if (session && state === 'SUPPLYING') return [supplyFigures(session), holder];
  if (state === 'BROKEN') return html`<p class="fault"><bdi>${fault ?? 'Its engine does not answer.'}</bdi></p>`;
  if (state === 'DISCONNECTED') return html`<p>${lost(since, lastLifeSignAt, today)}</p>`;
  if (state === 'OUT_OF_ORDER') return html`<p>Stopped by the central at ${time(since, today)}.</p>`;
  return session ? [holder, html`<p>Asked for. Nothing is plugged in yet.</p>`] : html`<p class="quiet">Free</p>`;
}

const lost = (since: number, lastLifeSignAt: number | null, today: number): string =>
  lastLifeSignAt === null
    ? `No life sign since the central started at ${time(since, today)}.`
    : `Since ${time(since, today)}. Last life sign at ${time(lastLifeSignAt, today)}.`;
