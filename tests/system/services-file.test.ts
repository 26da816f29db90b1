import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { cannotRun, town } from '../support/whole-system/town.ts';

const file = join(mkdtempSync(join(tmpdir(), 'norestart-test-')), 'services');
writeFileSync(file, 'CP-1\nCP-9\n\nCP-2\nCP-1\n');
const quick = ['--plug-after-ms', '0', '--power-w', '360000'];
const here = town({
  chargePoints: 2,
  settings: {
    'D-1': ['--services-file', file, '--service-target-wh', '50', '--next-after-ms', '1000'],
    'engine-CP-1': quick,
    'engine-CP-2': quick,
  },
});

describe.skipIf(cannotRun)('a services file', () => {
  test('is worked through, one charge after the other, whatever each one comes to, over the driver’s own death', async () => {
    const requests = async () =>
      (await here.get('D-1', '/requests')).body.toReversed() as {
        chargePointId: string;
        state: string;
        askedAt: number;
      }[];
    await vi.waitFor(async () => expect((await requests()).length).toBeGreaterThan(1), {
      timeout: 10_000,
      interval: 20,
    });
    await here.kill('D-1');
    await here.start('D-1');
    await vi.waitFor(
      async () => {
        expect((await requests()).map(({ chargePointId }) => chargePointId)).toEqual(['CP-1', 'CP-9', 'CP-2', 'CP-1']);
        expect((await requests()).at(-1)?.state).toBe('charged');
      },
      { timeout: 20_000, interval: 20 },
    );
    const all = await requests();
    expect(all[1]?.state).toBe('denied');
    const gaps = all.slice(1).map(({ askedAt }, index) => askedAt - (all[index]?.askedAt ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    await here.shows('D-1', { services: { left: [], done: 4 } });
  });
});
