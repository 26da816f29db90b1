import type { VNode } from 'preact';
import { price } from '../../../pages/format.ts';
import { html, type Page } from '../../../pages/html.ts';
import { badge, type Look, pointLooks } from '../../../pages/parts/state.ts';
import { controls } from './controls.ts';
import { lastSession, openSession } from './session.ts';
import { surroundings } from './surroundings.ts';
import type { ChargePointView } from './view.ts';

/** What stands before whoever stands before the charge point. */
export const page: Page<ChargePointView> = {
  module: import.meta.url,
  // It learns who it is from its monitor.
  heading: ({ chargePointId }) => (chargePointId === null ? undefined : `Charge point ${chargePointId}`),
  body: (view) => html`
    <main class="split">
      <section class=${`card front ${look(view).tone}`} aria-labelledby="now">
        <header><h2 id="now">Now</h2><div role="status">${badge(look(view))}</div></header>
        <p class="where">${view.priceCentsPerKwh === null ? 'The price is not known yet.' : price(view.priceCentsPerKwh)}</p>
        ${said(view)}
        ${openSession(view.session)}
        ${controls(view)}
      </section>
      <div class="stack">
        ${lastSession(view.last)}
        ${surroundings(view)}
      </div>
    </main>
  `,
};

/** Its state as central would call it; one that waits for the plug says so. */
function look({ fault, stopped, monitor, session }: ChargePointView): Look {
  if (fault !== null) return pointLooks.BROKEN;
  if (session?.state === 'supplying') return pointLooks.SUPPLYING;
  if (!monitor.present) return pointLooks.DISCONNECTED;
  if (stopped !== null) return pointLooks.OUT_OF_ORDER;
  return session?.state === 'accepted'
    ? { ...pointLooks.ACTIVATED, word: 'Waiting for the plug' }
    : pointLooks.ACTIVATED;
}

const said = ({ fault, stopped }: ChargePointView): readonly (VNode | null)[] => [
  fault === null ? null : html`<p class="fault"><bdi>${fault}</bdi></p>`,
  stopped === null ? null : html`<p class="reason">Out of Order: <bdi>${stopped}</bdi></p>`,
];
