import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { findFaketime } from '../shared/clock.ts';
import { containerClock } from './clock.ts';
import { connectEngine } from './engine.ts';
import type { Ground } from './ground.ts';
import { runHelper } from './helper.ts';
import { choices, imageId } from './images.ts';
import { labelsOf } from './labels.ts';

const engine = await connectEngine().catch(() => undefined);
const isReady = engine && (await imageId(engine, choices.node.usual)) && findFaketime();

test.skipIf(!isReady)(
  'a clock of a run whose folder has any name is seen in its container',
  { timeout: 60_000 },
  async () => {
    if (!engine) return;
    const scratchFolder = join(temporaryFolder(), `józef's a:b, "50%" #1?`);
    mkdirSync(scratchFolder);
    const clock = await containerClock({ scratchFolder } as Ground, 'central');
    await clock.move(1500);
    const { said } = await runHelper(engine, {
      labels: labelsOf(`clock-${process.pid}`),
      command: ['cat', clock.environment.FAKETIME_TIMESTAMP_FILE ?? ''],
      host: { Mounts: [...clock.mounts], NetworkMode: 'none' },
    });
    expect(said).toBe('+1.5\n');
  },
);
