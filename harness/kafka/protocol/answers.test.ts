import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursor, signed, unsigned } from '../bytes.ts';
import { askToCreate } from './create-topics.ts';
import { KafkaError } from './errors.ts';
import { askFetch } from './fetch.ts';
import { askCommitted, askCoordinator, askGroups, askToDescribe } from './groups.ts';
import { askOffsets } from './list-offsets.ts';
import { askMetadata } from './metadata.ts';
import { askToAppend } from './produce.ts';
import type { Question } from './question.ts';

const place = { topic: 'a', partition: 0 };
const topicId = Buffer.alloc(16, 1).toString('base64url');
const questions: readonly Question<unknown>[] = [
  ...[askMetadata(['a']), askOffsets('end', [place]), askGroups, askToDescribe(['a']), askCommitted('a')],
  askFetch({ partitions: [{ topicId, partition: 0, from: 0, most: 1 }], maxWaitMs: 1, mostBytes: 1 }),
  ...[askCoordinator('a'), askToCreate([{ name: 'a', replicas: [[1]] }], 1)],
  askToAppend({ ...place, batch: Buffer.alloc(1), withinMs: 1 }),
];

test.each(questions)(
  'any answer to $name is read, refused, or called short: never another error, and never without end',
  ({ read }) => {
    // Zeros and bytes with all bits set are lengths that are none, or too many.
    const bytes = fc.array(fc.oneof(fc.constantFrom(0, 1, 2, 0xff, 0x7f), fc.nat(255)), { maxLength: 300 });
    fc.assert(
      fc.property(bytes, (answer) => {
        try {
          read(cursor(Buffer.from(answer)));
        } catch (error) {
          expect(error instanceof RangeError || error instanceof KafkaError, String(error)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  },
);

test('an array that claims more elements than it has bytes ends with them', () => {
  const next = cursor(Buffer.concat([unsigned(2 ** 40), Buffer.alloc(50)]));
  expect(() => next.compactArray(next.int)).toThrow(RangeError);
});

test('numbers of no fixed length come back as they were, and one without an end is none', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      // Of -1 this would be -0, which is another number to `toBe`, and none that is written.
      const half = Math.trunc(value / 2) + 0;
      expect(cursor(signed(half)).signed()).toBe(half);
      expect(cursor(unsigned(Math.abs(value))).unsigned()).toBe(Math.abs(value));
    }),
  );
  expect(() => cursor(Buffer.alloc(20, 0xff)).unsigned()).toThrow(RangeError);
});
