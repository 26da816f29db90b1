import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACK, type Arrival, encodeFrame, fieldOf, frameDecoder, longestData, lrc, NACK } from './frame.ts';

const STX = 0x02;
const ETX = 0x03;
const decode = (...bytes: readonly (Uint8Array | number)[]): Arrival[] =>
  frameDecoder().take(Buffer.concat(bytes.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part))));

/** By hand, and so also what `encodeFrame` would refuse. */
const framed = (data: Uint8Array) => Buffer.concat([Buffer.from([STX]), data, Buffer.from([ETX, lrc(data)])]);
const text = (characters: string) => framed(Buffer.from(characters));

const field = fc.string({ unit: 'binary', maxLength: 60 }).filter((one) => !/[#\p{Cc}\p{Cs}]/u.test(one));
const message = fc.array(field, { minLength: 1, maxLength: 4 });
const messages = fc.array(message, { minLength: 1, maxLength: 6 });
const frame = (fields: readonly string[]): Arrival => ({ kind: 'frame', fields });
const broken: Arrival = { kind: 'broken' };

/** The same bytes in pieces: cut at any places, and whole where no place is given. */
const pieces = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
};

describe('encoding', () => {
  test('has the LRC of the data at its end', () => {
    expect([...encodeFrame(['A', 'B'])]).toEqual([STX, 0x41, 0x23, 0x42, ETX, 0x41 ^ 0x23 ^ 0x42]);
  });

  test.each(['#', 'a#b', '\u0002', '\u0003', '\u0006', '\n', '\u0000', '\u007f', '\u0085', '\ud800'])(
    'refuses a field that would make another message: %j',
    (bad) => expect(() => encodeFrame(['good', bad])).toThrow(RangeError),
  );

  test('refuses no field at all, which nobody could tell from an empty one', () => {
    expect(() => encodeFrame([])).toThrow(RangeError);
    expect(decode(encodeFrame(['']))).toEqual([frame([''])]);
  });

  test('takes any text that was made fit for it, and leaves what is fit as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(200), (any, most) => {
        const fit = fieldOf(any, most);
        expect(Buffer.byteLength(fit)).toBeLessThanOrEqual(most);
        expect(decode(encodeFrame([fit]))).toEqual([frame([fit])]);
      }),
    );
    fc.assert(
      fc.property(field, (good) => {
        expect(fieldOf(good)).toBe(good.trim());
      }),
    );
    expect(fieldOf('the cable#1\nis \ud800loose')).toBe('the cable 1 is  loose');
    expect(fieldOf('aéé', 4)).toBe('aé');
  });

  test('measures in bytes, not in characters', () => {
    expect(decode(encodeFrame(['é'.repeat(longestData / 2)]))).toEqual([frame(['é'.repeat(longestData / 2)])]);
    expect(() => encodeFrame(['é'.repeat(longestData / 2 + 1)])).toThrow(`${longestData + 2}`);
  });
});

describe('decoding', () => {
  test('is the inverse of encoding, however the bytes are cut or glued', () => {
    fc.assert(
      fc.property(messages, fc.array(fc.nat(), { maxLength: 40 }), (sent, places) => {
        const decoder = frameDecoder();
        const arrived = pieces(Buffer.concat(sent.map(encodeFrame)), places).flatMap(decoder.take);
        expect(arrived).toEqual(sent.map(frame));
      }),
    );
  });

  test('passes over noise between frames', () => {
    const noise = fc.uint8Array({ maxLength: 50 }).map((bytes) => bytes.filter((b) => ![STX, ACK, NACK].includes(b)));
    fc.assert(
      fc.property(message, noise, message, noise, (first, between, second, after) => {
        const arrived = decode(between, encodeFrame(first), between, encodeFrame(second), after);
        expect(arrived).toEqual([frame(first), frame(second)]);
      }),
    );
  });

  test('hears ACK and NACK before, between and after frames', () => {
    expect(decode(ACK, text('a'), NACK, ACK, text('b'), NACK).map(({ kind }) => kind)).toEqual(
      ['ack', 'frame', 'nack', 'ack', 'frame', 'nack'], //
    );
  });

  test('uses nothing of a frame whose LRC is wrong, and all of the next', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 1, max: 255 }), message, (lost, error, next) => {
        const wrong = encodeFrame(lost);
        wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ error;
        expect(decode(wrong, encodeFrame(next))).toEqual([broken, frame(next)]);
      }),
    );
  });

  test('notices any one byte that was changed', () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.integer({ min: 0x20, max: 255 }), (sent, place, byte) => {
        const bytes = encodeFrame(sent);
        const at = 1 + (place % Math.max(1, bytes.length - 3));
        fc.pre(bytes.length > 3 && bytes[at] !== byte);
        bytes[at] = byte;
        expect(decode(bytes)).toEqual([broken]);
      }),
    );
  });

  test.each([
    ['STX', STX, 'ac'],
    ['ETX', ETX, 'ab'],
    ['ACK', ACK, 'bd'],
    ['NACK', NACK, 'at'],
  ])('takes an LRC that looks like %s for an LRC', (_name, byte, characters) => {
    expect(lrc(Buffer.from(characters))).toBe(byte);
    expect(decode(text(characters), text('next'))).toEqual([frame([characters]), frame(['next'])]);
    expect(decode(text('next').with(-1, byte), text('next'))).toEqual([broken, frame(['next'])]);
  });

  test('does not use data that is no text, though its LRC is right', () => {
    expect(decode(framed(Buffer.from([0x41, 0xff, 0xfe])), text('next'))).toEqual([broken, frame(['next'])]);
  });
});

