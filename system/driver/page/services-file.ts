import type { VNode } from 'preact';
import { time } from '../../pages/format.ts';
import { html } from '../../pages/html.ts';
import type { DriverView } from './view.ts';

const shown = 20;

/** What the services file still holds, and when its next line is asked for. */
export function servicesFile(services: DriverView['services'], now: number): VNode | null {
  if (services === null) return null;
  const { left, done, nextAt } = services;
  const next =
    nextAt === null
      ? 'The next one comes when this one has ended.'
      : `The next one is asked for at ${time(nextAt, now)}.`;
  return html`
    <div class="card plain queue">
      <h3>Services file</h3>
      <p>${done} done, ${left.length} left. ${left.length === 0 ? '' : next}</p>
      ${left.length === 0 ? null : html`<ol>${left.slice(0, shown).map((id) => html`<li><bdi>${id}</bdi></li>`)}</ol>`}
      ${left.length > shown ? html`<p class="quiet">and ${left.length - shown} more</p>` : null}
    </div>
  `;
}
