import { z } from 'zod';
import type { Condition, ConditionType, History } from '../../harness/index.ts';
import { chargePoint } from './services.ts';

/** A vehicle is being supplied, as the topics tell it: a supply has started there and not ended. */
export const supplying = (): Condition => ({ is: 'supplying' });

/** A vehicle is being supplied, and its engine has reported at least once how much: of a short charge the end comes next. */
export const reporting = (): Condition => ({ is: 'reporting' });

/** Central says on its panel that the charge point is in this state. */
export const centralSays = (state: string): Condition => ({ is: 'centralSays', with: { state } });

function openSupply(name: string, type: string, word: string): ConditionType<Record<string, never>> {
  const sessions = (history: History, of: string) =>
    history
      .of('record')
      .filter((record) => record.type === of)
      .map(({ correlationId: operation }) => operation);
  return {
    name,
    options: z.strictObject({}),
    holds: (history) => {
      const ended = new Set(sessions(history, 'supply-ended'));
      return sessions(history, type).some((session) => !ended.has(session));
    },
    missing: (history) => `${new Set(sessions(history, type)).size} supplies have ${word}, and all have ended`,
  };
}

const said = (history: History) =>
  history.of('states').findLast(({ service, answer }) => service === 'central' && answer === 'says')?.says?.[
    chargePoint
  ];

const centralSaysType: ConditionType<{ readonly state: string }> = {
  name: 'centralSays',
  options: z.strictObject({ state: z.string() }),
  holds: (history, { state }) => said(history) === state,
  missing: (history) => `central says: ${said(history) ?? 'nothing'}`,
};

/** The conditions that only this system knows. */
export const conditions: readonly ConditionType[] = [
  openSupply('supplying', 'supply-started', 'started'),
  openSupply('reporting', 'supply-reported', 'been reported'),
  centralSaysType,
];
