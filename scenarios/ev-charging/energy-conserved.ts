import {
  type Check,
  type History,
  hidden,
  inconclusive,
  notExercised,
  type Placed,
  passed,
  storyEnd,
  violatedUnless,
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
    const sessions = bySession(history);
    const supplied = [...sessions].flatMap(([session, records]) => accountOf(session, records) ?? []);
    const metered = sum(supplied.map(({ meteredWh }) => meteredWh));
    const billed = sum(supplied.map(({ billedWh }) => billedWh));
    const wrong = [
      ...(metered === billed ? [] : [`${metered} Wh metered, ${billed} Wh on tickets`]),
      ...supplied.flatMap(({ mistakes }) => mistakes),
    ];
    const lines = [...sessions.values()].flatMap((records) => records.map(({ line }) => line));
    // A record that nobody could read may be the one that is missing.
    if (wrong.length > 0) return violatedUnless(hidden(history), wrong.join('; '), lines);
    if (supplied.length === 0) return notExercised('no energy was metered and no ticket written');
    const cents = sum(supplied.map((account) => account.cents));
    return passed(`${supplied.length} sessions: ${metered} Wh metered and billed, ${cents} cents`, lines);
  },
};

interface Account {
  /** The most that the engine ever said of it: energy that flowed does not flow back. */
  readonly meteredWh: number;
  readonly billedWh: number;
  readonly cents: number;
  /** What does not add up within it. */
  readonly mistakes: readonly string[];
}

const metering = new Set(['supply-reported', 'supply-ended']);

/** Undefined: nothing flowed, and no ticket was written. */
function accountOf(session: string, records: readonly RecordFact[]): Account | undefined {
  const tickets = records.filter(({ type }) => type === 'ticket-issued');
  const meteredWh = records.reduce(
    (most, { type, amounts }) => (metering.has(type) ? Math.max(most, amounts?.suppliedWh ?? Number.NaN) : most),
    0,
  );
  if (meteredWh === 0 && tickets.length === 0) return undefined;
  const offer = records.find(({ type }) => type === 'charge-offered' || type === 'charge-begun');
  const less = records.filter(({ type, amounts }) => type === 'supply-ended' && amounts?.suppliedWh !== meteredWh);
  return {
    meteredWh,
    billedWh: sum(tickets.map(({ amounts }) => amounts?.suppliedWh ?? Number.NaN)),
    cents: sum(tickets.map(({ amounts }) => amounts?.amountCents ?? 0)),
    mistakes: [
      ...less.map(({ amounts }) => `${session}: ended with ${amounts?.suppliedWh} Wh of ${meteredWh} Wh`),
      ...tickets.flatMap((ticket) => misbilled(session, ticket, offer?.amounts?.priceCentsPerKwh)),
    ],
  };
}

/** What is wrong with a ticket, by itself and by the price of the offer. */
function misbilled(session: string, { amounts = {} }: RecordFact, offered: number | undefined): string[] {
  const { suppliedWh = Number.NaN, priceCentsPerKwh: price = Number.NaN, amountCents: cents = Number.NaN } = amounts;
  const due = exactCents(suppliedWh, price);
  return [
    ...(offered === undefined || offered === price
      ? []
      : [`${session}: offered at ${offered}, billed at ${price} cents per kWh`]),
    ...(cents === due ? [] : [`${session}: ${cents} cents for ${suppliedWh} Wh at ${price}, not ${due}`]),
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
  const told = history
    .of('record')
    .filter(({ correlationId: operation, appendedAt }) => operation !== undefined && appendedAt <= end);
  return Map.groupBy(withoutCopies(history, told), ({ correlationId: operation }) => operation ?? '');
}
