import { describe, expect, test } from 'vitest';
import { command, type Finished, runScenario, verdictOf } from '../command.ts';
import { missingNeeds } from '../needs.ts';

const missing = await missingNeeds();
const cannotRun = missing.some(({ what }) => what.startsWith('everything'));
const minutes = (count: number) => count * 60_000;
const neverOf = ({ report }: Finished) => report.services.filter(({ afterMs }) => afterMs === null);

describe.skipIf(cannotRun)('the stories, told for real', { timeout: minutes(4), concurrent: true }, () => {
  test.for(['slow-kafka', 'slow-kafka-without-topics', 'very-slow-kafka', 'never-starts', 'mid-run-outage', 'calm'])(
    '%s: resilient recovers by itself and loses nothing',
    async (name) => {
      const run = await runScenario(name);
      expect(run.report.checks.filter(({ verdict }) => verdict !== 'recovered')).toEqual([]);
      expect(run.report.verdict).toBe('recovered');
      expect(run.code).toBe(0);
      expect(run.report.ledger.length).toBeGreaterThan(3);
      expect(run.report.services.map(({ restarts }) => restarts)).toEqual([0, 0, 0, 0]);
      const again = command(['judge', run.folder]);
      expect((await again.ended).code).toBe(0);
    },
  );

  test('canary: a broken system is violated, by the checks that it is made for', async () => {
    const run = await runScenario('canary');
    expect(run.code).toBe(1);
    expect(run.report.verdict).toBe('violated');
    expect(verdictOf(run, 'no-restart')).toBe('violated');
    expect(verdictOf(run, 'nothing-lost')).toBe('violated');
    expect(verdictOf(run, 'fault-took-effect')).toBe('recovered');
  });

  test.for(['slow-kafka', 'very-slow-kafka'])('%s: before needs a manual restart, and that is shown', async (name) => {
    const run = await runScenario(name, '--generation', 'before');
    expect(run.code).toBe(1);
    expect(neverOf(run).map(({ service }) => service)).toEqual(['driver', 'central', 'engine']);
    expect(neverOf(run).map(({ proof }) => proof?.result)).toEqual(['cured', 'cured', 'cured']);
    expect(verdictOf(run, 'no-restart')).toBe('recovered');
    expect(verdictOf(run, 'nothing-lost')).toBe('violated');
    expect(verdictOf(run, 'fault-took-effect')).toBe('recovered');
    expect(run.output).toContain('needs a manual restart');
  });

  test.for(['slow-kafka', 'very-slow-kafka'])('%s: after needs no restart and loses charges', async (name) => {
    const run = await runScenario(name, '--generation', 'after');
    expect(run.code).toBe(1);
    expect(neverOf(run)).toEqual([]);
    expect(verdictOf(run, 'nothing-lost')).toBe('violated');
    expect(verdictOf(run, 'no-restart')).toBe('recovered');
    expect(verdictOf(run, 'fault-took-effect')).toBe('recovered');
  });

  test.for(['before', 'after'])('mid-run-outage: %s is judged on the same evidence', async (generation) => {
    const run = await runScenario('mid-run-outage', '--generation', generation);
    expect(run.code).toBe(1);
    expect(verdictOf(run, 'fault-took-effect')).toBe('recovered');
    expect(verdictOf(run, 'no-restart')).toBe('recovered');
    expect(verdictOf(run, 'nothing-lost')).toBe('violated');
  });
});
