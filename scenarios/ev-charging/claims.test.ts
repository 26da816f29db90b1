import { expect, test } from 'vitest';
import { claims } from './claims.ts';

const line = (fields: object) => JSON.stringify({ level: 30, service: 'central', ...fields });

test.each([
  [{ msg: 'published', event: 'e-1' }, { event: 'e-1' }],
  [{ msg: 'producer is up' }, { sends: true }],
  [{ msg: 'producer waits for Kafka' }, { sends: false }],
  [{ msg: 'consumer is lost and will be built anew' }, { hears: false }],
  [{ msg: 'Kafka producer reconnected successfully' }, { sends: true }],
  [{ msg: 'Failed to connect to Kafka after 10 attempts' }, { sends: false }],
])('%j claims %j', (fields, claim) => {
  expect(claims(line(fields))).toEqual(claim);
});

test.each(['', 'no JSON', 'null', '7', line({ msg: 'published' }), line({ msg: 'listening' }), line({ msg: 7 })])(
  '%s claims nothing',
  (said) => {
    expect(claims(said)).toBeUndefined();
  },
);
