import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { buildReport } from './build.ts';

const build = (facts: readonly Fact[]) => buildReport(told(facts), []);

describe('processes', () => {
  test('are each told once, with what was meant by their end', () => {
    const { processes = [] } = build(goodRun());
    expect(processes.map(({ service, pid, startTime }) => [service, pid, startTime])).toEqual([
      ['driver', 100, '10000'],
      ['central', 101, '10100'],
      ['engine', 102, '10200'],
      ['monitor', 103, '10300'],
    ]);
    expect(processes[0]?.end).toEqual({ at: 10_400, code: 0, signal: null, meant: 'stop by down' });
  });

  test('that died say that nobody meant it, and the next one with the same pid is another one', () => {
    const facts = goodRun();
    const process = { kind: 'process', subject: 'driver', pid: 100 } as const;
    const died: Fact[] = [
      { ...process, at: 5000, phase: 'exited', startTime: '10000', code: null, signal: 'SIGKILL' },
      { ...process, at: 5001, phase: 'started', startTime: '10001', container: 'c0ffee' },
    ];
    const after = facts.findIndex(({ at }) => at > 5000);
    const { processes = [] } = build([...facts.slice(0, after), ...died, ...facts.slice(after)]);
    const drivers = processes.filter(({ service }) => service === 'driver');
    expect(drivers.map(({ startTime, container }) => `${startTime} ${container}`)).toEqual([
      '10000 null',
      '10001 c0ffee',
    ]);
    expect(drivers[0]?.end).toMatchObject({ signal: 'SIGKILL', meant: null });
  });
});

test('moments are the fault, its heal, and where each violation begins', () => {
  expect(build(goodRun()).moments?.map(({ kind, at }) => `${kind} ${at}`)).toEqual(['inject 2', 'heal 7000']);
  const lost = build(goodRun().filter(({ kind }) => kind !== 'record'));
  const asked = goodRun().find(({ kind }) => kind === 'operation')?.at;
  expect(lost.moments?.filter(({ title }) => title === 'no-loss')).toEqual([
    { at: asked, kind: 'violation', title: 'no-loss' },
  ]);
});

test('every record stands in the lane of its topic', () => {
  const records = goodRun().filter(({ kind }) => kind === 'record').length;
  expect(build(goodRun()).topics?.map(({ topic, records: its }) => `${topic} ${its.length}`)).toEqual([
    `events ${records}`,
  ]);
});
