import { expect, test } from 'vitest';
import { during } from '../engine/steps/during.ts';
import { goOn } from '../engine/steps/go-on.ts';
import { hold } from '../engine/steps/hold.ts';
import { recover } from '../engine/steps/recover.ts';
import { startBroker } from '../engine/steps/start-broker.ts';
import { startServices } from '../engine/steps/start-services.ts';
import { together } from '../engine/steps/together.ts';
import { until } from '../engine/steps/until.ts';
import { seconds } from '../model/clock.ts';
import { isUnsaid } from '../model/step.ts';
import { broker, link, route, service, topics } from './index.ts';

test('every fault says whether it leaves the ways to Kafka as they are, as its family did in older histories', () => {
  const spare = [
    service.killed('x'),
    service.frozen('x'),
    service.late('x'),
    service.clockMoved('x', { ahead: seconds(1) }),
    service.starved('x', { percent: 5 }),
    service.memoryLimited('x', { bytes: 1 }),
    service.outOfMemory('x'),
    service.diskFull('x'),
    link.cut(),
    link.blackHole(),
    link.garbage({ seed: 1 }),
  ];
  expect(spare.filter(({ sparesKafka }) => sparesKafka !== true)).toEqual([]);
  expect(spare).toHaveLength(Object.keys(service).length + Object.keys(link).length);
  const touch = [broker.killed(), broker.frozen(), route.cut(), route.reset(), topics.missing()];
  expect(touch.filter(({ sparesKafka }) => sparesKafka === true)).toEqual([]);
});

test('it is known of every step of the harness what it brings, and of none that somebody else made of it', () => {
  const steps = [
    hold(seconds(1)),
    until('x', { holds: () => true, missing: () => '' }, { within: seconds(1) }),
    during(route.cut(), []),
    together([route.cut(), broker.frozen()], []),
    goOn({ within: seconds(1) }),
    recover({ within: seconds(1) }),
    startBroker(),
    startServices(),
  ];
  expect(steps.filter(isUnsaid)).toEqual([]);
  const [first] = steps;
  const changed = { ...hold(seconds(1)), run: async () => undefined };
  expect(first && isUnsaid({ ...first })).toBe(false);
  expect(isUnsaid(changed)).toBe(true);
  expect(isUnsaid({ ...changed, brings: 'nothing' })).toBe(false);
});
