import type { Command } from 'commander';

/**
 * One line a command. Its module is imported when it is called and not before, so that `--help` need not read all of
 * norestart; what its work needs is imported in its action, for the same reason.
 */
export interface LazyCommand {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<() => Command>;
}

export const commands: readonly LazyCommand[] = [
  {
    name: 'run',
    description: 'Run scenarios and judge each.',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'init',
    description: 'Begin: write a small system that can be tested at once.',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'list',
    description: 'List the scenarios: what a user would see, how long each waits, its tags.',
    load: async () => (await import('./commands/list.ts')).listCommand,
  },
  {
    name: 'plan',
    description: 'Print what will happen in scenarios, step by step, without running any.',
    load: async () => (await import('./commands/plan.ts')).planCommand,
  },
  {
    name: 'doctor',
    description: 'List everything that a run needs from this machine, and what to do about what is missing.',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'judge',
    description: 'Judge a stored run again from its history alone, and exit by the verdict.',
    load: async () => (await import('./commands/judge.ts')).judgeCommand,
  },
  {
    name: 'report',
    description: "Make a stored run's page and report.json anew, or the index of a folder of runs.",
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'gate',
    description: 'Run the set of a budget file, and fail on what it does not allow.',
    load: async () => (await import('./commands/gate.ts')).gateCommand,
  },
  {
    name: 'merge',
    description: 'Join the parts of a gate that was run in shards.',
    load: async () => (await import('./commands/merge.ts')).mergeCommand,
  },
  {
    name: 'compare',
    description: 'Compare runs or groups of runs side by side, and write a page of it.',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'clean',
    description: 'End what runs left behind whose harness was killed: processes, folders, ports.',
    load: async () => (await import('./commands/clean.ts')).cleanCommand,
  },
  {
    name: 'broker',
    description: 'Start one real Kafka broker, and a command that uses it; both end together.',
    load: async () => (await import('./commands/broker.ts')).brokerCommand,
  },
];
