import type { VNode } from 'preact';
import { html } from '../../../pages/html.ts';
import { progress, supplyFigures, ticket } from '../../../pages/parts/figures.ts';
import type { ChargeView } from './view.ts';

/** The session that is open here, with what flows. */
export const openSession = (session: ChargeView | null): VNode =>
  session === null
    ? html`<p class="nothing">No session.</p>`
    : html`
      <div class="session" data-state=${session.state}>
        ${supplyFigures(session)}
        ${progress({ ...session, label: 'Charged of what was asked for' })}
        <p class="holder">Driver <bdi>${session.driverId}</bdi></p>
      </div>
    `;

const ends = { accepted: 'Accepted', supplying: 'Supplying', ended: 'Ended', refused: 'Refused', expired: 'Expired' };

/** The session that ended last, with what is to be paid for it. */
export const lastSession = (last: ChargeView | null): VNode => html`
  <section class="card plain" aria-labelledby="last">
    <h2 id="last">Last session</h2>
    ${
      last === null
        ? html`<p class="nothing">None yet.</p>`
        : html`
        <p class="holder">${ends[last.state]}. Driver <bdi>${last.driverId}</bdi></p>
        ${last.state === 'ended' ? ticket(last) : null}
        ${last.reason === null ? null : html`<p class="reason"><bdi>${last.reason}</bdi></p>`}
      `
    }
  </section>
`;
