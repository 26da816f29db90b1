import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asError, NoError } from './thrown.ts';

test('whatever is thrown has words that can be read, and an error stays the one that it is', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (thrown) => {
      const error = asError(thrown);
      expect(error).toBeInstanceOf(NoError);
      expect(error.message).toMatch(/^something that is no error was thrown: /);
    }),
  );
  const own = new RangeError('too far');
  expect(asError(own)).toBe(own);
});

test('also what throws when it is looked at', () => {
  const trap = () => {
    throw new Error('trapped');
  };
  const every = { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap };
  for (const thrown of [
    new Proxy({}, every),
    new Proxy(new Error('inside'), every),
    Object.defineProperty(new Error(), 'message', { get: trap }),
    Object.assign(new Error(), { message: Symbol('no words') }),
    { [Symbol.for('nodejs.util.inspect.custom')]: trap, toString: trap },
  ])
    expect(asError(thrown)).toBeInstanceOf(NoError);
});
