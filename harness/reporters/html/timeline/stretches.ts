import type { Lane } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { table } from '../table.ts';
import { counted, span } from '../words.ts';
import { met, type Stretch, said, wordsOf } from './stretch.ts';
import { timelineColumns } from './style.ts';

/** More rows help no reader; all of them are in report.json. */
const rowsAtMost = 600;

/** The picture as a table: for who hears the page, and for who wants the numbers. */
export function stretchTable(lanes: readonly Lane[], end: number): View {
  const rows = lanes.flatMap((lane) => rowsOf(lane, end));
  const more = rows.length - rowsAtMost;
  return html`
    <details>
      <summary>The same as a table</summary>
      ${table({ name: 'stretches', caption: 'Each service over time', columns: timelineColumns, rows: rows.slice(0, rowsAtMost) })}
      ${more > 0 ? html`<p>${counted(more, 'more stretch is', 'more stretches are')} in report.json.</p>` : null}
    </details>
  `;
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
