import type { Budget, Quarantine } from './budget.ts';
import type { Found } from './findings.ts';
import type { Finding } from './result.ts';
import type { GatePlanned } from './shards.ts';

/** Until its day, not on it. Both are days as ISO 8601 writes them, so their order is that of their letters. */
const inForce = ({ until }: Quarantine, today: string): boolean => today < until;

/**
 * What somebody answers for does not fail the gate. What could not be run at all, nobody can answer for; nor for a
 * control, without which nothing else could be believed.
 */
export function answeredFor(found: readonly Found[], budget: Budget, today: string): Finding[] {
  return found.map((one): Finding => {
    const entry = budget.quarantine.find(({ scenario }) => scenario === one.scenario);
    const counts = one.level === 'warn' || one.kind === 'not-run';
    if (!entry || counts || !inForce(entry, today)) return { ...one, quarantine: null };
    const { owner, reason, until } = entry;
    return { ...one, level: 'quarantined', quarantine: { owner, reason, until } };
  });
}

export function expired({ quarantine, file }: Budget, today: string): Finding[] {
  return quarantine
    .filter((entry) => !inForce(entry, today))
    .map(({ scenario, owner, reason, until, place }) => ({
      level: 'fail',
      kind: 'expired-quarantine',
      scenario,
      text: `Its quarantine ended on ${until}; ${owner} answers for it (${reason}). Mend it, take the entry out, or renew it with a reason.`,
      file,
      line: place.line,
      quarantine: null,
    }));
}

/** Entries in force whose scenario is not in the set, or did as it should in every run. */
export function unused(
  { quarantine, file }: Budget,
  findings: readonly Finding[],
  planned: readonly GatePlanned[],
  today: string,
): Finding[] {
  return quarantine
    .filter((entry) => inForce(entry, today))
    .filter(({ scenario }) => !findings.some((one) => one.scenario === scenario && one.level !== 'warn'))
    .map(({ scenario, owner, place }) => ({
      level: 'warn',
      kind: 'unused-quarantine',
      scenario,
      text: planned.some((run) => run.scenario === scenario)
        ? `It is quarantined, and did as it should: ${owner} can take the entry out.`
        : `It is quarantined, and not in the set: ${owner} can take the entry out.`,
      file,
      line: place.line,
      quarantine: null,
    }));
}
