import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baselineFromFormat1, checksOfFormat1, factFromFormat1, reportFromFormat1 } from './format-1.ts';

const anything = fc.jsonValue().map((value): unknown => value);

test('whatever an old document is, it is upgraded without an error, and only once', () => {
  for (const upgrade of [factFromFormat1, reportFromFormat1, baselineFromFormat1]) {
    fc.assert(
      fc.property(anything, (value) => {
        const once = upgrade(value);
        expect(upgrade(once)).toEqual(once);
      }),
    );
  }
});

test('words change, and what belongs to nobody stays', () => {
  expect(factFromFormat1({ kind: 'said', at: 1, subject: 'kafka', text: 'proof' })).toEqual({
    ...{ kind: 'log-line', at: 1, subject: 'kafka', text: 'proof' },
  });
  expect(factFromFormat1({ kind: 'record', role: 'asked', operation: 'one', cause: 'two' })).toEqual({
    ...{ kind: 'record', role: 'request', correlationId: 'one', causationId: 'two' },
  });
  expect(factFromFormat1({ kind: 'operation', operation: 'one' })).toEqual({ kind: 'operation', operation: 'one' });
});

test('a fault that nobody said it of leaves Kafka alone, or not, as its name has it', () => {
  const fault = (name: string) => factFromFormat1({ kind: 'fault', phase: 'inject', name, fault: `${name}#2` });
  expect(fault('service.frozen')).toMatchObject({
    name: 'service.paused',
    fault: 'service.paused#2',
    sparesKafka: true,
  });
  expect(fault('broker.frozen')).toMatchObject({ name: 'broker.paused', fault: 'broker.paused#2', sparesKafka: false });
});

test('a name that every object has is no word', () => {
  expect(factFromFormat1({ kind: 'step', step: 'constructor', path: 'toString' })).toMatchObject({
    ...{ step: 'constructor', path: 'toString' },
  });
});

test('no check is called by an old name', () => {
  const names = new Set(Object.values(checksOfFormat1));
  for (const old of Object.keys(checksOfFormat1)) expect(names.has(old)).toBe(false);
});
