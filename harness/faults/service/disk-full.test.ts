import { expect, test } from 'vitest';
import { healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { service } from '../index.ts';

test('a service whose disk is full can write nothing, by the word of the kernel, and can again after the heal', async () => {
  const told = await tellOfServices({
    steps: [
      startServices(),
      during(healedTwice(service.diskFull('talker')), [wait(seconds(1))]),
      health('talker', 'says'),
    ],
  });
  expect(told.of('process').filter(({ phase }) => phase === 'exited')).toEqual([]);
  const healing = told.of('fault').find(({ phase }) => phase === 'heal')?.at ?? 0;
  provenByEach(told, {
    'nobody read the limit': without((fact) => fact.kind === 'state' && fact.at < healing),
    'another limit held': each((fact) =>
      fact.kind === 'state' && fact.at < healing ? { ...fact, limits: { data: 0 } } : fact,
    ),
    'it held no more when the heal began': each((fact) =>
      fact.kind === 'state' && fact.at >= healing ? { ...fact, limits: {} } : fact,
    ),
    'it was not lifted': each((fact) =>
      fact.kind === 'state' && fact.limits?.['file-size'] === undefined
        ? { ...fact, limits: { 'file-size': 0 } }
        : fact,
    ),
  });
});
