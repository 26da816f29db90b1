import type { FactOf } from '../../model/fact.ts';
import type { Reporter } from '../../report/reporter.ts';
import type { Screen } from './screen.ts';

/** Tells a story while it happens: what is finished stays, what is waited for moves. */
export function storyOn(screen: Screen): Required<Pick<Reporter, 'event'>> {
  const open: FactOf<'step'>[] = [];
  const told = new Set<string>();

  const indent = (path: string) => '  '.repeat(path.split('.').length - 1);
  const begin = (step: FactOf<'step'>) => {
    const outer = open.at(-1);
    // What holds other steps is told before them, and once.
    if (outer && !told.has(outer.path)) {
      told.add(outer.path);
      screen.show(undefined);
      screen.say(`     ${indent(outer.path)}${outer.title}:`);
    }
    open.push(step);
    const since = performance.now();
    const text = `${indent(step.path)}${step.title}`;
    screen.show({ text: `${text}${atMost(step)}`, now: () => `${text}${soFar(step, performance.now() - since)}` });
  };
  const end = (step: FactOf<'step'>) => {
    const place = open.findLastIndex(({ path }) => path === step.path);
    const [began] = place === -1 ? [] : open.splice(place);
    screen.show(undefined);
    screen.say(ended(step, began, indent(step.path)));
  };
  // Mending can take longer than any step: Kafka starts, a cache is warmed.
  const heal = ({ title }: FactOf<'fault'>) => {
    const since = performance.now();
    const text = `${indent(open.at(-1)?.path ?? '')}  restoring: ${title}`;
    screen.show({ text, now: () => `${text} (${Math.floor((performance.now() - since) / 1000)} s)` });
  };
  return {
    event: (fact) => {
      if (fact.kind === 'step') (fact.phase === 'begin' ? begin : end)(fact);
      if (fact.kind === 'fault' && fact.phase === 'heal') heal(fact);
    },
  };
}

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;

/** The longest that a step waits for, as it says itself: in milliseconds. A `hold` waits for just that long. */
function limitOf({ parameters }: FactOf<'step'>): { readonly ms: number; readonly exact: boolean } | undefined {
  const ms = parameters?.forMs ?? parameters?.watchMs ?? parameters?.withinMs;
  return typeof ms === 'number' ? { ms, exact: parameters?.forMs !== undefined } : undefined;
}

function atMost(step: FactOf<'step'>): string {
  const limit = limitOf(step);
  return !limit || limit.exact ? '' : ` (at most ${limit.ms / 1000} s)`;
}

/** How long it has been waited for, in whole seconds. */
function soFar(step: FactOf<'step'>, waitedMs: number): string {
  const waited = Math.floor(waitedMs / 1000);
  const limit = limitOf(step);
  return ` (${waited} s${limit ? ` of ${limit.exact ? '' : 'at most '}${limit.ms / 1000} s` : ''})`;
}

function ended(step: FactOf<'step'>, began: FactOf<'step'> | undefined, indent: string): string {
  const took = began ? ` (${secondsOf(step.at - began.at)})` : '';
  const word = { done: 'ok   ', failed: 'NO   ', aborted: 'ended' }[step.outcome ?? 'done'];
  return `${word}${word.endsWith(' ') ? '' : ' '}${indent}${step.title}${took}${step.reason ? `: ${step.reason}` : ''}`;
}
