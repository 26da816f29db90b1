import type { NewRequest } from './requests.ts';

export interface ServicesOptions {
  /** What is asked for, in this order; each with an id of its own. */
  readonly list: readonly NewRequest[];
  /** When a request ended (milliseconds since the epoch); null while it is open; undefined when it was never asked. */
  readonly endOf: (id: string) => number | null | undefined;
  /** From the end of one to the asking of the next, whatever that end was. */
  readonly nextAfterMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Services {
  /** The one that is due now, if one is. It stays due until it is asked. */
  due(): NewRequest | undefined;
  state(): ServicesState;
}

export interface ServicesState {
  /** Charge points that are still to be asked for, the next one first. */
  readonly left: string[];
  readonly done: number;
  /** When the next one is asked for, in milliseconds since the epoch; null while one runs, and when none is left. */
  readonly nextAt: number | null;
}

/**
 * Asks for one after the other. The requests themselves are the memory of how far it has come, so there is nothing that
 * could disagree with them: the first that was never asked is the next, and nothing is next while one is open.
 */
export function services({ list, endOf, nextAfterMs, now }: ServicesOptions): Services {
  let done = 0;
  let dueAt = now();
  /** Whose turn it is; undefined when all are done. */
  const catchUp = () => {
    for (let turn = list[done]; turn; turn = list[done]) {
      const endedAt = endOf(turn.id);
      if (endedAt === null) return { turn, isOpen: true };
      if (endedAt === undefined) {
        // Further away it cannot be, unless somebody has set the clock back: that must not hold up the list.
        dueAt = Math.min(dueAt, now() + nextAfterMs);
        return { turn, isOpen: false };
      }
      dueAt = endedAt + nextAfterMs;
      done += 1;
    }
    return undefined;
  };
  return {
    due: () => {
      const place = catchUp();
      return place && !place.isOpen && dueAt <= now() ? place.turn : undefined;
    },
    state: () => {
      const place = catchUp();
      const left = list.slice(place?.isOpen ? done + 1 : done).map(({ chargePointId }) => chargePointId);
      return { left, done, nextAt: place && !place.isOpen ? dueAt : null };
    },
  };
}
