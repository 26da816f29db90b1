import { describe, expect, test } from 'vitest';
import { healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { stepThat } from '../../../tests/support/faults/own-words.ts';
import { each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { service } from '../index.ts';

describe('a service that is frozen', () => {
  test('is stopped, silent on its port, and the same process afterwards', async () => {
    const told = await tellOfServices({
      steps: [
        startServices(),
        during(healedTwice(service.paused('talker')), [health('talker', 'silent')]),
        health('talker', 'says'),
      ],
    });
    const healing = told.of('fault').find(({ phase }) => phase === 'heal')?.at ?? 0;
    const stopped = (when: (at: number) => boolean) =>
      without((fact) => fact.kind === 'state' && fact.state === 'T' && when(fact.at));
    provenByEach(told, {
      'nobody saw it stopped': stopped((at) => at < healing),
      'nobody saw it stopped to the end': stopped((at) => at >= healing),
      'it answered meanwhile': each((fact) =>
        fact.kind === 'health' && fact.answer === 'silent' ? { ...fact, answer: 'says' } : fact,
      ),
      'it was not there': each((fact) =>
        fact.kind === 'health' && fact.answer === 'silent' ? { ...fact, answer: 'refused' } : fact,
      ),
      'nobody asked at its port': without((fact) => fact.kind === 'health' && fact.answer === 'silent'),
      'nobody saw it run again': without((fact) => fact.kind === 'state' && fact.state !== 'T' && fact.at > healing),
      'another process runs': each((fact) =>
        fact.kind === 'state' && fact.state !== 'T' && fact.at > healing ? { ...fact, pid: 1 } : fact,
      ),
      'it never answered again': without(
        (fact) => fact.kind === 'health' && fact.answer === 'says' && fact.at > healing,
      ),
    });
    expect(told.of('process').filter(({ subject }) => subject === 'talker')).toHaveLength(1);
  });

  test('goes on when the run is aborted', async () => {
    const abort = new AbortController();
    const stop = stepThat('somebody stops the run', async () => abort.abort(new Error('enough')));
    const steps = [startServices(), during(service.paused('talker'), [stop, health('talker', 'silent')])];
    const told = await tellOfServices({ steps, signal: abort.signal });
    expect(told.of('state').at(-1)?.state).toMatch(/[RSD]/);
  });
});
