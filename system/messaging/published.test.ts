import { expect, test } from 'vitest';
import { openLog } from '../service/log.ts';
import type { MessagingOptions } from './port.ts';
import { tellPublished } from './published.ts';

/** What the log has after these values were acknowledged. */
function logged(values: readonly string[], logPublished?: boolean): unknown[] {
  const lines: string[] = [];
  const log = openLog('central', { write: (line) => void lines.push(line) });
  tellPublished(values, { log, ...(logPublished === undefined ? {} : { logPublished }) } as MessagingOptions);
  return lines.map((line) => JSON.parse(line));
}

const values = [JSON.stringify({ id: 'e-1' }), JSON.stringify({ by: 'central', value: 'a letter' }), '{"id":"e-2"}'];

test('each event that Kafka has acknowledged is a line with its id, and a letter about one is not', () => {
  const published = { level: 30, msg: 'published' };
  expect(logged(values, true)).toMatchObject([
    { ...published, event: 'e-1' },
    { ...published, event: 'e-2' },
  ]);
});

test('unless that was asked for nothing is written', () => {
  expect(logged(values)).toEqual([]);
  expect(logged(values, false)).toEqual([]);
});
