import { createInterface } from 'node:readline';
import { asked, type Engine, engineGone } from './engine.ts';
import { runLabel } from './labels.ts';

/** What the engine tells of a container: die, start, oom, pause, … */
export interface ContainerEvent {
  readonly id: string;
  readonly action: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Nanoseconds since the epoch, as the engine writes it. */
  readonly timeNano: number;
}

/** The engine's own word on the containers of one run, as it comes. */
export interface Events {
  on(container: string, listener: (event: ContainerEvent) => void): void;
  /** Throws when the engine went away meanwhile: then no silence means anything. */
  check(): void;
  close(): void;
}

export async function followEvents({ docker }: Engine, run: string): Promise<Events> {
  const stream = await asked('Following the events of the engine', () =>
    docker.getEvents({ filters: { type: ['container'], label: [`${runLabel}=${run}`] } }),
  );
  const listeners = new Map<string, ((event: ContainerEvent) => void)[]>();
  let closed = false;
  let gone = false;
  const end = () => {
    gone = !closed;
  };
  const lines = createInterface({ input: stream });
  lines.on('line', (line) => {
    const event = parse(line);
    for (const listener of (event && listeners.get(event.id)) ?? []) if (event) listener(event);
  });
  stream.on('error', end);
  // What reads a stream throws its errors again.
  lines.on('error', end);
  lines.once('close', end);
  return {
    on: (container, listener) => void listeners.set(container, [...(listeners.get(container) ?? []), listener]),
    check: () => {
      if (gone) throw engineGone();
    },
    close: () => {
      closed = true;
      (stream as NodeJS.ReadableStream & { destroy?(): void }).destroy?.();
    },
  };
}

function parse(line: string): ContainerEvent | undefined {
  if (line.trim() === '') return undefined;
  const { Action, Actor, timeNano } = JSON.parse(line) as {
    readonly Action: string;
    readonly Actor: { readonly ID: string; readonly Attributes: Record<string, string> };
    readonly timeNano: number;
  };
  return { id: Actor.ID, action: Action, attributes: Actor.Attributes, timeNano };
}
