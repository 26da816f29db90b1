import { expect, test } from 'vitest';
import { topics } from '../../system/contract/topics.ts';
import { evCharging } from './index.ts';

const letter = { by: 'central', topic: 'driver-events', partition: 2, offset: '10', error: 'no JSON', value: '{' };

test('a dead letter says that a record was set aside, and is no work of the service that wrote it', () => {
  const read = evCharging.read(topics.deadLetter, JSON.stringify(letter));
  expect(read).toMatchObject({ type: 'set-aside', role: 'other', id: 'central driver-events/2/10' });
  expect(evCharging.services.map(({ source }) => source)).not.toContain(read.source);
});

test('what is no letter and no event is not understood', () => {
  expect(() => evCharging.read(topics.deadLetter, '{}')).toThrow();
  expect(() => evCharging.read(topics.central, JSON.stringify(letter))).toThrow();
});
