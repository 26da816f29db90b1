import { lasting, readiness, type Stretch } from '../../analysis/intervals.ts';
import { recordsOf, recordsTo } from '../../analysis/records.ts';
import type { History, Placed } from '../../model/history.ts';

type RecordFact = Placed<'record'>;

/** One service after the heal: while it was alive, and what it said of itself meanwhile. */
export interface Life {
  readonly service: string;
  readonly from: number;
  readonly to: number;
  /** Its own records, in the order in which they were appended. */
  readonly own: readonly RecordFact[];
  /** What it must answer. */
  readonly addressed: readonly RecordFact[];
  /** Whether it said all the time that it works, on `/health` or in its log. */
  saysItWorks(part: 'sends' | 'hears', stretch: Pick<Stretch, 'from' | 'to'>): boolean;
}

/** What one way of being a zombie shows: it works, or what is wrong, or neither when there was nothing to do. */
export interface Finding {
  readonly works: boolean;
  readonly wrong?: string;
  readonly lines: readonly number[];
}

export function lifeOf(history: History, service: string, { from, to }: Pick<Stretch, 'from' | 'to'>): Life {
  const source = history.run.services.find(({ name }) => name === service)?.source;
  const lives = history.of('process').filter((fact) => fact.subject === service && fact.at <= to);
  const born = lives.findLast(({ phase }) => phase === 'started')?.at ?? from;
  const died = lives.find(({ phase, at }) => phase === 'exited' && at >= born)?.at ?? to;
  const ready = readiness(history, service, to);
  const logged = { sends: spoken(history, service, 'sends', to), hears: spoken(history, service, 'hears', to) };
  return {
    service,
    from: Math.max(from, born),
    to: died,
    own: recordsOf(history, source),
    addressed: recordsTo(history, service),
    saysItWorks: (part, stretch) => throughout(ready, stretch) || throughout(logged[part], stretch),
  };
}

const spoken = (history: History, service: string, part: 'sends' | 'hears', end: number) =>
  lasting(
    history
      .of('claim')
      .filter((claim) => claim[part] !== undefined && claim.service === service && claim.at <= end)
      .map(({ at, line, ...claim }) => ({ at, line, word: claim[part] })),
    end,
  );

/** The word was yes at the beginning, and no other came until the end. */
const throughout = (
  words: readonly (Stretch & { readonly word: boolean | undefined })[],
  { from, to }: Pick<Stretch, 'from' | 'to'>,
): boolean => {
  const said = words.filter((one) => one.from <= to && one.to > from);
  return said.length > 0 && (said[0]?.from ?? to) <= from && said.every(({ word }) => word === true);
};
