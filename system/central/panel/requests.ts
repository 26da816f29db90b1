import type { VNode } from 'preact';
import { euros, kilowattHours, time } from '../../pages/format.ts';
import { html } from '../../pages/html.ts';
import { badge, requestLooks } from '../../pages/parts/state.ts';
import type { SessionView } from './view.ts';

/** The requests that have not come to an end. */
export const requestTable = (requests: readonly SessionView[], now: number): VNode => html`
  <section aria-labelledby="requests">
    <h2 id="requests">Running requests</h2>
    ${
      requests.length === 0
        ? html`<p class="nothing">None.</p>`
        : html`
        <div class="scroll" tabindex="0" role="group" aria-label="Table of the running requests">
          <table>
            <caption class="unseen">Requests that have not come to an end, the oldest first</caption>
            <thead><tr><th scope="col">Asked at</th><th scope="col">Driver</th><th scope="col">Charge point</th><th scope="col">State</th><th scope="col" class="number">Energy</th><th scope="col" class="number">Amount</th></tr></thead>
            <tbody>${requests.map((request) => row(request, now))}</tbody>
          </table>
        </div>`
    }
  </section>
`;

const row = (
  { id, askedAt, driverId, chargePointId, state, suppliedWh, targetWh, amountCents }: SessionView,
  now: number,
) => html`
  <tr key=${id}>
    <td class="when">${time(askedAt, now)}</td>
    <td><bdi>${driverId}</bdi></td>
    <td><bdi>${chargePointId}</bdi></td>
    <td>${badge(requestLooks[state])}</td>
    <td class="number figure">${kilowattHours(suppliedWh)} <span class="quiet">of ${kilowattHours(targetWh)}</span></td>
    <td class="number figure">${euros(amountCents)}</td>
  </tr>
`;
