import type { Report } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { byHand } from './by-hand.ts';
import type { TimeScale } from './scale.ts';
import { type Look, lookOf, met, said } from './stretch.ts';

/** Every look, in the order in which it is explained. Well is well: an answer and a good word look alike. */
const meanings: readonly (readonly [readonly Look[], string, string])[] = [
  [['answers', 'ready'], 'well', 'Kafka answers; a service says ready'],
  [['waiting'], 'between', 'a service says that it waits'],
  [['not-ready'], 'between', 'Kafka answers that it is not ready'],
  [['refused'], 'trouble', 'refused'],
  [['closed'], 'trouble', 'closed at once'],
  [['reset'], 'trouble', 'reset'],
  [['silent'], 'trouble', 'no answer'],
  [['garbled'], 'trouble', 'an answer without sense'],
  [['failing'], 'trouble', 'several of these by turns'],
  [['changing'], 'between', 'changing too fast to be drawn'],
];

/** What the colours and patterns of this picture mean; those that it has none of are left out. */
export function key(report: Report, scale: TimeScale): View {
  const [, end = 0] = scale.domain();
  const present = new Set(report.lanes.flatMap((lane) => [...met(lane, end), ...said(lane, end)].map(lookOf)));
  return html`
    <ul class="key">
      ${meanings.filter(([looks]) => looks.some((look) => present.has(look))).map(ofState)}
      <li><svg aria-hidden="true" focusable="false"><path class="ticks" d="M6 18V10M12 18V2M18 18V10" /></svg>records, higher where many came at once</li>
      ${report.ledger.length > 0 ? html`<li><svg class="latency" aria-hidden="true" focusable="false"><path d="M6 15h.01M16 9h.01M26 4h.01" /></svg>a request, higher the longer it took; tenfold is one step</li>` : null}
      ${report.faults.length > 0 ? html`<li><svg aria-hidden="true" focusable="false"><rect class="under-fault" width="65%" height="100%" /><rect class="healing" x="65%" width="35%" height="100%" /><line class="healed" x1="100%" x2="100%" y2="100%" /></svg>under a fault, being healed, healed</li>` : null}
      ${byHand(report) ? html`<li><svg aria-hidden="true" focusable="false"><rect class="by-hand" width="100%" height="100%" /></svg>after the story: restarts by hand, as a proof</li>` : null}
    </ul>
  `;
}

const ofState = ([[look], tone, meaning]: (typeof meanings)[number]): View => html`
  <li><svg aria-hidden="true" focusable="false"><g class=${`${tone} ${look}`}><rect width="100%" height="100%" /></g></svg>${meaning}</li>
`;
