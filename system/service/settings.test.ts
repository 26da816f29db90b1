import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { common, hostAndPort, kafkaSettings, list, parseSettings, whole, yesOrNo } from './settings.ts';

const shape = {
  ...common,
  ...kafkaSettings,
  central: hostAndPort(),
  priceCentsPerKwh: whole(),
  servicesFile: z.string().optional(),
};
const right = [
  '--http-port=8080',
  '--broker=kafka:9092',
  '--database=d.db',
  '--central=c:7000',
  '--price-cents-per-kwh=48',
];
const read = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  parseSettings(shape, words, environment);
/** All that is right, but for one setting. */
const without = (flag: string) => right.filter((word) => !word.startsWith(`${flag}=`));

test('flags are read, and what is not given has its default', () => {
  expect(read(right)).toEqual({
    httpPort: 8080,
    host: '127.0.0.1',
    broker: 'kafka:9092',
    database: 'd.db',
    generation: 'resilient',
    createTopics: false,
    outboxLimit: 10_000,
    logPublished: false,
    central: { host: 'c', port: 7000 },
    priceCentsPerKwh: 48,
  });
});

test('the environment is read, and a flag wins over it', () => {
  const environment = { EV_HTTP_PORT: '1111', EV_PRICE_CENTS_PER_KWH: '99', EV_SERVICES_FILE: 'f.txt', OTHER: 'x' };
  const settings = read(without('--price-cents-per-kwh'), environment);
  expect(settings).toMatchObject({ httpPort: 8080, priceCentsPerKwh: 99, servicesFile: 'f.txt' });
});

test('the names by which it is called stand between commas, and a blank between two is none', () => {
  expect(read([...right, '--answers-to=localhost, 127.0.0.1,[::1]']).answersTo).toEqual([
    'localhost',
    '127.0.0.1',
    '[::1]',
  ]);
  expect(() => read([...right, '--answers-to=localhost,,127.0.0.1'])).toThrow('--answers-to (or EV_ANSWERS_TO)');
});

test('every missing one is named, by its flag and by its variable', () => {
  const said = () => read([]);
  for (const name of ['--http-port (or EV_HTTP_PORT)', '--broker (or EV_BROKER)', '--database (or EV_DATABASE)']) {
    expect(said).toThrow(`${name}: is missing`);
  }
  expect(said).toThrow('--price-cents-per-kwh (or EV_PRICE_CENTS_PER_KWH): is missing');
  expect(said).not.toThrow('--outbox-limit');
});

test('several brokers are several addresses with commas between them, kept as they are', () => {
  const brokers = 'one:9092,two:9092,three:9092';
  expect(read([...without('--broker'), `--broker=${brokers}`]).broker).toBe(brokers);
});

