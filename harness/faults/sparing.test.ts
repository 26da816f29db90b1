import { expect, test } from 'vitest';
import { z } from 'zod';
import { degraded } from '../engine/conditions.ts';
import { during, together } from '../engine/steps/during.ts';
import { expectAvailability } from '../engine/steps/expect-availability.ts';
import { expectRecovery } from '../engine/steps/expect-recovery.ts';
import { startBroker } from '../engine/steps/start-broker.ts';
import { startServices } from '../engine/steps/start-services.ts';
import { wait } from '../engine/steps/wait.ts';
import { waitUntil } from '../engine/steps/wait-until.ts';
import { vocabularyOf } from '../engine/vocabulary.ts';
import { seconds } from '../model/clock.ts';
import type { FaultUse } from '../model/fault.ts';
import type { StepType } from '../model/step.ts';
import { broker, faultTypes, link, route, service, topics } from './index.ts';

const spares = ({ fault }: FaultUse) => faultTypes.get(fault)?.sparesKafka === true;

test('every fault says whether it leaves the ways to Kafka as they are, as its family did in older histories', () => {
  const spare = [
    service.killed('x'),
    service.paused('x'),
    service.delayedStart('x'),
    service.clockMoved('x', { ahead: seconds(1) }),
    service.cpuThrottled('x', { percent: 5 }),
    service.memoryLimited('x', { bytes: 1 }),
    service.outOfMemory('x'),
    service.diskFull('x'),
    link.cut(),
    link.blackHole(),
    link.garbage({ seed: 1 }),
  ];
  expect(spare.filter((use) => !spares(use))).toEqual([]);
  const named = [...faultTypes.keys()].filter((name) => /^(service|link)\./.test(name));
  expect(spare).toHaveLength(named.length);
  const touch = [broker.killed(), broker.paused(), route.cut(), route.reset(), topics.missing()];
  expect(touch.filter(spares)).toEqual([]);
});

test('it is known of every step of the harness what it brings, and of none that somebody else made of it', () => {
  const steps = [
    wait(seconds(1)),
    waitUntil('x', degraded(), { within: seconds(1) }),
    during(route.cut(), []),
    together([route.cut(), broker.paused()], []),
    expectAvailability({ within: seconds(1) }),
    expectRecovery({ within: seconds(1) }),
    startBroker(),
    startServices(),
  ];
  const own: StepType = { name: 'own', options: z.strictObject({}), title: () => 'own', run: async () => undefined };
  const unsaid = vocabularyOf({ steps: [own] });
  expect(steps.filter(unsaid.isUnsaid)).toEqual([]);
  expect(unsaid.isUnsaid({ do: 'own' })).toBe(true);
  expect(unsaid.isUnsaid({ do: 'own', fault: 'route.cut' })).toBe(false);
  expect(vocabularyOf({ steps: [{ ...own, brings: 'nothing' }] }).isUnsaid({ do: 'own' })).toBe(false);
});
