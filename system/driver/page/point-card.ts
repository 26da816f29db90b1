import type { PointSummary } from '../../contract/events.ts';
import { price } from '../../pages/format.ts';
import { html } from '../../pages/html.ts';
import { Action } from '../../pages/parts/action.ts';
import { energyField, withEnergy } from '../../pages/parts/energy-field.ts';
import { onceDrawn } from '../../pages/parts/once-drawn.ts';
import { badge, pointLooks } from '../../pages/parts/state.ts';

/** A charge point, and the asking for it. Whoever types there goes on typing, even when somebody else has just taken it. */
export const PointCard = onceDrawn(
  ({ id, location, priceCentsPerKwh, state, detail }: PointSummary) => html`
  <li class=${`card ${pointLooks[state].tone}`} data-id=${id} data-state=${state}>
    <header><h3><bdi>${id}</bdi></h3>${badge(pointLooks[state])}</header>
    <p class="where"><bdi>${location}</bdi> <span class="price">${price(priceCentsPerKwh)}</span></p>
    ${detail === null ? null : html`<p class="quiet"><bdi>${detail}</bdi></p>`}
    <div class=${state === 'ACTIVATED' ? 'ask' : 'ask taken'}>
      <${Action} label="Ask for a charge" to=${`at ${id}`} post="/requests" once fields=${energyField(`at ${id}`)}
        body=${(typed: Readonly<Record<string, string>>) => withEnergy(typed, { chargePointId: id })} />
    </div>
  </li>
`,
);