describe('a frame that never ends as it should', () => {
  test('is given up for the next one when that begins in the middle of it', () => {
    expect(decode(STX, Buffer.from('half'), text('whole'))).toEqual([frame(['whole'])]);
  });

  test('is broken when its LRC is missing, and the next one is found', () => {
    expect(decode(text('lost').subarray(0, -1), text('whole'))).toEqual([broken, frame(['whole'])]);
  });

  test('is taken up to the longest and broken, once, beyond it', () => {
    expect(decode(text('a'.repeat(longestData)))).toEqual([frame(['a'.repeat(longestData)])]);
    for (const length of [longestData + 1, longestData + 2, longestData * 50]) {
      expect(decode(text('a'.repeat(length)), text('next'))).toEqual([broken, frame(['next'])]);
      expect(decode(text('a'.repeat(length)).subarray(0, -1), text('next'))).toEqual([broken, frame(['next'])]);
      expect(decode(STX, Buffer.alloc(length, 'a'), text('next'))).toEqual([broken, frame(['next'])]);
    }
  });

  test.each([ACK, NACK])('acknowledges nothing with what is left of it (%i)', (byte) => {
    const long = Buffer.alloc(longestData * 2, byte);
    expect(decode(STX, long, ETX, byte, text('next'))).toEqual([broken, frame(['next'])]);
    expect(decode(STX, long, ETX, 0, byte)).toHaveLength(2);
  });
});

describe('hostile bytes', () => {
  /** Any bytes, but most of them those that mean something. */
  const hostile = fc.array(fc.oneof(fc.constantFrom(STX, ETX, ACK, NACK, 0x23), fc.nat(255)), { maxLength: 200 });

  test('never throw, and mean the same however they are cut', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.nat(), { maxLength: 40 }), (bytes, places) => {
        const decoder = frameDecoder();
        const whole = Buffer.from(bytes);
        expect(pieces(whole, places).flatMap(decoder.take)).toEqual(decode(whole));
      }),
      { numRuns: 1000 },
    );
  });

  test('hide at most one frame that follows: an STX may be taken for the LRC of what they began', () => {
    fc.assert(
      fc.property(hostile, message, message, (bytes, hidden, found) => {
        const arrived = decode(Buffer.from(bytes), encodeFrame(hidden), encodeFrame(found));
        expect(arrived.at(-1)).toEqual(frame(found));
      }),
      { numRuns: 1000 },
    );
  });

  test('without an end take no more memory than one frame', () => {
    const decoder = frameDecoder();
    const chunk = Buffer.alloc(64 * 1024, 'a');
    decoder.take(Buffer.from([STX]));
    const before = process.memoryUsage();
    const arrived = Array.from({ length: 256 }, () => decoder.take(chunk)).flat();
    const { heapUsed, external } = process.memoryUsage();
    expect(arrived).toEqual([broken]);
    // 16 MiB came; kept as they are, or as numbers, they would be here.
    expect(heapUsed + external - before.heapUsed - before.external).toBeLessThan(16 * 1024 * 1024);
  });
});
