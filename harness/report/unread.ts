import { heardLate, placeWords, recordWords, undated, unreadableIn, unseenIn } from '../analysis/hidden.ts';
import type { History } from '../model/history.ts';

/** So many are shown of each kind. */
const samples = 3;

/** What was in Kafka and is evidence of nothing, in sentences with samples: nobody must take it for what is not there. */
export function unread(history: History): string[] {
  const all = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const [records, places, late] = [unreadableIn(history, all), unseenIn(history, all), heardLate(history)];
  const last = late.filter(({ seen }) => seen === 'final').length;
  const time = undated(history);
  return [
    ...told(records.length, 'record', 'that the description of the system cannot read', records.map(recordWords)),
    ...told(places.length, 'place', 'in the topics could not be read', places.map(placeWords)),
    ...(late.length === 0
      ? []
      : [`${late.length} of ${history.of('record').length} records were heard late (${last} only by the last read)`]),
    ...(time ? [time.because] : []),
  ];
}

function told(count: number, one: string, what: string, words: readonly string[]): string[] {
  if (count === 0) return [];
  const more = count > samples ? `; and ${count - samples} more` : '';
  return [`${count} ${one}${count === 1 ? '' : 's'} ${what}: ${words.slice(0, samples).join('; ')}${more}`];
}
