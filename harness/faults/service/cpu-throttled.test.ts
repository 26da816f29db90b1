import { describe, expect, test } from 'vitest';
import { doubts, healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { asked, each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { service } from '../index.ts';
import { cpuThrottled } from './cpu-throttled.ts';

describe('a service that is starved', () => {
  test('gets its share though it wants all, is seen standing still, and runs on afterwards', async () => {
    const told = await tellOfServices({
      steps: [
        startServices(),
        asked('/spin'),
        during(healedTwice(service.cpuThrottled('talker', { percent: 20 })), [wait(seconds(3))]),
        health('talker', 'says'),
      ],
    });
    const healing = told.of('fault').find(({ phase }) => phase === 'heal')?.at ?? 0;
    const states = told.of('state');
    const used = (states.find(({ at }) => at >= healing)?.cpuMs ?? 0) - (states[0]?.cpuMs ?? 0);
    // It spins, on a machine that others use as well: that it is let run at all is what a frozen one would not show.
    expect(used).toBeGreaterThan(50);
    // The first look of the heal tells what was used until then; those after it tell that it runs on.
    const healed = states.find(({ at }) => at >= healing)?.at ?? 0;
    provenByEach(told, {
      'nobody saw it stand still': without((fact) => fact.kind === 'state' && fact.at < healing && fact.state === 'T'),
      'it ran when it should not': each((fact) =>
        fact.kind === 'state' && fact.at < healing && fact.at > healing - 1000 ? { ...fact, state: 'R' } : fact,
      ),
      'it used a whole processor': each((fact) =>
        fact.kind === 'state' && fact.at >= healing ? { ...fact, cpuMs: (fact.cpuMs ?? 0) + 2400 } : fact,
      ),
      'nobody counted its time': each((fact) => {
        if (fact.kind !== 'state') return fact;
        const { cpuMs: _, ...rest } = fact;
        return rest;
      }),
      'nobody saw it run on': without((fact) => fact.kind === 'state' && fact.at > healed),
      'it stands still for ever': each((fact) =>
        fact.kind === 'state' && fact.at > healed ? { ...fact, state: 'T' } : fact,
      ),
    });
  });

  test('of a share that leaves it standing is said so', () => {
    const { error } = cpuThrottled.options.safeParse(service.cpuThrottled('talker', { percent: 0 }).with);
    expect(error?.issues[0]?.message).toMatch(/1 to 90/);
  });

  test('that dies meanwhile is not taken for a starved one', async () => {
    const told = await tellOfServices({
      steps: [
        startServices(),
        during(service.cpuThrottled('talker', { percent: 50 }), [asked('/exit'), wait(seconds(1))]),
      ],
    });
    expect(doubts(told).join()).toMatch(/gone/);
  });
});
