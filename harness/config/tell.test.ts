import { describe, expect, test } from 'vitest';
import { everyStory, honestReadiness } from '../checks/index.ts';
import { during } from '../engine/steps/during.ts';
import { expectRecovery } from '../engine/steps/expect-recovery.ts';
import { wait } from '../engine/steps/wait.ts';
import { route, service } from '../faults/index.ts';
import { ms, seconds } from '../model/clock.ts';
import { type Story, story, type Telling } from '../model/story.ts';
import type { SystemDescription } from '../model/system.ts';
import { validateScenario } from './scenario-shape.ts';
import { tell, tellingsOf } from './tell.ts';

const service_ = (name: string, kafka: boolean) => ({
  ...{ name, kafka, ports: ['http'], command: () => ['true'] },
  ...(kafka ? { source: name } : {}),
});
const system: SystemDescription = {
  name: 'shop',
  topics: [{ name: 'orders', partitions: 1 }],
  services: [service_('intake', true), service_('billing', true), service_('shelf', false)],
  links: [
    {
      name: 'shelf-intake',
      from: 'shelf',
      to: 'intake',
      port: 'http',
      question: Buffer.from('?'),
      answer: Buffer.from('!'),
    },
  ],
  variants: ['only'],
  invariants: [],
  read: () => {
    throw new Error('Nothing is read here.');
  },
  readHealth: () => ({ ready: true, waitingFor: [] }),
};
const load: Telling['load'] = {
  title: 'orders',
  every: ms(500),
  ask: async () => ({ phase: 'ok', detail: '' }),
};
const telling: Telling = { system, load };
const killed: Story = story({
  title: ({ service: name }) => `${name} dies`,
  story: 'It dies.',
  tags: ['parts'],
  steps: ({ inFullSwing, meanwhile, service: name, within }) => [
    ...inFullSwing,
    during(service.killed(name), meanwhile(wait(seconds(3)))),
    expectRecovery({ within }),
  ],
  also: [honestReadiness],
});
const told = (file: string, name: string, changed: Partial<Telling> = {}) => {
  const all = { ...telling, ...changed };
  const named = tellingsOf(file, all).find((one) => one.name === name);
  if (!named) throw new Error(`${name} is not told.`);
  return validateScenario(tell(killed, named, all), `${file}.ts`);
};
const names = (file: string, otherwise: Telling['otherwise'] = {}) =>
  tellingsOf(file, { ...telling, otherwise }).map(({ name }) => name);

describe('a story of the catalogue', () => {
  test('is told once, or of each service or link, and called after it', () => {
    expect(names('calm')).toEqual(['calm']);
    expect(names('[service]-killed')).toEqual(['intake-killed', 'billing-killed', 'shelf-killed']);
    expect(names('link-[link]-cut')).toEqual(['link-shelf-intake-cut']);
  });

  test('is told of those only whom the system names, and not where it cannot be told', () => {
    expect(names('[service]-killed', { '[service]-killed': { services: ['billing'] } })).toEqual(['billing-killed']);
    expect(names('[service]-killed', { 'billing-killed': { notTold: 'It has no data.' } })).toHaveLength(2);
    expect(names('calm', { calm: { notTold: 'There is no calm here.' } })).toEqual([]);
  });

  test('is a scenario as it must be, of the one that it is about', () => {
    const { title, steps, expect: checks } = told('[service]-killed', 'billing-killed');
    expect(title).toBe('billing dies');
    expect(steps[3]).toMatchObject({
      fault: 'service.killed',
      with: { service: 'billing' },
      steps: [wait(seconds(3))],
    });
    expect(checks.map(({ name }) => name)).toEqual([...everyStory, honestReadiness].map(({ name }) => name));
  });

  test('has what the system has otherwise: of all tellings, and before that of this one', () => {
    const own = wait(seconds(1));
    const otherwise = {
      '[service]-killed': { meanwhile: [own], without: ['no-zombie'], tags: ['all'] },
      'intake-killed': { tags: ['one'], before: [wait(seconds(2))] },
    };
    const one = told('[service]-killed', 'intake-killed', { otherwise });
    expect(one.tags).toEqual(['one']);
    expect(one.steps.slice(3)).toMatchObject([wait(seconds(2)), { steps: [own] }, {}]);
    expect(one.expect.map(({ name }) => name)).not.toContain('no-zombie');
    expect(told('[service]-killed', 'shelf-killed', { otherwise }).tags).toEqual(['all']);
  });

  test('gives a system so long as it says, by what was broken', () => {
    const within = { ways: seconds(1), starts: seconds(2) };
    const ways: Story = {
      ...killed,
      breaks: 'ways',
      steps: ({ within: so }) => [during(route.cut(), []), expectRecovery({ within: so })],
    };
    const bound = (one: Story) => {
      const { steps } = tell(one, { name: 'x', file: 'x', service: 'intake', link: '' }, { ...telling, within });
      return steps.at(-1)?.with?.withinMs;
    };
    expect([bound(ways), bound(killed)]).toEqual([1000, 2000]);
  });
});
