import { price } from '../../../pages/format.ts';
import { html, type Page } from '../../../pages/html.ts';
import { figures } from '../../../pages/parts/figures.ts';
import { signs } from '../../../pages/parts/signs.ts';
import type { MonitorView } from './view.ts';

const links = { registered: 'Registered', refused: 'Refused', absent: 'Out of reach' } as const;

/** What a monitor watches, and who hears of it. */
export const page: Page<MonitorView> = {
  module: import.meta.url,
  body: ({ chargePointId, location, priceCentsPerKwh, engine, central }) => html`
    <main class="split">
      <section class="card plain" aria-labelledby="links">
        <h2 id="links">Links</h2>
        <div role="status">
          ${signs([
            { name: 'Engine', well: engine.well, word: engine.well ? 'Well' : 'Not well', detail: engine.reason },
            {
              name: 'Central',
              well: central.state === 'registered',
              word: links[central.state],
              detail: central.reason,
              tone: central.state === 'refused' ? 'bad' : 'idle',
            },
          ])}
        </div>
      </section>
      <section class="card plain" aria-labelledby="point">
        <h2 id="point">Charge point</h2>
        ${figures([
          ['Id', html`<bdi>${chargePointId}</bdi>`],
          ['Location', html`<bdi>${location}</bdi>`],
          ['Price', price(priceCentsPerKwh)],
        ])}
      </section>
    </main>
  `,
};
