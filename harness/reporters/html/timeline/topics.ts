import type { TopicLane } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { counted } from '../words.ts';
import { pileUp, recordTicks } from './record-ticks.ts';
import { laneRow } from './row.ts';
import type { TimeScale } from './scale.ts';

/** What came into each topic over time, by the broker's own date. */
export function topicsLane(topics: readonly TopicLane[], scale: TimeScale): View {
  if (topics.length === 0) return null;
  const { pictures, highest } = pileUp(topics, scale);
  return html`
    <div class="lane">
      <h3>Topics <span class="aside">as the broker dated each record</span></h3>
      ${pictures.map(({ of: { topic, records }, piles }) => laneRow(html`${topic}<span class="aside">: ${counted(records.length, 'record')}</span>`, recordTicks(records, piles, highest)))}
    </div>
  `;
}
