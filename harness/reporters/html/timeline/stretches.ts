import type { Lane, Report, TopicLane } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { table } from '../table.ts';
import { counted, milliseconds, seconds, span } from '../words.ts';
import { answered, extremes, heard, type Took } from './latency.ts';
import { met, type Stretch, said, wordsOf } from './stretch.ts';
import { timelineColumns } from './style.ts';
import { deepest, waiting } from './waiting.ts';

/** More rows help no reader; all of them are in report.json. */
const rowsAtMost = 600;

/** The picture as a table: for who hears the page, and for who wants the numbers. */
export function stretchTable({ lanes, topics = [], ledger }: Report, end: number): View {
  const rows = [...lanes.flatMap((lane) => rowsOf(lane, end)), ...topics.map(topicRow), ...requestRows(ledger)];
  const more = rows.length - rowsAtMost;
  return html`
    <details>
      <summary>The same as a table</summary>
      ${table({ name: 'stretches', caption: 'Each service over time', columns: timelineColumns, rows: rows.slice(0, rowsAtMost) })}
      ${more > 0 ? html`<p>${counted(more, 'more stretch is', 'more stretches are')} in report.json.</p>` : null}
    </details>
  `;
}

const topicRow = ({ topic, records }: TopicLane): View[] => [
  topic,
  'records in the topic',
  counted(records.length, 'record'),
  span(records[0] ?? 0, records.at(-1) ?? 0),
];

function requestRows(ledger: Report['ledger']): View[][] {
  const depths = waiting(ledger);
  const most = deepest(depths);
  const summit = depths.find(({ count }) => count === most);
  const took = (name: string, all: readonly Took[]): View[][] => {
    const found = extremes(all);
    if (!found) return [];
    const { quickest, slowest } = found;
    const when = span(all[0]?.at ?? 0, all.at(-1)?.at ?? 0);
    return [
      [
        'requests',
        name,
        `${counted(all.length, 'request')}, ${milliseconds(quickest)} to ${milliseconds(slowest)}`,
        when,
      ],
    ];
  };
  return [
    ...(summit ? [['requests', 'accepted, not yet in Kafka', `at most ${summit.count}`, seconds(summit.at)]] : []),
    ...took('answered after', answered(ledger)),
    ...took('outcome known after', heard(ledger)),
  ];
}

function rowsOf(lane: Lane, end: number): View[][] {
  const [first, last] = [lane.records[0], lane.records.at(-1)];
  return [
    ...met(lane, end).map((stretch) => rowOf(lane, 'route to Kafka', stretch)),
    ...said(lane, end).map((stretch) => rowOf(lane, 'word on /health', stretch)),
    ...(first === undefined || last === undefined
      ? []
      : [[lane.service, 'records in Kafka', counted(lane.records.length, 'record'), span(first, last)]]),
  ];
}

const rowOf = ({ service }: Lane, watched: string, stretch: Stretch): View[] => [
  service,
  watched,
  wordsOf(stretch),
  span(stretch.from, stretch.to),
];
