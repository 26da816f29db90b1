import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodRun, told } from '../../../tests/support/histories/good-run.ts';
import { buildReport } from '../../report/build.ts';
import type { ServiceReport, StagesReport } from '../../report/model.ts';
import { stageOrder, stageSpans, stageTimes } from './stage-spans.ts';

const [service] = buildReport(told(goodRun()), []).services as readonly [ServiceReport];
const withStages = (stages: StagesReport): ServiceReport => ({ ...service, healedAt: 1000, stages });

test('a later stage proves an earlier one, and what was done before the way was usable takes no time', () => {
  const seen = withStages({ from: 0, tcp: 1200, metadata: 1200, joined: 900, fetched: 1100, effect: 1300 });
  expect(stageTimes(seen)).toEqual([
    ['tcp', 900],
    ['metadata', 900],
    ['joined', 900],
    ['fetched', 1100],
    ['effect', 1300],
  ]);
  expect(stageSpans(seen)).toEqual([
    { stage: 'fetched', from: 0, to: 100 },
    { stage: 'effect', from: 100, to: 300 },
  ]);
});

test('of stages that were done at the same instant the last one has the span', () => {
  const seen = withStages({ from: 0, joined: 1050, fetched: 1300, effect: 1300, caughtUp: 1300 });
  expect(stageSpans(seen).map(({ stage, to }) => `${stage} ${to}`)).toEqual(['joined 50', 'caughtUp 300']);
});

test('whatever was seen, spans follow each other without a gap and end with the last stage', () => {
  const time = fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined });
  fc.assert(
    fc.property(fc.record(Object.fromEntries(stageOrder.map((stage) => [stage, time]))), (stages) => {
      const present = Object.entries(stages).filter(([, at]) => at !== undefined);
      const spans = stageSpans(withStages({ from: 0, ...Object.fromEntries(present) }));
      let end = 0;
      for (const { from, to } of spans) {
        expect(from).toBe(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      const last = stageOrder.findLast((stage) => stages[stage] !== undefined);
      expect(end).toBe(last ? Math.max(0, (stages[last] ?? 0) - 1000) : 0);
    }),
  );
});

test('a service without stages has none', () => {
  expect(stageSpans({ ...service, stages: undefined } as unknown as ServiceReport)).toEqual([]);
});
