import { worst } from '../../model/verdict.ts';
import { surenessOfRange } from '../../util/statistics/bootstrap.ts';
import { isNever } from '../../util/statistics/measured.ts';
import type { GroupSentence, GroupSummary, ScenarioComparison } from './model.ts';
import { list, many, measuredWords } from './words.ts';

/** From so many runs on, an interval can hold the median as surely as it says. */
const enough = 6;

/** What a manager wants to know of a group: who recovered, how soon, what was lost, and who had to get up. */
export function groupSentence(group: GroupSummary): GroupSentence {
  const { label, recovered, inconclusive, lost, restartsByHand, requests } = group;
  const text = [
    `${recovered.count} of ${many(recovered.of, 'run')} recovered`,
    inconclusive > 0 && `${inconclusive} inconclusive`,
    speed(group),
    lost.count > 0 && `${lost.count} of ${many(requests, 'request')} lost`,
    restartsByHand.count > 0 && `${many(restartsByHand.count, 'restart')} by hand needed`,
  ];
  return { label, verdict: verdictOf([group]), text: `${text.filter(Boolean).join('; ')}.` };
}

function speed({ slowest }: GroupSummary): string {
  if (slowest === null) return 'no recovery was measured';
  const { services, median } = slowest;
  return isNever(median)
    ? `${list(services)} did not come back (${measuredWords(median)})`
    : `slowest: ${list(services)}, ${measuredWords(median)} after the heal`;
}

/** Over all scenarios: with one its own sentences, with several how many runs of each group recovered. */
export function wholeSentences(scenarios: readonly ScenarioComparison[]): readonly GroupSentence[] {
  const [only] = scenarios;
  if (only && scenarios.length === 1) return only.sentences;
  const groups = Map.groupBy(
    scenarios.flatMap((scenario) => scenario.groups),
    ({ label }) => label,
  );
  return [...groups].map(([label, mine]) => {
    const sum = (count: (group: GroupSummary) => number) => mine.reduce((all, group) => all + count(group), 0);
    const [recovered, runs, lost] = [
      sum((one) => one.recovered.count),
      sum((one) => one.recovered.of),
      sum((one) => one.lost.count),
    ];
    const loss =
      lost > 0
        ? `; ${lost} of ${many(
            sum((one) => one.requests),
            'request',
          )} lost`
        : '';
    const text = `${recovered} of ${many(runs, 'run')} recovered, in ${many(mine.length, 'scenario')}${loss}.`;
    return { label, verdict: verdictOf(mine), text };
  });
}

const verdictOf = (groups: readonly GroupSummary[]) =>
  worst(groups.flatMap(({ runs }) => runs.map(({ verdict }) => verdict)));

/** Few runs are an example and no measurement, and that is said before anybody draws a conclusion. */
export function caution(groups: readonly GroupSummary[]): string | null {
  const fewest = Math.min(...groups.map(({ runs }) => runs.length));
  if (fewest >= enough) return null;
  if (fewest === 1) return 'A group of one run is an example and no measurement: another run may end otherwise.';
  const sure = Math.floor(surenessOfRange(fewest) * 100);
  return `These are few runs: of ${fewest}, the interval is the whole range that was seen, and it holds the true median in ${sure} % of such cases at most.`;
}
