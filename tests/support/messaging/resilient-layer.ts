import { expect } from 'vitest';
import type { RealKafka } from './kafka.ts';
import { openLayer, type TestedLayer, type TestedOptions } from './layer.ts';
import { timed, until } from './until.ts';

const up = { sends: 'UP', hears: 'UP', ready: true };

/** A resilient layer behind the route, not started. */
export const opened = (kafka: RealKafka, options: Partial<TestedOptions> = {}): TestedLayer =>
  openLayer({ generation: 'resilient', broker: kafka.route.listen, ...options });

/** A broker that answers, and a resilient layer that sends and hears. */
export async function running(kafka: RealKafka, options: Partial<TestedOptions> = {}): Promise<TestedLayer> {
  await kafka.start();
  const tested = opened(kafka, options);
  tested.layer.start();
  await isUp(tested, 20_000);
  return tested;
}

/** It says that it sends and hears. */
export const isUp = ({ layer }: TestedLayer, withinMs: number): Promise<void> =>
  until(withinMs, () => layer.status(), expect.objectContaining(up));

/** It says that it neither sends nor hears. */
export const isDown = ({ layer }: TestedLayer, withinMs: number): Promise<void> =>
  until(withinMs, () => [layer.status().sends === 'UP', layer.status().hears === 'UP'], [false, false]);

/** Everything was taken, once and in order; a last event would show a copy that comes late. */
export async function hasAll(tested: TestedLayer, numbers: readonly number[], withinMs: number): Promise<void> {
  const all = [...numbers, ...tested.publish(1_000_000)];
  await until(withinMs, () => tested.taken().at(-1), 1_000_000);
  expect(tested.taken()).toEqual(all);
  await until(2000, () => tested.layer.status().outboxDepth, 0);
}

/** How long after now it has taken something new, in milliseconds. */
export async function backAfter(tested: TestedLayer, withinMs: number): Promise<number> {
  const before = tested.taken().length;
  return timed(() => until(withinMs, () => tested.taken().length > before, true));
}
