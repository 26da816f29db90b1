import { beat } from '../service/beat.ts';
import type { Log } from '../service/log.ts';
import type { Admission } from './admission.ts';
import type { Driver } from './driver.ts';
import type { Services } from './services.ts';

export interface LookAroundOptions {
  readonly services: Services | undefined;
  readonly admission: Admission;
  readonly ask: Driver['ask'];
  readonly log: Log;
}

const everyMs = 100;

/** Looks again and again whether a service is due, and whether it can be asked for: if it cannot, it waits for its turn. */
export const lookAround = ({ services, admission, ask, log }: LookAroundOptions) =>
  beat(
    everyMs,
    () => {
      // Asked each time, whatever is due: it is so that it is known since when central could have been heard.
      const refusal = admission();
      const due = services?.due();
      if (due && refusal === undefined) ask(due);
    },
    (error) => log.error({ error: String(error) }, 'could not ask for the next charge point'),
  );
