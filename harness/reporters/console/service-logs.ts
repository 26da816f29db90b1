import { prettyFactory } from 'pino-pretty';
import type { Environment } from '../../model/environment.ts';
import type { Screen } from './screen.ts';

/** How often the logs are looked at, in milliseconds. */
const lookMs = 200;
/** The longest line that is shown, in characters: a log may hold anything. */
const longest = 2000;

export interface ServiceLogs {
  readonly follow: (environment: Environment) => void;
  /** Shows what is left. */
  readonly end: () => Promise<void>;
}

/** Shows what the services write to their logs, each line marked by its service. The screen makes the lines harmless. */
export function serviceLogs(screen: Screen): ServiceLogs {
  const pretty = prettyFactory({
    ...{ colorize: false, singleLine: true, errorLikeObjectKeys: [] },
    ignore: 'pid,hostname,service,correlation',
  });
  let look: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    follow: ({ services }) => {
      const width = Math.max(...services.map(({ description }) => description.name.length));
      const followed = services.map(({ description, log }) => ({ name: description.name, lines: log.follow() }));
      look = () => {
        for (const { name, lines } of followed) {
          for (const line of lines()) screen.say(marked(name.padEnd(width), pretty(line.slice(0, longest))));
        }
      };
      timer = setInterval(look, lookMs);
    },
    end: async () => {
      clearInterval(timer);
      look();
    },
  };
}

/** One line of a log may become several for a person (a stack of calls). */
const marked = (name: string, text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `     ${name} | ${line}`)
    .join('\n');
