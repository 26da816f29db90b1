import { expect, test } from 'vitest';
import { tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { seconds } from '../../model/clock.ts';
import type { History } from '../../model/history.ts';
import { startServices } from './start-services.ts';

const started = (told: History) =>
  told
    .of('process')
    .filter(({ phase }) => phase === 'started')
    .map(({ subject }) => subject);

test('services start in the order of the story, and one that runs is left alone', async () => {
  const steps = [startServices({ only: ['bystander'] }), startServices({ only: ['talker'] }), startServices()];
  const told = await tellOfServices({ steps });
  expect(started(told)).toEqual(['bystander', 'talker']);
  const [, second] = told.of('step').filter(({ phase }) => phase === 'begin');
  const answered = told.of('health').find(({ service, answer }) => service === 'bystander' && answer === 'says');
  expect(answered?.at).toBeLessThan(second?.at ?? 0);
});

test('all but those that are named start', async () => {
  expect(started(await tellOfServices({ steps: [startServices({ except: ['talker'] })] }))).toEqual(['bystander']);
});

test('a name that no service has is said so, and nothing is started', async () => {
  await expect(tellOfServices({ steps: [startServices({ except: ['taker'] })] })).rejects.toThrow(/talker, bystander/);
});

test('services that must be ready are waited for until they say so, and one that never does is named', async () => {
  const steps = [startServices({ ready: true, within: seconds(3) })];
  let looks = 0;
  const readHealth = () => ({ ready: ++looks > 6, waitingFor: [] });
  const ready = (await tellOfServices({ steps, readHealth })).of('step').at(-1);
  expect(ready).toMatchObject({ outcome: 'done' });
  expect(looks).toBeGreaterThan(6);
  const never = await tellOfServices({ steps, readHealth: () => ({ ready: false, waitingFor: ['kafka'] }) });
  expect(never.of('step').at(-1)).toMatchObject({
    outcome: 'failed',
    reason: 'talker, bystander did not say on /health that they were ready within 3 s',
  });
});
