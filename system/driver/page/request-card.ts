import { kilowattHours, time } from '../../pages/format.ts';
import { html } from '../../pages/html.ts';
import { progress, supplyFigures, ticket } from '../../pages/parts/figures.ts';
import { onceDrawn } from '../../pages/parts/once-drawn.ts';
import { badge, requestLooks } from '../../pages/parts/state.ts';
import type { RequestView } from './view.ts';

const steps = ['asked', 'authorised', 'supplying', 'charged'] as const;

/** A request: how far it has come, what has flowed, and how it ended. */
export const RequestCard = onceDrawn((request: RequestView, today: number) => {
  const { id, chargePointId, targetWh, askedAt, state, reason } = request;
  const look = requestLooks[state];
  return html`
    <li class=${`card ${look.tone}`} data-id=${id} data-state=${state}>
      <header><h3><bdi>${chargePointId}</bdi></h3>${badge(look)}</header>
      <p class="where">${kilowattHours(targetWh)} asked for at ${time(askedAt, today)}</p>
      ${state === 'denied' || state === 'cancelled' ? null : stepList(state)}
      ${amounts(request)}
      ${reason === null ? null : html`<p class="reason"><bdi>${reason}</bdi></p>`}
    </li>
  `;
});

const stepList = (state: (typeof steps)[number]) => html`
  <ol class="steps" aria-label="Steps">
    ${steps.map((step, index) => {
      const reached = index <= steps.indexOf(state);
      return html`<li class=${reached ? 'reached' : undefined} aria-current=${step === state ? 'step' : undefined}>${requestLooks[step].word}</li>`;
    })}
  </ol>
`;

/** What has flowed; and once it is over and paid for, its ticket. */
function amounts({
  chargePointId,
  state,
  targetWh,
  powerW,
  suppliedWh,
  amountCents,
  priceCentsPerKwh,
}: RequestView): unknown {
  if (suppliedWh === null || amountCents === null) return null;
  if (state === 'charged' && priceCentsPerKwh !== null) return ticket({ suppliedWh, priceCentsPerKwh, amountCents });
  return [
    supplyFigures({ powerW: powerW ?? 0, suppliedWh, amountCents }),
    progress({ suppliedWh, targetWh, label: `Charged at ${chargePointId}` }),
  ];
}
