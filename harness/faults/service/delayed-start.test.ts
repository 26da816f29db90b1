import { describe, expect, test } from 'vitest';
import { doubts, healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { service } from '../index.ts';

describe('a service that is late', () => {
  test('is not there while others are, and its heal starts it, once', async () => {
    const told = await tellOfServices({
      steps: [
        during(healedTwice(service.delayedStart('talker')), [
          startServices({ except: ['talker'] }),
          health('talker', 'refused'),
        ]),
        health('talker', 'says'),
      ],
    });
    const starts = told.of('process').filter(({ phase }) => phase === 'started');
    expect(starts.map(({ subject }) => subject)).toEqual(['bystander', 'talker']);
    provenByEach(told, {
      'no other was there': without((fact) => fact.kind === 'process' && fact.subject === 'bystander'),
      'it was there before': each((fact) =>
        fact.kind === 'process' && fact.subject === 'talker' ? { ...fact, at: 0 } : fact,
      ),
      'nobody asked at its port': without(
        (fact) => fact.kind === 'health' && fact.service === 'talker' && fact.answer === 'refused',
      ),
      'the heal started nobody': without((fact) => fact.kind === 'process' && fact.subject === 'talker'),
      'it never answered': without(
        (fact) => fact.kind === 'health' && fact.service === 'talker' && fact.answer === 'says',
      ),
    });
  });

  test('that is started all the same is no late service', async () => {
    const told = await tellOfServices({ steps: [during(service.delayedStart('talker'), [startServices()])] });
    expect(doubts(told).join()).toMatch(/talker was started as process/);
  });

  test('must not be there yet', async () => {
    const steps = [startServices({ only: ['talker'] }), during(service.delayedStart('talker'), [])];
    await expect(tellOfServices({ steps })).rejects.toThrow(/running already/);
  });
});
