import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectRecovery } from '../harness/engine/steps/expect-recovery.ts';
import { killService } from '../harness/model/actions.ts';
import { ms, seconds } from '../harness/model/clock.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import type { Step } from '../harness/model/step.ts';
import { files } from '../harness/reporters/files.ts';
import { native } from '../harness/runtimes/native/native.ts';
import { runScenario } from '../harness/suite/run-scenario.ts';
import { alwaysExpected } from '../scenarios/ev-charging/expected.ts';
import { inFullSwing } from '../scenarios/ev-charging/in-full-swing.ts';
import { evCharging } from '../scenarios/ev-charging/index.ts';
import { chargingSessions } from '../scenarios/ev-charging/workload.ts';
import { makeFolder } from './support/command.ts';
import { ownWords, stepThat } from './support/faults/own-words.ts';
import { missingNeeds } from './support/needs.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));

/** Ends services, and nobody starts them again: what a restart by hand is for. */
const die = (...names: readonly string[]): Step =>
  stepThat(`${names.join(' and ')} are killed`, async ({ environment, recorder }) => {
    const doomed = environment.services.filter(({ description }) => names.includes(description.name));
    await Promise.all(doomed.map((service) => killService(service, { recorder, by: 'die' })));
  });

const story = (steps: readonly Step[]): Scenario => ({
  title: 'Services die for good',
  story: 'Nobody starts them again.',
  tags: [],
  system: { ...evCharging, steps: ownWords.steps },
  load: chargingSessions({ every: ms(400) }),
  steps,
  expect: [...alwaysExpected],
});

describe.skipIf(cannotRun)('a restart by hand', { timeout: 180_000 }, () => {
  test('is proven of those that died, one of them without Kafka, and of nobody who only lacked them', async () => {
    const steps = [
      ...inFullSwing,
      die('central', 'monitor'),
      expectRecovery({ within: seconds(2), watch: seconds(6) }),
    ];
    const { report, folder } = await runScenario(
      {
        name: 'die',
        scenario: story(steps),
        variant: 'resilient',
        runtime: native,
        out: makeFolder(),
        id: `proof-${process.pid}`,
        brokerSessionTimeoutMs: 1000,
        command: 'a test',
        progress: () => undefined,
        signal: new AbortController().signal,
      },
      [files],
    );
    const results = Object.fromEntries(
      report.services.map(({ service, restartTest: proof }) => [service, proof?.result]),
    );
    expect(results, join(folder, 'report.html')).toEqual({
      driver: 'not-needed',
      central: 'helped',
      engine: 'not-needed',
      monitor: 'helped',
    });
    expect(report.sentence).toMatch(/central and monitor need a manual restart/);
    expect(report.sentence).toMatch(/driver and engine work again once others were restarted/);
  });
});
