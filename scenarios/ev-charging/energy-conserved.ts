import {
  type Check,
  type History,
  inconclusive,
  notExercised,
  type Placed,
  passed,
  storyEnd,
  violated,
  withoutCopies,
} from '../../harness/index.ts';
import { amountCents } from '../../system/contract/money.ts';

type RecordFact = Placed<'record'>;

/**
 * What went into vehicles is what was billed, over all sessions, in whole watt-hours and whole cents: each ticket
 * costs the exact product of its energy and the price that the charge was offered at.
 */
export const energyAndMoneyConserved: Check = {
  name: 'energy-and-money-conserved',
  claim:
    'the tickets add up to the energy that was metered, each at the price that was offered, to the watt-hour and cent',
  judge: (history) => {
    if (history.of('final-read').length === 0) return inconclusive('the topics were not read to their end');
    const sessions = [...bySession(history)].map(([session, records]) => accountOf(session, records));
    const lines = sessions.flatMap((account) => account.lines);
    const supplied = sessions.filter(({ meteredWh, tickets }) => meteredWh !== 0 || tickets.length > 0);
    const metered = sum(supplied.map(({ meteredWh }) => meteredWh));
    const billed = sum(
      supplied.flatMap(({ tickets }) => tickets.map(({ amounts }) => amounts?.suppliedWh ?? Number.NaN)),
    );
    const wrong = [
      ...(metered === billed ? [] : [`${metered} Wh metered, ${billed} Wh on tickets`]),
      ...supplied.flatMap(mistakes),
    ];
    if (wrong.length > 0) return violated(wrong.join('; '), lines);
    if (supplied.length === 0) return notExercised('no energy was metered and no ticket written');
    const cents = sum(supplied.flatMap(({ tickets }) => tickets.map(({ amounts }) => amounts?.amountCents ?? 0)));
    return passed(`${supplied.length} sessions: ${metered} Wh metered and billed, ${cents} cents`, lines);
  },
};

interface Account {
  readonly session: string;
  /** The most that the engine ever said of it: energy that flowed does not flow back. */
  readonly meteredWh: number;
  readonly price: number | undefined;
  readonly ended: readonly RecordFact[];
  readonly tickets: readonly RecordFact[];
  readonly lines: readonly number[];
}

function accountOf(session: string, records: readonly RecordFact[]): Account {
  const ended = records.filter(({ type }) => type === 'supply-ended');
  const metered = records
    .filter(({ type }) => type === 'supply-reported' || type === 'supply-ended')
    .map(({ amounts }) => amounts?.suppliedWh ?? Number.NaN);
  return {
    session,
    meteredWh: Math.max(0, ...metered),
    price: records.find(({ type }) => type === 'charge-offered' || type === 'charge-begun')?.amounts?.priceCentsPerKwh,
    ended,
    tickets: records.filter(({ type }) => type === 'ticket-issued'),
    lines: records.map(({ line }) => line),
  };
}

/** What does not add up within one session. */
function mistakes({ session, meteredWh, price, ended, tickets }: Account): string[] {
  const less = ended.filter(({ amounts }) => amounts?.suppliedWh !== meteredWh);
  return [
    ...less.map(({ amounts }) => `${session}: ended with ${amounts?.suppliedWh} Wh of ${meteredWh} Wh`),
    ...tickets.flatMap(({ amounts = {} }) => {
      const { suppliedWh = Number.NaN, priceCentsPerKwh = Number.NaN, amountCents: cents = Number.NaN } = amounts;
      const due = exactCents(suppliedWh, priceCentsPerKwh);
      return [
        ...(price === undefined || price === priceCentsPerKwh
          ? []
          : [`${session}: offered at ${price}, billed at ${priceCentsPerKwh} cents per kWh`]),
        ...(cents === due
          ? []
          : [`${session}: ${cents} cents for ${suppliedWh} Wh at ${priceCentsPerKwh}, not ${due}`]),
      ];
    }),
  ];
}

/** NaN for what is no whole amount, which equals nothing. */
function exactCents(wattHours: number, price: number): number {
  try {
    return amountCents(wattHours, price);
  } catch {
    return Number.NaN;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** Records of the story by session, copies of the same event left out. */
function bySession(history: History): Map<string, RecordFact[]> {
  const end = storyEnd(history);
  const told = history.of('record').filter(({ operation, appendedAt }) => operation !== undefined && appendedAt <= end);
  return Map.groupBy(withoutCopies(history, told), ({ operation }) => operation ?? '');
}
