import { setTimeout as delay } from 'node:timers/promises';
import type { Member } from './member.ts';
import { readParty, writeParty } from './party.ts';
import { untilReady } from './ready.ts';
import { type Exit, lastLines, type Running, start } from './running.ts';

export interface KeepOptions {
  readonly data: string;
  /** In groups, by the order in which they are ended. */
  readonly groups: readonly (readonly Member[])[];
  readonly say: (line: string) => void;
  /** What a person can do when one has died. */
  readonly remedy: (name: string) => string;
  /** Called when all have been started. */
  readonly onStarted: (all: readonly Running[]) => void;
}

/** Two processors start three services in a second. */
const readyWithinMs = (count: number): number => 20_000 + count * 1000;
/** Each service ends itself within 1.5 s; what has not ended after this is killed. */
const endsWithinMs = 2500;

/**
 * Starts processes, says when they are ready, and stays until a signal; then it ends them in their order. One that dies
 * is said and not started again: whether the others stand it is what can be seen here.
 */
export async function keepUp({ data, groups, say, remedy, onStarted }: KeepOptions): Promise<void> {
  const ending = endedBySignals();
  const running = groups.map((members) => members.map((member) => start(member, data)));
  const all = running.flat();
  for (const one of all) note(data, one);
  let over = false;
  for (const one of all)
    void one.exited.then((exit) => {
      if (!over) for (const line of obituary(one, exit, remedy)) say(line);
    });
  try {
    onStarted(all);
    const began = performance.now();
    const unready = await untilReady(all, readyWithinMs(all.length), ending);
    for (const { name, why } of unready) say(`${name} is not ready: ${why}.`);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (unready.length === 0 && !ending.aborted)
      say(`Ready after ${seconds} s: ${all.length} ${all.length === 1 ? 'process' : 'processes'}.`);
    if (!ending.aborted) say('Ctrl-C ends them.');
    await aborted(ending);
  } finally {
    over = true;
    await endAll(running);
  }
}

/** So that nobody starts it twice, and a person can be told which process it is. */
function note(data: string, { member, identity }: Running): void {
  const party = readParty(data, member.party);
  if (party) writeParty(data, { ...party, processes: [...party.processes, identity] });
}

const obituary = (one: Running, { code, signal }: Exit, remedy: KeepOptions['remedy']): string[] => [
  `${one.member.name} (process ${one.identity.pid}) has died: ${signal ?? `exit code ${code}`}. Nobody starts it again.`,
  remedy(one.member.name),
  `The last that it said, in ${one.member.logFile}:`,
  ...lastLines(one).map((line) => `  ${line}`),
];

/** Ctrl-C, or whoever has started this asks it to end. */
function endedBySignals(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => ending.abort());
  return ending.signal;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    // A listener alone keeps no process alive, and all services may have died.
    const alive = setInterval(() => undefined, 60_000);
    const end = () => {
      clearInterval(alive);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

/** Ends one group after the other, all within one bound. */
export async function endAll(groups: readonly (readonly Running[])[]): Promise<void> {
  const enough = delay(endsWithinMs, undefined, { ref: false });
  for (const group of groups) {
    for (const one of group) one.signal('SIGTERM');
    await Promise.race([Promise.all(group.map(({ exited }) => exited)), enough]);
  }
  for (const one of groups.flat()) one.signal('SIGKILL');
  await Promise.all(groups.flat().map(({ exited }) => exited));
}
