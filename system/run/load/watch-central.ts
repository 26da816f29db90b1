import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { figuresOf } from '../proc.ts';
import type { Sample } from './measured.ts';

export interface WatchOptions {
  readonly pid: number;
  readonly page: string;
  readonly databaseFile: string;
  readonly fleetDepth: () => number;
}

export interface CentralWatch {
  /** Whether it has answered yet. */
  isThere(): boolean;
  samples(): readonly Sample[];
  /** How far it is in Kafka's topics, by its own database: so many events it has taken. */
  taken(): number;
  stop(): void;
}

const health = z.object({ kafka: z.object({ outboxDepth: z.int() }) });
const everyMs = 1000;

/** Looks at central from outside, each second: the kernel's figures, its health, its database. */
export function watchCentral({ pid, page, databaseFile, fleetDepth }: WatchOptions): CentralWatch {
  const samples: Sample[] = [];
  const look = async () => {
    const answer = await fetch(`${page}health`, { signal: AbortSignal.timeout(everyMs) });
    const { outboxDepth } = health.parse(await answer.json()).kafka;
    const figures = figuresOf(pid);
    if (!figures) return;
    const { residentBytes, cpuMs } = figures;
    samples.push({ at: Date.now(), residentBytes, cpuMs, outboxDepth, fleetDepth: fleetDepth() });
  };
  // One that does not answer in time has no sample, and that is all: the panel tells more.
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  return {
    isThere: () => samples.length > 0,
    samples: () => samples,
    taken: () => {
      const database = new DatabaseSync(databaseFile, { readOnly: true });
      try {
        return Number(database.prepare('SELECT sum(next) AS events FROM places').get()?.events);
      } finally {
        database.close();
      }
    },
    stop: () => clearInterval(timer),
  };
}
