import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseServices, requestsIn } from './services-file.ts';

const parse = (text: string) => parseServices(Buffer.from(text));
const who = { driverId: 'D-1', targetWh: 2000 };
const chargePointId = fc.stringMatching(/^[\w.-]{1,50}$/);
const nothing = fc.constantFrom('', '   ', '\t', '# a word', '  #CP-1');
const blanks = fc.constantFrom('', ' ', '\t');
const line = fc.oneof(
  nothing.map((text) => ({ text, id: undefined })),
  fc.tuple(blanks, chargePointId, blanks).map(([before, id, after]) => ({ text: before + id + after, id })),
);

test('it names a charge point a line, and what is blank or a remark is passed over', () => {
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
      const expected = lines.flatMap(({ id }, index) =>
        id === undefined ? [] : [{ line: index + 1, chargePointId: id }],
      );
      expect(parse(lines.map(({ text }) => text).join(newline)).lines).toEqual(expected);
    }),
  );
});

test.each([
  ['CP-1\n\n# x\nCP 2\nCP/3', 'line 4: "CP 2": must be 1 to 50 letters'],
  [`${'x'.repeat(51)}`, 'line 1: '],
  ['CP-1\n\0', 'line 2: '],
])('a bad line is an error with its number (%j)', (text, said) => {
  expect(() => parse(text)).toThrow(said);
});

test('what is no text is an error, and not half a list', () => {
  expect(() => parseServices(Buffer.from([0x43, 0x50, 0x0a, 0xff, 0xfe]))).toThrow('line 2: ');
});

describe('the requests of a file', () => {
  const ids = (text: string, driverId = 'D-1') => requestsIn(parse(text), { ...who, driverId }).map(({ id }) => id);

  test('are the same each time, and each line is one of its own', () => {
    const requests = requestsIn(parse('CP-1\n#\nCP-1\n'), who);
    expect(requests).toEqual(requestsIn(parse('CP-1\n#\nCP-1\n'), who));
    expect(requests).toMatchObject([
      { id: expect.stringMatching(/^D-1-[0-9a-f]{16}-1$/), chargePointId: 'CP-1', targetWh: 2000 },
      { id: expect.stringMatching(/-3$/), chargePointId: 'CP-1' },
    ]);
  });

  test('are others when anything in the file has changed, or when they are of another driver', () => {
    const text = fc.array(chargePointId, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const both = one === other ? [one, `${other}\n`] : [one, other];
        const all = both.flatMap((content) => [...ids(content), ...ids(content, 'D-2')]);
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});
