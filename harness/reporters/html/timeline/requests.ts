import type { LedgerRow } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { counted, milliseconds } from '../words.ts';
import { answered, extremes, heard, latencyMarks, type Took } from './latency.ts';
import { laneRow } from './row.ts';
import type { TimeScale } from './scale.ts';
import { deepest, waiting, waitingArea } from './waiting.ts';

/** What was asked over time: how much of it waited for Kafka, and how long it took. */
export function requestsLane(ledger: readonly LedgerRow[], scale: TimeScale): View {
  if (ledger.length === 0) return null;
  const depths = waiting(ledger);
  const [told, done] = [answered(ledger), heard(ledger)];
  const never = ledger.length - done.length;
  return html`
    <div class="lane tall">
      <h3>Requests <span class="aside">as whoever asks sees them</span></h3>
      ${laneRow(html`accepted, not yet in Kafka<span class="aside">the outbox, from outside: at most ${deepest(depths)}</span>`, depths.length === 0 ? html`<p class="nothing">none ever waited</p>` : waitingArea(depths, scale))}
      ${laneRow(html`answered after<span class="aside">${range(told)}</span>`, marks(told, scale))}
      ${laneRow(html`outcome known after<span class="aside">${range(done)}${never > 0 ? `; ${counted(never, 'never', 'never')}` : ''}</span>`, marks(done, scale))}
    </div>
  `;
}

const marks = (took: readonly Took[], scale: TimeScale): View =>
  took.length === 0 ? html`<p class="nothing">never</p>` : latencyMarks(took, scale);

function range(took: readonly Took[]): string {
  const found = extremes(took);
  return found ? `${milliseconds(found.quickest)} to ${milliseconds(found.slowest)}` : 'not one';
}
