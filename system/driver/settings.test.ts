import { expect, test } from 'vitest';
import { parseSettings } from '../service/settings.ts';
import { driverSettings } from './settings.ts';

const right = ['--driver-id=D-1', '--http-port=8080', '--broker=kafka:9092', '--database=d.db'];
const read = (...more: string[]) => parseSettings(driverSettings, [...right, ...more], {});

test('what is not given has its default', () => {
  expect(read()).toMatchObject({ nextAfterMs: 4000, serviceTargetWh: 2000, centralSilentAfterMs: 3000 });
  expect(read()).not.toHaveProperty('servicesFile');
});

test.each([
  ['--driver-id', 'D 1'],
  ['--driver-id', 'by-hand'],
  ['--next-after-ms', '-1'],
  ['--service-target-wh', '0'],
  ['--service-target-wh', '1000001'],
  ['--central-silent-after-ms', '99'],
])('%s %s is refused', (flag, value) => {
  expect(() => read(`${flag}=${value}`)).toThrow(`${flag} (or EV_`);
});
