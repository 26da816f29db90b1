import { seconds } from '../model/clock.ts';
import type { History, Placed } from '../model/history.ts';
import { oncePerHistory } from '../model/once-per-history.ts';
import { storyEnd } from './operations.ts';

/** What stands in the way of a judgement, in words, and the facts that show it. */
export interface Doubt {
  readonly because: string;
  readonly lines: readonly number[];
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** So many are told one by one. */
const samples = 3;

/** Records that the system's description cannot read, with the window in which they were appended. */
export const unreadableIn = (history: History, { from, to }: Window = whole(history)): readonly Placed<'record'>[] =>
  unreadable(history).filter(({ appendedAt }) => appendedAt >= from - 1 && appendedAt <= to);

const unreadable = oncePerHistory((history) => history.of('record').filter(({ role }) => role === 'unreadable'));

/** Places in Kafka that could not be read at all. */
export const unseenIn = (history: History, { from, to }: Window = whole(history)): readonly Placed<'unseen'>[] =>
  history
    .of('unseen')
    .filter(({ undated, appendedAt = from }) => !undated && appendedAt >= from - 1 && appendedAt <= to);

const whole = (history: History): Window => ({ from: Number.NEGATIVE_INFINITY, to: storyEnd(history) });

/**
 * What was appended in a stretch of time and nobody could read, or understand: what is missing in that stretch may be just
 * that. Undefined: all of it was read and understood, as far as it is known.
 */
export function hidden(history: History, window?: Window): Doubt | undefined {
  const [records, places] = [unreadableIn(history, window), unseenIn(history, window)];
  if (records.length + places.length === 0) return undefined;
  const because = [
    records.length > 0 && `${records.length} records that the description of the system cannot read`,
    places.length > 0 && `${places.length} places in the topics that could not be read`,
  ].filter(Boolean);
  const shown = [...records.map(recordWords), ...places.map(placeWords)].slice(0, samples);
  return {
    because: `it may be among ${because.join(' and ')} (${shown.join('; ')})`,
    lines: [...records, ...places].map(({ line }) => line),
  };
}

export const recordWords = ({ topic, partition, offset, detail = '' }: Placed<'record'>): string =>
  `${topic}/${partition}/${offset}: ${detail.slice(0, 120)}`;

export const placeWords = ({ topic, partition, from, to, why }: Placed<'unseen'>): string =>
  `${topic}/${partition}${from === undefined ? '' : `, offsets ${from} to ${to}`}: ${why}`;

/** Records whose time is that of whoever sent them: nothing can be measured by it. */
export function undated(history: History): Doubt | undefined {
  const found = history.of('unseen').filter((one) => one.undated);
  if (found.length === 0) return undefined;
  return {
    because: `no time can be measured: ${found.slice(0, samples).map(placeWords).join('; ')}`,
    lines: found.map(({ line }) => line),
  };
}

/** A record is heard within some 10 ms, and a busy machine takes a hundred times that. In milliseconds. */
const lateMs = seconds(2);

/** Records that were there all the time in a stretch, and that nobody had heard when it ended. */
export const heardTooLate = (history: History, { from, to }: Window): readonly Placed<'record'>[] =>
  history.of('record').filter(({ at, appendedAt }) => appendedAt >= from && appendedAt <= to - lateMs && at > to);

/** Records that were heard long after they were appended. */
export const heardLate = (history: History): readonly Placed<'record'>[] =>
  history.of('record').filter(({ at, appendedAt }) => at - appendedAt > lateMs);