test.each([
  ['--http-port', '0'],
  ['--http-port', '65536'],
  ['--http-port', '80.5'],
  ['--http-port', 'eighty'],
  ['--price-cents-per-kwh', '-1'],
  ['--price-cents-per-kwh', '9007199254740993'],
  ['--central', 'c'],
  ['--central', 'c:'],
  ['--central', ':7000'],
  ['--central', 'c:0'],
  ['--central', 'c:65536'],
  ['--broker', 'kafka:99999'],
  ['--broker', 'kafka:9092,kafka'],
  ['--broker', 'kafka:9092,'],
  ['--generation', 'later'],
  ['--outbox-limit', '0'],
])('%s %s is refused, with what was given and the variable that could have given it', (flag, value) => {
  const variable = `EV_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
  expect(() => read([...without(flag), `${flag}=${value}`])).toThrow(`${flag} (or ${variable}): "${value}": `);
  expect(() => read(without(flag), { [variable]: value })).toThrow(`${flag} (or ${variable}): "${value}": `);
});

test.each(['', '  '])('a blank one (%j) is not given, and no 0', (blank) => {
  const named = '--price-cents-per-kwh (or EV_PRICE_CENTS_PER_KWH): is missing';
  expect(() => read(without('--price-cents-per-kwh'), { EV_PRICE_CENTS_PER_KWH: blank })).toThrow(named);
  expect(() => read([...right, `--price-cents-per-kwh=${blank}`])).toThrow(named);
  expect(read(right, { EV_OUTBOX_LIMIT: blank }).outboxLimit).toBe(10_000);
});

describe('what is yes or no', () => {
  test.each([
    [['--create-topics'], undefined, true],
    [[], 'true', true],
    [[], '1', true],
    [[], 'false', false],
    [[], '0', false],
    [[], '', false],
    [['--create-topics'], 'false', true],
  ] as const)('%j with EV_CREATE_TOPICS=%s is %s', (flags, variable, expected) => {
    expect(read([...right, ...flags], { EV_CREATE_TOPICS: variable }).createTopics).toBe(expected);
  });

  test('is refused when it is neither', () => {
    expect(() => read(right, { EV_CREATE_TOPICS: 'perhaps' })).toThrow('"perhaps": must be true or false');
  });
});

test('every setting that is yes or no is a bare flag, whatever its name, and no other is', () => {
  const flags = { certain: yesOrNo, calm: yesOrNo.default(true), quick: yesOrNo.optional() };
  const parsed = (...words: string[]) => parseSettings({ ...flags, times: whole().default(1) }, words, {});
  expect(parsed('--certain', '--quick')).toEqual({ certain: true, calm: true, quick: true, times: 1 });
  expect(() => parsed('--certain=yes')).toThrow('--certain');
  expect(() => parsed('--certain', '--times')).toThrow('--times');
});

describe('a list', () => {
  const points = z.string().regex(/^CP-\d$/, 'must be a charge point');
  const parsed = (text?: string) =>
    parseSettings({ points: list(points).default(['CP-9']) }, text === undefined ? [] : [`--points=${text}`], {})
      .points;

  test('is what stands between its commas', () => {
    expect(parsed('CP-1')).toEqual(['CP-1']);
    expect(parsed('CP-1, CP-2,CP-3')).toEqual(['CP-1', 'CP-2', 'CP-3']);
    expect(parsed()).toEqual(['CP-9']);
  });

  test.each(['CP-1,x', 'CP-1,', ',CP-1', 'CP-1,,CP-2'])('of which one is wrong (%s) is refused', (text) => {
    expect(() => parsed(text)).toThrow(`--points (or EV_POINTS): "${text}": must be a charge point`);
  });
});

test('what is secret is not repeated when it is wrong', () => {
  const secret = z.string().min(12, 'must be longer').default('').meta({ secret: true });
  const said = () => parseSettings({ secret }, ['--secret=hushhush'], {});
  expect(said).toThrow('--secret (or EV_SECRET): must be longer');
  expect(said).not.toThrow('hushhush');
});

test.each([['--nonsense=1'], ['--httpPort=1'], ['stray']])('%s, which nobody knows, is refused', (word) => {
  expect(() => read([...right, word])).toThrow(word.split('=')[0]);
});

test('a service with wrong settings ends with code 64 and says why', () => {
  const settings = JSON.stringify(new URL('./settings.ts', import.meta.url).href);
  const script = `import { common, readSettings } from ${settings}; readSettings(common); console.log('went on');`;
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', script, '--', 'service', ...words], {
      encoding: 'utf8',
      env: { ...process.env, EV_HTTP_PORT: '' },
    });
  expect(run('--http-port=1')).toMatchObject({ status: 0, stdout: 'went on\n' });
  const wrong = run('--http-port=0');
  expect(wrong).toMatchObject({ status: 64, stdout: '' });
  expect(wrong.stderr).toContain('--http-port (or EV_HTTP_PORT): "0": ');
  expect(run('--nonsense')).toMatchObject({ status: 64, stdout: '' });
});
