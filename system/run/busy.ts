import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './party.ts';

/** Some hours of driving about. */
const lines = 300;
/** How long a simulated vehicle waits, in milliseconds. */
export const plugAfterMs = 3000;

/**
 * A services file for the nth driver: all charge points in turn, each driver with a stride of its own, so that they meet
 * now and then. One that is there is kept: a changed one would be begun anew.
 */
export function servicesFileFor(data: string, driverId: string, number: number, points: readonly string[]): string {
  const file = join(folderOf(data, driverId), `services-${points.length}.txt`);
  const order = Array.from({ length: lines }, (_, line) => points[(number * 3 + line * (number + 1)) % points.length]);
  if (!existsSync(file)) writeFileSync(file, `${order.join('\n')}\n`);
  return file;
}
