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

type RecordFact = Placed<'record'>;

/** One ticket for each session that was supplied, with the energy that the engine says it supplied. */
export const oneTicketPerSession: Check = {
  name: 'one-ticket-per-session',
  claim: 'every supplied session has one ticket, for the energy that the engine supplied',
  judge: (history) => {
    if (history.of('final-read').length === 0) return inconclusive('the topics were not read to their end');
    const ended = bySession(history, 'supply-ended');
    const tickets = bySession(history, 'ticket-issued');
    const sessions = new Set([...ended.keys(), ...tickets.keys()]);
    const wrong = [...sessions].flatMap((session) => {
      const problem = compare(ended.get(session) ?? [], tickets.get(session) ?? []);
      return problem ? [`${session}: ${problem}`] : [];
    });
    const lines = [...ended.values(), ...tickets.values()].flat().map(({ line }) => line);
    // A record that nobody could read may be the one that is missing.
    if (wrong.length > 0) return violatedUnless(hidden(history), wrong.join('; '), lines);
    if (sessions.size === 0) return notExercised('no session was supplied: no ticket was due');
    return passed(`${sessions.size} sessions, each with one ticket for what was supplied`, lines);
  },
};

/** Events of a type by session, copies of the same event left out. */
function bySession(history: History, type: string): Map<string, RecordFact[]> {
  const end = storyEnd(history);
  const told = history.of('record').filter((record) => record.type === type && record.appendedAt <= end);
  return Map.groupBy(withoutCopies(history, told), ({ correlationId: operation }) => operation ?? 'no session');
}

function compare(ended: readonly RecordFact[], tickets: readonly RecordFact[]): string | undefined {
  if (tickets.length === 0) return 'supplied, and no ticket';
  if (tickets.length > 1) return `${tickets.length} tickets`;
  if (ended.length === 0) return 'a ticket, and no end of supply in Kafka';
  const supplied = ended.map(({ amounts }) => amounts?.suppliedWh);
  const billed = tickets[0]?.amounts?.suppliedWh;
  if (billed === undefined || !supplied.every((amount) => amount === billed)) {
    return `${supplied.join(' or ')} Wh supplied, ${billed} Wh on the ticket`;
  }
  return undefined;
}
