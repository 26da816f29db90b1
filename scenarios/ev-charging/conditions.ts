import type { Condition, History } from '../../harness/index.ts';
import { chargePoint } from './services.ts';

/** A vehicle is being supplied, as the topics tell it: a supply has started there and not ended. */
export const supplying = (): Condition => openSupply('supply-started', 'started');

/** A vehicle is being supplied, and its engine has reported at least once how much: of a short charge the end comes next. */
export const reporting = (): Condition => openSupply('supply-reported', 'been reported');

function openSupply(type: string, word: string): Condition {
  const sessions = (history: History, of: string) =>
    history
      .of('record')
      .filter((record) => record.type === of)
      .map(({ operation }) => operation);
  return {
    holds: (history) => {
      const ended = new Set(sessions(history, 'supply-ended'));
      return sessions(history, type).some((session) => !ended.has(session));
    },
    missing: (history) => `${new Set(sessions(history, type)).size} supplies have ${word}, and all have ended`,
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
