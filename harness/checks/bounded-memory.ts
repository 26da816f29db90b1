import { z } from 'zod';
import { lastMoment } from '../analysis/intervals.ts';
import { configurable, notExercised, passed, violated } from '../model/check.ts';
import { megabytes } from '../model/clock.ts';
import type { History, Placed } from '../model/history.ts';

/**
 * A virtual machine lets its heap grow as long as nobody else wants the memory: Java takes a quarter of the machine's
 * memory if nobody says otherwise, and begins with a 64th. So by default little is called a leak: half a gigabyte within
 * a story of a minute is one in any language that was tried.
 */
const options = z.strictObject({
  mostBytes: z.number().positive().default(megabytes(4000)),
  mostGrowthBytes: z.number().positive().default(megabytes(500)),
});
/** Node compiles, loads and fills its caches first. */
const settledAfterMs = 5000;
const watchedForMs = 7000;

/** Resident memory by the operating system's word: how much a service may hold, and how much it may grow. */
export const boundedMemory = configurable({
  name: 'bounded-memory',
  gravity: 'cost',
  options,
  claim: ({ mostBytes, mostGrowthBytes }) =>
    `no service held more than ${mostBytes / 1e6} MB, or grew by more than ${mostGrowthBytes / 1e6} MB from ${settledAfterMs / 1000} s after its start`,
  judge: (history, { mostBytes, mostGrowthBytes }) => {
    const lives = livesOf(history);
    const lines = lives.flatMap((life) => [life.settled, life.last, life.most].map(({ line }) => line));
    const wrong = lives.filter(({ most, growth }) => most.residentBytes > mostBytes || growth > mostGrowthBytes);
    if (wrong.length > 0) return violated(wrong.map(describe).join('; '), lines);
    const long = lives.filter(({ watchedMs }) => watchedMs >= watchedForMs);
    const unseen = history.run.services.filter(({ name }) => !long.some(({ service }) => service === name));
    if (unseen.length > 0) {
      const names = unseen.map(({ name }) => name).join(', ');
      return notExercised(`${names} was not watched for ${watchedForMs / 1000} s`, lines);
    }
    const fattest = long.reduce((one, other) => (other.growth > one.growth ? other : one));
    return passed(`most growth: ${describe(fattest)}`, lines);
  },
});

interface Life {
  readonly service: string;
  /** From its start to the last look at it. */
  readonly watchedMs: number;
  readonly settled: Placed<'usage'>;
  readonly last: Placed<'usage'>;
  readonly most: Placed<'usage'>;
  readonly growth: number;
}

/** Each process of each service, from its start to its end or that of the story. */
function livesOf(history: History): Life[] {
  const end = lastMoment(history);
  const looks = history.of('usage').filter(({ at }) => at <= end);
  const starts = history.of('process').filter(({ phase }) => phase === 'started');
  return [...Map.groupBy(looks, ({ service, pid }) => `${service} ${pid}`).values()].flatMap((mine) => {
    const [first] = mine;
    const last = mine.at(-1);
    const born = starts.find(({ subject, pid }) => subject === first?.service && pid === first.pid);
    if (!first || !last || !born) return [];
    const settled = mine.find(({ at }) => at >= born.at + settledAfterMs) ?? last;
    const most = mine.reduce((one, other) => (other.residentBytes > one.residentBytes ? other : one));
    const growth = last.residentBytes - settled.residentBytes;
    return [{ service: first.service, watchedMs: last.at - born.at, settled, last, most, growth }];
  });
}

const describe = ({ service, settled, last, most, growth }: Life): string => {
  const minutes = Math.max(1, last.at - settled.at) / 60_000;
  return `${service}, ${mega(growth)} MB in ${((last.at - settled.at) / 1000).toFixed(0)} s (${mega(growth / minutes)} MB a minute), at most ${mega(most.residentBytes)} MB`;
};

const mega = (bytes: number): string => (bytes / 1e6).toFixed(0);
