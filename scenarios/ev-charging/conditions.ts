import type { Condition, History } from '../../harness/index.ts';
import { chargePoint } from './services.ts';

/** A vehicle is being supplied, as the topics tell it: a supply has started there and not ended. */
export function supplying(): Condition {
  const sessions = (history: History, type: string) =>
    history
      .of('record')
      .filter((record) => record.type === type)
      .map(({ operation }) => operation);
  return {
    holds: (history) => {
      const ended = new Set(sessions(history, 'supply-ended'));
      return sessions(history, 'supply-started').some((session) => !ended.has(session));
    },
    missing: (history) => `${sessions(history, 'supply-started').length} supplies have started, and all have ended`,
  };
}

/** Central says on its panel that the charge point is in this state. */
export function centralSays(state: string): Condition {
  const said = (history: History) =>
    history.of('view').findLast(({ service, answer }) => service === 'central' && answer === 'says')?.says?.[
      chargePoint
    ];
  return {
    holds: (history) => said(history) === state,
    missing: (history) => `central says: ${said(history) ?? 'nothing'}`,
  };
}
