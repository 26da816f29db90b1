import type { VNode } from 'preact';
import { startOfDay } from '../../pages/format.ts';
import { html, type Page } from '../../pages/html.ts';
import { Action } from '../../pages/parts/action.ts';
import { icon } from '../../pages/parts/icon.ts';
import { pointLooks } from '../../pages/parts/state.ts';
import { PointCard } from './card.ts';
import { messageList } from './messages.ts';
import { requestTable } from './requests.ts';
import type { PanelView, PointView } from './view.ts';

/** What the administrator of the charging network sees. */
export const page: Page<PanelView> = {
  module: import.meta.url,
  body: ({ points, requests, messages, at }) => html`
    <div class="toolbar">
      ${counts(points)}
      <div class="actions">
        <${Action} label="Stop all" post="/stop" tone="grave" />
        <${Action} label="Resume all" post="/resume" />
      </div>
    </div>
    <main>
      <section aria-labelledby="points">
        <h2 id="points">Charge points</h2>
        ${points.length === 0 ? html`<p class="nothing">None yet. A charge point appears here when its monitor has registered it.</p>` : null}
        <ul class="cards">${points.map((point) => html`<${PointCard} key=${point.id} item=${point} today=${startOfDay(at)} />`)}</ul>
      </section>
      ${requestTable(requests, at)}
      ${messageList(messages, at)}
    </main>
  `,
};

/** How many there are in each state: the one thing that is told aloud whenever it changes. */
function counts(points: readonly PointView[]): VNode {
  const states = Object.entries(pointLooks).map(([state, look]) => {
    const count = points.filter((point) => point.state === state).length;
    return html`<li class=${count === 0 ? 'idle' : look.tone}>${icon(look.shape)}<span><b>${count}</b> ${look.word}</span></li>`;
  });
  return html`<div role="status"><ul class="counts">${states}</ul></div>`;
}
