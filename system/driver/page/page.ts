import type { VNode } from 'preact';
import { startOfDay, time } from '../../pages/format.ts';
import { html, type Page } from '../../pages/html.ts';
import { Action, type Typed } from '../../pages/parts/action.ts';
import { energyField, withEnergy } from '../../pages/parts/energy-field.ts';
import { requestLooks } from '../../pages/parts/state.ts';
import { PointCard } from './point-card.ts';
import { requestLists } from './request-lists.ts';
import { servicesFile } from './services-file.ts';
import type { DriverView } from './view.ts';

/** What a driver sees: where to charge, and what became of what was asked for. */
export const page: Page<DriverView> = {
  module: import.meta.url,
  body: (view) => html`
    <div role="status">${unreachable(view)}<p class="unseen">${spoken(view)}</p></div>
    <main class="split uneven">
      <section class="requests" aria-labelledby="requests">
        <h2 id="requests">Your requests</h2>
        ${view.requests.length === 0 ? html`<p class="nothing">You have asked for nothing yet.</p>` : null}
        ${requestLists(view.requests, startOfDay(view.at))}
        ${servicesFile(view.services, view.at)}
      </section>
      <section aria-labelledby="points">
        <h2 id="points">Charge points</h2>
        <div class="card plain">
          <h3>Ask by name</h3>
          <${Action} label="Ask for a charge" to="at the charge point of this name" post="/requests" once body=${askByName} fields=${nameFields} />
        </div>
        ${view.points.length === 0 ? html`<p class="nothing">The central has told of none yet.</p>` : null}
        <ul class="cards">${view.points.map((point) => html`<${PointCard} key=${point.id} item=${point} />`)}</ul>
      </section>
    </main>
  `,
};

const nameFields = html`
  <label class="field"><span>Charge point</span><input name="chargePointId" autocomplete="off" autocapitalize="off" spellcheck=${false} required /></label>
  ${energyField()}
`;

const askByName = (typed: Typed) =>
  typed.chargePointId?.trim()
    ? withEnergy(typed, { chargePointId: typed.chargePointId.trim() })
    : 'Type the name of a charge point, such as CP-1.';

const unreachable = ({ central, at }: DriverView): VNode | null =>
  central.reachable
    ? null
    : html`<p class="notice">Cannot reach the central${central.lastHeardAt === null ? '' : `: nothing was heard from it since ${time(central.lastHeardAt, at)}`}. What is shown of the charge points may be old.</p>`;

/** What is told aloud: how the newest request stands, in words that change only with its state. */
function spoken({ requests: [newest] }: DriverView): string {
  return newest ? `${newest.chargePointId}: ${requestLooks[newest.state].word}. ${newest.reason ?? ''}` : '';
}
