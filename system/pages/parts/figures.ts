import type { VNode } from 'preact';
import { euros, exactKilowattHours, kilowattHours, kilowatts, percent, price } from '../format.ts';
import { html } from '../html.ts';

/** Names and values; a value may be a text or a part of a page. */
export const figures = (pairs: readonly (readonly [string, unknown])[]): VNode => html`
  <dl class="figures">${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;

/** A figure whose unit stands back. */
function withUnit(text: string): VNode {
  const [figure, unit] = text.split(' ');
  return html`<span class="figure">${figure} <small>${unit}</small></span>`;
}

/** Power in W, energy in Wh, money in cents. */
export interface Supply {
  readonly powerW: number;
  readonly suppliedWh: number;
  readonly amountCents: number;
}

/** What flows now, what has flowed, and what that costs. */
export const supplyFigures = ({ powerW, suppliedWh, amountCents }: Supply): VNode =>
  figures([
    ['Power', withUnit(kilowatts(powerW))],
    ['Energy', withUnit(kilowattHours(suppliedWh))],
    ['Amount', html`<span class="figure">${euros(amountCents)}</span>`],
  ]);

export interface Progress {
  readonly suppliedWh: number;
  readonly targetWh: number;
  /** Of what: for those who cannot see what it stands beside. */
  readonly label: string;
}

/** How much of what was asked for has been supplied. */
export function progress({ suppliedWh, targetWh, label }: Progress): VNode {
  const done = percent(suppliedWh, targetWh);
  return html`
    <div class="progress">
      <progress max="100" value=${done} aria-label=${label}>${done} %</progress>
      <span>${done} % of ${kilowattHours(targetWh)}</span>
    </div>
  `;
}

/** Energy in Wh, money in cents. */
export interface Ticket {
  readonly suppliedWh: number;
  readonly priceCentsPerKwh: number;
  readonly amountCents: number;
}

/** What is to be paid, and how that comes. */
export const ticket = ({ suppliedWh, priceCentsPerKwh, amountCents }: Ticket): VNode => html`
  <p class="ticket"><span>${exactKilowattHours(suppliedWh)}</span> <span>× ${price(priceCentsPerKwh)}</span> <strong>= ${euros(amountCents)}</strong></p>
`;
