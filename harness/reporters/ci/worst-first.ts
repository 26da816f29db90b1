import type { Finding } from '../../suite/gate/result.ts';

const levels: readonly Finding['level'][] = ['fail', 'inconclusive', 'warn', 'quarantined'];

/** The gravest findings first; those of a level stay in their order. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
