import { recordsOf } from '../analysis/records.ts';
import type { History } from '../model/history.ts';
import type { Lane, TopicLane } from './model.ts';

/** What happened to each service over time. */
export function lanes(history: History): Lane[] {
  const end = history.facts.at(-1)?.at ?? 0;
  return history.run.services.map(({ name, source }) => ({
    service: name,
    probes: merge(
      history
        .of('probe')
        .filter(({ route }) => route === name)
        .map(({ outcome, first, last }) => ({ outcome, from: first, to: last })),
    ),
    words: words(history, name, end),
    records: recordsOf(history, source).map(({ appendedAt }) => appendedAt),
  }));
}

/** What came into each topic over time. */
export function topicLanes(history: History): TopicLane[] {
  const known = history.run.topics.map(({ name }): [string, number[]] => [name, []]);
  const times = new Map(known);
  for (const { topic, appendedAt } of history.of('record')) {
    const ofTopic = times.get(topic);
    if (ofTopic) ofTopic.push(appendedAt);
    else times.set(topic, [appendedAt]);
  }
  return [...times].flatMap(([topic, records]) =>
    records.length === 0 ? [] : [{ topic, records: records.sort((one, other) => one - other) }],
  );
}

/** Stretches of the same outcome, one after the other, are one stretch. */
function merge(probes: Lane['probes']): Lane['probes'] {
  const merged: { outcome: Lane['probes'][number]['outcome']; from: number; to: number }[] = [];
  for (const probe of probes) {
    const before = merged.at(-1);
    if (before && before.outcome === probe.outcome) before.to = probe.to;
    else merged.push({ ...probe });
  }
  return merged;
}

function words(history: History, service: string, end: number): Lane['words'] {
  const facts = history.of('health').filter((fact) => fact.service === service);
  return facts.map(({ at, answer, ready }, index) => ({
    word: answer === 'says' ? (ready ? 'ready' : 'waiting') : 'silent',
    from: at,
    to: facts[index + 1]?.at ?? end,
  }));
}
