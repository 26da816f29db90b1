import { everyStory } from '../checks/index.ts';
import { fulfilledOperations } from '../engine/conditions.ts';
import { startBroker } from '../engine/steps/start-broker.ts';
import { startServices } from '../engine/steps/start-services.ts';
import { waitUntil } from '../engine/steps/wait-until.ts';
import { seconds } from '../model/clock.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Cast, Otherwise, Story, Telling } from '../model/story.ts';

/** One telling of a story: the name of its run, the story's file without its ending, and whom it is about. */
export interface Named {
  readonly name: string;
  readonly file: string;
  readonly service: string;
  readonly link: string;
}

/** All tellings of the story in such a file: one, or one for each service or link of the system. */
export function tellingsOf(file: string, telling: Telling): Named[] {
  const { system, otherwise } = telling;
  const about = { name: file, file, service: '', link: '' };
  // What is about links has nothing to say of a system that has none.
  if (/\blink\b/.test(file) && !system.links?.length) return [];
  const named = file.includes('[service]')
    ? servicesOf(telling, file).map((service) => ({ ...about, name: file.replace('[service]', service), service }))
    : file.includes('[link]')
      ? (system.links ?? []).map(({ name: link }) => ({ ...about, name: file.replace('[link]', link), link }))
      : [about];
  return named.filter(
    ({ name }) => otherwise?.[name]?.notTold === undefined && otherwise?.[file]?.notTold === undefined,
  );
}

const servicesOf = ({ system, otherwise }: Telling, file: string): readonly string[] =>
  otherwise?.[file]?.services ?? system.services.map(({ name }) => name);

/** The story, told of this system. */
export function tell(story: Story, named: Named, telling: Telling): Scenario {
  const { system, load, expect = [...everyStory, ...system.invariants], within = {}, otherwise } = telling;
  const own: Otherwise = { ...otherwise?.[named.file], ...otherwise?.[named.name] };
  const { title, story: sentence, steps, also = [], breaks, tags, ...rest } = story;
  const [topic] = system.topics;
  const cast: Cast = {
    system,
    service: named.service,
    link: named.link,
    services: servicesOf(telling, named.file),
    onKafka: system.services.filter(({ kafka }) => kafka).map(({ name }) => name),
    busiest: telling.busiest ?? { topic: topic?.name ?? '', partition: 0 },
    within: breaks === 'ways' ? (within.ways ?? seconds(10)) : (within.starts ?? seconds(15)),
    inFullSwing: [
      startBroker(),
      startServices({ ready: true }),
      waitUntil('a first request has gone all the way', fulfilledOperations(1), { within: seconds(15) }),
      ...(own.before ?? []),
    ],
    meanwhile: (...usual) => own.meanwhile ?? usual,
  };
  const said = (what: Story['title']): string => (typeof what === 'string' ? what : what(cast));
  return {
    title: own.title ?? said(title),
    story: own.story ?? said(sentence),
    tags: own.tags ?? tags,
    system,
    load: own.load ?? load,
    steps: steps(cast),
    ...rest,
    expect: [...expect, ...also].filter(({ name }) => own.without?.includes(name) !== true),
  };
}
