import { describe, expect, test } from 'vitest';

import { scenarioNames } from '../../harness/suite/scenarios.ts';
import { type Finished, runScenario, verdictOf } from '../support/command.ts';
import { missingNeeds } from '../support/needs.ts';
import { expected } from './expected.ts';

/**
 * Every story in every variant, for real: `npm run catalogue`, or one variant of it with `-- -t before`. It takes
 * most of an hour, so `npm test` has only some of them (tests/stories).
 */
const missing = await missingNeeds();
const cannotRun = missing.some(({ what }) => what.startsWith('everything'));
/** Said for the whole run by `missingNeeds`. */
const noClock = missing.some(({ what }) => what.includes('clock'));
const names = (await scenarioNames()).filter((name) => !noClock || name !== 'central-clock-moved');
const patience = { timeout: 5 * 60_000 };
/** Stories of systems that do not recover by themselves, whatever their messaging does. */
const broken = ['canary', 'restart-policy-hides'];

/**
 * What is wrong with a run, but for requests that nobody heard: consumers of the first two variants begin at the end of
 * a topic, and pass over what was asked before they had joined. Whether one was is a race, which a busy machine loses.
 */
function besidesPassedOver({ report }: Finished): string[] {
  const wrong = report.checks.filter(({ verdict }) => verdict !== 'recovered').map(({ name }) => name);
  const passedOver = report.ledger.filter(({ lost }) => lost).every(({ fate }) => fate === 'passed-over');
  return passedOver ? wrong.filter((name) => name !== 'no-loss') : wrong;
}

describe.skipIf(cannotRun)('resilient', patience, () => {
  test.for(names.filter((name) => !broken.includes(name)))('%s: recovers by itself', async (name) => {
    const { code, report } = await runScenario(name);
    expect(report.checks.filter(({ verdict }) => verdict !== 'recovered')).toEqual([]);
    expect(code).toBe(0);
  });
});

describe.skipIf(cannotRun).each(['before', 'after'] as const)('%s', patience, (variant) => {
  test.for(names)(`%s: ${variant} is as the table says`, async (name) => {
    const run = await runScenario(name, '--variant', variant);
    const wanted = (expected[name]?.[variant] ?? '').split(' or ');
    const wrong = besidesPassedOver(run);
    if (wanted.includes('recovered') && (wrong.length === 0 || wanted.length === 1)) expect(wrong).toEqual([]);
    else {
      expect(run.report.verdict).toBe('violated');
      const violated = wanted.filter((check) => check === 'violated' || verdictOf(run, check) === 'violated');
      expect(violated, `${wanted} of ${wrong}`).not.toEqual([]);
    }
    expect(verdictOf(run, 'fault-effective')).not.toBe('violated');
  });
});
