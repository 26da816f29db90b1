import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Fleet } from './fleet.ts';
import type { Measured } from './measured.ts';
import type { LoadSettings } from './settings.ts';
import { openStage, type Stage } from './stage.ts';
import { pause, until } from './until.ts';

export interface LoadOptions extends LoadSettings {
  readonly broker: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const readyWithinMs = 60_000;
/** What was reported last may still be on its way. */
const shownWithinMs = 10_000;
const ticketsWithinMs = 60_000;
/** From the last one that supplies to the time that counts: what has just begun is not yet what stays. */
const settlesMs = 2000;

/** Starts central, plays everything around it, measures, and ends it all. */
export async function runLoad(options: LoadOptions): Promise<Measured> {
  const data = mkdtempSync(resolve(tmpdir(), 'ev-load-'));
  try {
    const stage = await openStage({ ...options, data });
    const signal = AbortSignal.any([options.signal, stage.broken]);
    try {
      await begin(options, stage, signal);
      options.say(`${options.chargePoints} charge points supply; measuring for ${options.minutes} min`);
      return await measure(options, stage, signal);
    } finally {
      await stage.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** All register, all are asked for, all supply. */
async function begin({ chargePoints }: LoadOptions, stage: Stage, signal: AbortSignal): Promise<void> {
  const { ledger, fleet } = stage;
  const isAll = (state: string) => {
    const { points } = ledger.panel();
    return points.length === chargePoints && points.every((point) => point.state === state);
  };
  const instead = () => {
    const counts = Map.groupBy(ledger.panel().points, ({ state }) => state);
    const states = [...counts].map(([state, some]) => `${some.length} ${state}`).join(', ') || 'no charge points';
    return `the panel shows ${states}; central has refused ${fleet.refusals()[0] ?? 'nothing'}`;
  };
  const bound = { withinMs: readyWithinMs, signal, instead };
  await until(fleet.ready, { ...bound, what: 'Kafka is reached' });
  await until(stage.watch.isThere, { ...bound, what: 'central answers' });
  stage.connect();
  await until(() => isAll('ACTIVATED'), { ...bound, what: 'all are ACTIVATED' });
  fleet.ask();
  await until(() => isAll('SUPPLYING'), { ...bound, what: 'all are SUPPLYING' });
  await pause(settlesMs, signal);
}

async function measure(options: LoadOptions, stage: Stage, signal: AbortSignal): Promise<Measured> {
  const { chargePoints, minutes } = options;
  const { ledger, fleet, watch } = stage;
  const own = monitorEventLoopDelay({ resolution: 10 });
  own.enable();
  const [from, takenBefore] = [Date.now(), watch.taken()];
  ledger.begin();
  await pause(minutes * 60_000, signal);
  ledger.end();
  const [to, taken] = [Date.now(), watch.taken() - takenBefore];
  own.disable();
  fleet.hush();
  const patient = (what: string, withinMs: number, condition: () => boolean) =>
    // What does not come is a finding, and no end of the run.
    until(condition, { what, withinMs, signal, instead: () => '' }).catch(() => signal.throwIfAborted());
  await patient('all are shown', shownWithinMs, () => ledger.waiting() === 0);
  fleet.unplug();
  await patient('all have tickets', ticketsWithinMs, () => fleet.tickets().size >= chargePoints);
  return {
    chargePoints,
    from,
    until: to,
    ...ledger.counted(),
    samples: watch.samples().filter(({ at }) => at >= from && at <= to),
    taken,
    ...ticketsOf(fleet),
    ownDelayMs: Math.round(own.max / 1e6),
  };
}

function ticketsOf(fleet: Fleet): Pick<Measured, 'tickets' | 'wrongTickets'> {
  const tickets = fleet.tickets();
  const wrongTickets = [...fleet.supplied()].flatMap(([session, wh]) => {
    const billed = tickets.get(session)?.suppliedWh;
    const there = billed === undefined ? 'no ticket' : `${billed} Wh billed`;
    return billed === wh ? [] : [`${session}: ${wh} Wh supplied, ${there}`];
  });
  return { tickets: tickets.size, wrongTickets };
}
