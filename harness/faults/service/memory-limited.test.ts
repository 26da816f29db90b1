import { describe, expect, test } from 'vitest';
import { doubts, healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { asked, each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { service } from '../index.ts';

const bytes = 1_000_000_000;

describe('a service that gets no more memory', () => {
  test('lives where the bound is above what it needs, and the kernel says that it holds, and that it does no more', async () => {
    const told = await tellOfServices({
      steps: [
        startServices(),
        during(healedTwice(service.memoryLimited('talker', { bytes })), [asked('/'), wait(seconds(1))]),
        health('talker', 'says'),
      ],
    });
    expect(told.of('process').filter(({ phase }) => phase === 'exited')).toEqual([]);
    const healing = told.of('fault').find(({ phase }) => phase === 'heal')?.at ?? 0;
    provenByEach(told, {
      'nobody read the limit': without((fact) => fact.kind === 'state' && fact.at < healing),
      'another limit held': each((fact) =>
        fact.kind === 'state' && fact.at < healing ? { ...fact, limits: { data: bytes + 1 } } : fact,
      ),
      'it held no more when the heal began': each((fact) =>
        fact.kind === 'state' && fact.limits?.data !== undefined && fact.at >= healing ? { ...fact, limits: {} } : fact,
      ),
      'nobody saw it lifted': without((fact) => fact.kind === 'state' && fact.limits?.data === undefined),
      'it was not lifted': each((fact) =>
        fact.kind === 'state' && fact.limits?.data === undefined ? { ...fact, limits: { data: bytes } } : fact,
      ),
    });
  });

  test('dies where it needs more, and that is told', async () => {
    const steps = [
      startServices(),
      during(service.memoryLimited('talker', { bytes: 200_000_000 }), [asked('/hoard'), health('talker', 'refused')]),
    ];
    const told = await tellOfServices({ steps });
    expect(told.of('process').find(({ phase }) => phase === 'exited')).toMatchObject({ subject: 'talker' });
    provenByEach(told, {
      'nobody saw it die': without((fact) => fact.kind === 'process' && fact.phase === 'exited'),
    });
    expect(doubts(told)).toEqual([]);
  });
});
