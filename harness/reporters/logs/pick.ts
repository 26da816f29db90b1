import { least } from '../../analysis/extremes.ts';
import type { Excerpt, LogLine } from '../../report/beside.ts';
import type { Moment } from '../../report/model.ts';

/** How far around a moment is looked, in milliseconds. */
const around = 5000;
/** Moments nearer than this, in milliseconds, have one excerpt. */
const together = 2000;
const excerptsAtMost = 12;
/** Of one log, on each side of a moment. */
const sideAtMost = 12;
const linesAtMost = 60;
/** So far back a line is looked for that is like the new one: a producer and a consumer may complain by turns. */
const back = 3;

type Picked = { -readonly [Field in keyof LogLine]: LogLine[Field] } & { readonly kind: string };

interface Side {
  readonly kept: Picked[];
  left: number;
}

/** Chooses, from lines that come in any number, those that stand next to the moments that matter. */
export interface Picker {
  /** A line of a log; those of one log in their order. */
  take(line: Omit<LogLine, 'times'>): void;
  excerpts(): Excerpt[];
}

export function picker(moments: readonly Moment[]): Picker {
  const groups = chosen(grouped(moments)).map((group) => ({ group, sides: new Map<string, Side>() }));
  return {
    take: (line) => {
      for (const { group, sides } of groups) {
        for (const [index, { at }] of group.entries()) {
          if (Math.abs(line.at - at) > around) continue;
          // A line between two moments belongs to the one after which it stands.
          const next = group[index + 1];
          if (next && line.at >= next.at) continue;
          if (index > 0 && line.at < at) continue;
          const where = line.at < at ? 'before' : 'after';
          put(sideOf(sides, `${where} ${index} ${line.source}`), line, where);
        }
      }
    },
    excerpts: () => groups.map(({ group, sides }) => excerpt(group, [...sides.values()])),
  };
}

function grouped(moments: readonly Moment[]): Moment[][] {
  const groups: Moment[][] = [];
  for (const moment of [...moments].sort((one, other) => one.at - other.at)) {
    const group = groups.at(-1);
    if (group?.[0] && moment.at - group[0].at <= together) group.push(moment);
    else groups.push([moment]);
  }
  return groups;
}

/** Where there are too many, violations come first, then what came first. */
function chosen(groups: readonly Moment[][]): Moment[][] {
  const weight = (group: readonly Moment[]) => (group.some(({ kind }) => kind === 'violation') ? 0 : 1);
  const kept = new Set([...groups].sort((one, other) => weight(one) - weight(other)).slice(0, excerptsAtMost));
  return groups.filter((group) => kept.has(group));
}

function sideOf(sides: Map<string, Side>, name: string): Side {
  const side = sides.get(name) ?? { kept: [], left: 0 };
  sides.set(name, side);
  return side;
}

/** Before a moment the last lines are the nearest, after it the first ones. */
function put(side: Side, line: Omit<LogLine, 'times'>, where: 'before' | 'after'): void {
  const kind = kindOf(line.text);
  const same = side.kept.slice(-back).find((kept) => kept.kind === kind);
  if (same) {
    same.times += 1;
  } else if (side.kept.length < sideAtMost) {
    side.kept.push({ ...line, times: 1, kind });
  } else if (where === 'before') {
    side.left += side.kept.shift()?.times ?? 0;
    side.kept.push({ ...line, times: 1, kind });
  } else {
    side.left += 1;
  }
}

/** Two lines that differ in numbers alone say the same. */
const kindOf = (text: string): string => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '0');

function excerpt(moments: readonly Moment[], sides: readonly Side[]): Excerpt {
  const distance = ({ at }: Picked) => least(moments.map((moment) => Math.abs(moment.at - at)));
  const nearest = sides
    .flatMap(({ kept }) => kept)
    .map((line) => ({ line, far: distance(line) }))
    .sort((one, other) => one.far - other.far)
    .map(({ line }) => line);
  const shown = nearest.slice(0, linesAtMost).sort((one, other) => one.at - other.at);
  const over = nearest.slice(linesAtMost).reduce((sum, { times }) => sum + times, 0);
  return {
    moments,
    lines: shown.map(({ kind: _, ...line }) => line),
    left: over + sides.reduce((sum, { left }) => sum + left, 0),
  };
}
