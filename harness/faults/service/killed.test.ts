import { describe, expect, test } from 'vitest';
import { doubts, healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { stepThat } from '../../../tests/support/faults/own-words.ts';
import { each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { service } from '../index.ts';

const story = [
  startServices(),
  during(healedTwice(service.killed('talker')), [health('talker', 'refused')]),
  health('talker', 'says'),
];

describe('a service that is killed', () => {
  test('ends by SIGKILL, nobody is at its port, and its heal starts another process, once', async () => {
    const told = await tellOfServices({ steps: story });
    const life = told.of('process').filter(({ subject }) => subject === 'talker');
    expect(life.map(({ phase, signal }) => signal ?? phase)).toEqual(['started', 'SIGKILL', 'started']);
    expect(life[2]?.pid).not.toBe(life[0]?.pid);
    provenByEach(told, {
      'nobody saw it end': without((fact) => fact.kind === 'process' && fact.phase === 'exited'),
      'it ended in another way': each((fact) =>
        fact.kind === 'process' && fact.phase === 'exited' ? { ...fact, signal: null, code: 0 } : fact,
      ),
      'nobody announced its end': without((fact) => fact.kind === 'intent' && fact.action === 'kill'),
      'nobody asked at its port': without((fact) => fact.kind === 'health' && fact.answer === 'refused'),
      'it answered meanwhile': each((fact) =>
        fact.kind === 'health' && fact.answer === 'refused' ? { ...fact, answer: 'says' } : fact,
      ),
      'no other process came': without(
        (fact) => fact.kind === 'process' && fact.phase === 'started' && fact.pid === life[2]?.pid,
      ),
      'somebody else started it': each((fact) =>
        fact.kind === 'intent' && fact.action === 'start' ? { ...fact, by: 'somebody' } : fact,
      ),
      'it never answered again': without(
        (fact) => fact.kind === 'health' && fact.answer === 'says' && fact.at > (life[2]?.at ?? 0),
      ),
    });
  });

  test('is not started again when the run is aborted: everything is about to be ended', async () => {
    const abort = new AbortController();
    const stop = stepThat('somebody stops the run', async () => abort.abort(new Error('enough')));
    const steps = [startServices(), during(service.killed('talker'), [stop, health('talker', 'refused')])];
    const told = await tellOfServices({ steps, signal: abort.signal });
    expect(told.of('process').filter(({ subject, phase }) => subject === 'talker' && phase === 'started')).toHaveLength(
      1,
    );
    expect(doubts(told)).not.toEqual([]);
  });

  test('must be there', async () => {
    await expect(tellOfServices({ steps: [during(service.killed('talker'), [])] })).rejects.toThrow(/not running/);
    await expect(tellOfServices({ steps: [during(service.killed('taker'), [])] })).rejects.toThrow(/talker, bystander/);
  });
});
