import type { History, Placed } from '../model/history.ts';
import type { ProcessReport } from './model.ts';

/** Every process that a service was, by the operating system's word, and whether anybody meant it to end. */
export function processes(history: History): ProcessReport[] {
  const services = new Set(history.run.services.map(({ name }) => name));
  const facts = history.of('process').filter(({ subject }) => services.has(subject));
  const each = Map.groupBy(facts, ({ subject, pid, startTime }) => `${subject} ${pid} ${startTime}`);
  return [...each.values()].flatMap((seen) => processOf(history, seen));
}

function processOf(history: History, seen: readonly Placed<'process'>[]): ProcessReport[] {
  const [first] = seen;
  if (!first) return [];
  const exit = seen.find(({ phase }) => phase === 'exited' || phase === 'member-left');
  return [
    {
      service: first.subject,
      pid: first.pid,
      startTime: first.startTime,
      container: first.container ?? null,
      ...(first.restarts === undefined ? {} : { containerRestarts: first.restarts }),
      ...(first.policy === undefined ? {} : { restartPolicy: first.policy }),
      firstSeenAt: first.at,
      lastSeenAt: seen.at(-1)?.at ?? first.at,
      end: exit
        ? { at: exit.at, code: exit.code ?? null, signal: exit.signal ?? null, meant: meant(history, first, exit) }
        : null,
    },
  ];
}

/** The last thing that the harness said it would do to the service, while this process was the one it had. */
function meant(history: History, first: Placed<'process'>, exit: Placed<'process'>): string | null {
  const intent = history
    .of('intent')
    .findLast(({ subject, line }) => subject === first.subject && line > first.line && line < exit.line);
  return intent && (intent.action === 'stop' || intent.action === 'kill') ? `${intent.action} by ${intent.by}` : null;
}
