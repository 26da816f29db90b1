import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noRestart } from '../../harness/checks/no-restart.ts';
import type { Fact } from '../../harness/model/fact.ts';
import { type History, history } from '../../harness/model/history.ts';
import { readHistory } from '../../harness/store/reader.ts';
import { historyFile } from '../../harness/store/run-folder.ts';
import { type Finished, leaveOutIfUnfit, runScenario, verdictOf } from '../support/command.ts';
import { whyNoDocker } from '../support/docker.ts';
import { provenByEach, without } from '../support/faults/broker-story.ts';
import { each } from '../support/faults/service-story.ts';

const historyOf = ({ folder }: Finished): History => readHistory(join(folder, historyFile));
const recovered = ({ report, code }: Finished) => {
  expect(report.checks.filter(({ verdict }) => verdict !== 'recovered')).toEqual([]);
  expect([report.verdict, code]).toEqual(['recovered', 0]);
};
const looksUp = (fact: Fact): fact is Extract<Fact, { kind: 'log-line' }> =>
  fact.kind === 'log-line' && fact.text.startsWith('looked up from the network of the services');

// What is missing is said for the whole run by `missingNeeds`.
describe.skipIf((await whyNoDocker()) !== undefined)('stories that only containers tell', { timeout: 240_000 }, () => {
  test('kafka-name-appears-late: resilient recovers, and the missing name is proven', async (context) => {
    const run = await runScenario('kafka-name-appears-late');
    leaveOutIfUnfit(run, context);
    recovered(run);
    const told = historyOf(run);
    const [came, , healed] = told.facts.filter(looksUp);
    provenByEach(told, {
      'nobody looked the name up': without(looksUp),
      'the name led somewhere when it had come': each((fact) =>
        fact === came || (looksUp(fact) && fact.at === came?.at)
          ? { ...fact, text: fact.text.replace('leads nowhere', 'leads to 10.0.0.1') }
          : fact,
      ),
      'the name led nowhere after the heal': each((fact) =>
        looksUp(fact) && fact.at === healed?.at
          ? { ...fact, text: fact.text.replace(/leads to .*/, 'leads nowhere') }
          : fact,
      ),
      'a service came through all the same': each((fact) =>
        fact.kind === 'connections' && fact.count === 0 ? { ...fact, count: 1 } : fact,
      ),
      'Kafka itself was away': each((fact) =>
        fact.kind === 'probe' && fact.outcome === 'answers' ? { ...fact, outcome: 'refused' } : fact,
      ),
    });
  });

  test('central-out-of-memory: resilient recovers, and that the kernel ended it is proven', async (context) => {
    const run = await runScenario('central-out-of-memory');
    leaveOutIfUnfit(run, context);
    recovered(run);
    provenByEach(historyOf(run), {
      'somebody else ended it': each((fact) => {
        if (fact.kind !== 'process') return fact;
        const { outOfMemory: _, ...rest } = fact;
        return rest;
      }),
      'nobody saw it end': without((fact) => fact.kind === 'process' && fact.outOfMemory === true),
      'it answered all the while': without(
        (fact) => fact.kind === 'health' && fact.service === 'central' && fact.answer === 'refused',
      ),
    });
  });

  test('restart-policy-hides: what comes back by its restart policy is violated, by each of its traces', async () => {
    const run = await runScenario('restart-policy-hides');
    expect(run.report.verdict).toBe('violated');
    expect(verdictOf(run, 'no-restart')).toBe('violated');
    expect(verdictOf(run, 'fault-effective')).toBe('recovered');
    const { facts } = historyOf(run);
    const engine = (fact: Fact): fact is Extract<Fact, { kind: 'process' }> =>
      fact.kind === 'process' && fact.subject === 'engine';
    const first = facts.find(engine);
    const verdict = (how: (fact: Extract<Fact, { kind: 'process' }>) => Fact) =>
      noRestart.judge(history(facts.flatMap((fact) => (engine(fact) ? [how(fact)] : [fact])))).verdict;
    const looksTheSame = { pid: first?.pid ?? 0, startTime: first?.startTime ?? '' };
    expect(
      verdict((fact) => ({ ...fact, ...looksTheSame })),
      'only RestartCount tells it',
    ).toBe('violated');
    expect(
      verdict((fact) => ({ ...fact, restarts: 0 })),
      'only StartedAt and the pid tell it',
    ).toBe('violated');
  });
});
