import type { VNode } from 'preact';
import { html } from '../../../pages/html.ts';
import { signs } from '../../../pages/parts/signs.ts';
import type { ChargePointView } from './view.ts';

/** Whom this charge point depends on, and whether they are there. */
export function surroundings({ monitor, health }: ChargePointView): VNode {
  const kafka = !health.waitingFor.includes('kafka');
  const central = monitor.present && monitor.reachesCentral;
  const unseen = monitor.present ? 'Out of reach' : 'Not known without the monitor';
  return html`
    <section class="card plain" aria-labelledby="connections">
      <h2 id="connections">Connections</h2>
      ${signs([
        { name: 'Monitor', well: monitor.present, word: monitor.present ? 'Present' : 'No life sign', tone: 'idle' },
        { name: 'Central', well: central, word: central ? 'In reach' : unseen, tone: 'idle' },
        { name: 'Kafka', well: kafka, word: kafka ? 'Connected' : 'Away', tone: 'idle' },
      ])}
    </section>
  `;
}
