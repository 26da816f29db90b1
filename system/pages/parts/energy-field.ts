import type { VNode } from 'preact';
import { wattHoursFrom } from '../format.ts';
import { html } from '../html.ts';
import type { Typed } from './action.ts';
import type { Body } from './send.ts';

/** An input for how much to charge, in kWh, with 10 in it. */
export const energyField = (to?: string): VNode => html`
  <label class="field energy"><span>kWh</span><input name="kWh" defaultValue="10" inputmode="decimal" autocomplete="off" required aria-label=${to === undefined ? undefined : `kWh ${to}`} /></label>
`;

/** What was typed there as `targetWh`, with more to send; or what is wrong with it. */
export function withEnergy({ kWh = '' }: Typed, more: Body = {}): Body | string {
  const targetWh = wattHoursFrom(kWh);
  return targetWh === undefined
    ? `"${kWh}" is no energy in kWh: type a number such as 10 or 7.5.`
    : { ...more, targetWh };
}
