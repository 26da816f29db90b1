import { describe, expect, test } from 'vitest';
import { command, type Finished, leaveOutIfUnfit, runScenario, verdictOf } from '../support/command.ts';
import { missingNeeds } from '../support/needs.ts';

const missing = await missingNeeds();
const cannotRun = missing.some(({ what }) => what.startsWith('everything'));
const minutes = (count: number) => count * 60_000;
const neverOf = ({ report }: Finished) => report.services.filter(({ afterMs }) => afterMs === null);

// What the first two variants come to in every other story is told by `npm run catalogue`.
describe.skipIf(cannotRun)('the stories, told for real', { timeout: minutes(4), concurrent: true }, () => {
  // The longest comes first, so that it does not run on alone at the end.
  test('slow-kafka: before needs a manual restart, and that is shown', async () => {
    const run = await runScenario('slow-kafka', '--variant', 'before');
    expect(run.code).toBe(1);
    expect(neverOf(run).map(({ service }) => service)).toEqual(['driver', 'central', 'engine']);
    expect(neverOf(run).map(({ restartTest: proof }) => proof?.result)).toEqual(['helped', 'helped', 'helped']);
    expect(verdictOf(run, 'no-restart')).toBe('recovered');
    expect(verdictOf(run, 'no-loss')).toBe('violated');
    expect(verdictOf(run, 'fault-effective')).toBe('recovered');
    expect(run.output).toContain('needs a manual restart');
  });

  test.for(['slow-kafka', 'slow-kafka-without-topics', 'very-slow-kafka', 'never-starts', 'mid-run-outage', 'calm'])(
    '%s: resilient recovers by itself and loses nothing',
    async (name, context) => {
      const run = await runScenario(name);
      leaveOutIfUnfit(run, context);
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
    expect(verdictOf(run, 'no-loss')).toBe('violated');
    expect(verdictOf(run, 'fault-effective')).toBe('recovered');
  });

  test('calm: a run says what it was a run of, and is compared by it', async () => {
    const { folder, report } = await runScenario('calm', '--variant', 'before');
    for (const [by, version] of Object.entries({
      kafkajs: 'kafkajs',
      build: 'build',
      'scenario-version': 'scenario',
    })) {
      const comparing = command(['compare', folder, '--by', by, '--json', '--out', `${folder}/compare.html`]);
      expect((await comparing.ended).code).toBe(0);
      const { sentences } = JSON.parse(comparing.printed()).comparison;
      expect(sentences.map(({ label }: { label: string }) => label)).toEqual([`${by} ${report.versions[version]}`]);
      expect(report.versions[version]).toMatch(/^[0-9a-f.]{5,12}$/);
    }
  });

  test('slow-kafka: after needs no restart and loses charges', async () => {
    const run = await runScenario('slow-kafka', '--variant', 'after');
    expect(run.code).toBe(1);
    expect(neverOf(run)).toEqual([]);
    expect(verdictOf(run, 'no-loss')).toBe('violated');
    expect(verdictOf(run, 'no-restart')).toBe('recovered');
    expect(verdictOf(run, 'fault-effective')).toBe('recovered');
  });
});
