import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { now } from '../model/clock.ts';
import type { Draft, Fact } from '../model/fact.ts';
import { Failure } from '../model/failure.ts';
import { growingHistory } from '../model/history.ts';
import type { Recorder } from '../model/recorder.ts';

const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;

export interface HistoryWriter extends Recorder {
  readonly startedAt: number;
  /** Writes the last fact, with the number of those before it; what comes later is not taken. Twice does no harm. */
  close(): void;
}

export interface WriterOptions {
  readonly path: string;
  /** Called once when a fact cannot be written (a full disk, say): a run without its history is worth nothing. */
  readonly onBroken: (failure: Failure) => void;
}

/** Opens a new history. Each fact is on its way to the disk before anything looks at it, so that a kill loses none. */
export function openHistory({ path, onBroken }: WriterOptions): HistoryWriter {
  const startedAt = now();
  // Its folder was made for this run, so a link in it was put there by somebody else.
  const file = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW);
  const history = growingHistory();
  const { facts } = history;
  const listeners = new Set<() => void>();
  let state: 'open' | 'broken' | 'closed' = 'open';

  const write = (fact: Fact): void => {
    try {
      // A disk that is nearly full takes a part of a line and says nothing; only the next attempt is refused, and this
      // attempts until the whole line is there.
      writeFileSync(file, `${JSON.stringify(fact)}\n`);
    } catch (cause) {
      state = 'broken';
      const happened = cause instanceof Error ? cause.message : String(cause);
      onBroken(
        new Failure('missing', {
          attempted: `write fact ${facts.length + 1} to ${path}`,
          happened,
          remedy: 'Make room on that disk (or name another folder with --out) and run again. What was written is kept.',
          cause,
        }),
      );
    }
  };

  const isBroken = () => state === 'broken';
  const elapsed = (): number => Math.round((now() - startedAt) * 1000) / 1000;

  const record = (draft: Draft): Fact => {
    const { kind, ...rest } = draft;
    const fact = { kind, at: elapsed(), ...rest } as Fact;
    if (state !== 'open') return fact;
    write(fact);
    // What is not on the disk must not be in the report that is made of what is.
    if (isBroken()) return fact;
    history.add({ ...fact });
    for (const listener of [...listeners]) listener();
    return fact;
  };

  const close = (): void => {
    if (state === 'open') {
      record({ kind: 'closed', facts: facts.length });
      state = 'closed';
      closeSync(file);
    } else if (state === 'broken') {
      state = 'closed';
      closeSync(file);
    }
  };

  return {
    startedAt,
    record,
    close,
    elapsed,
    relative: (epochMs) => Math.round((epochMs - startedAt) * 1000) / 1000,
    history: () => history,
    onFact: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
