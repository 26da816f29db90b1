import type { Command } from 'commander';
import { brokerCommand } from './broker.ts';
import { cleanCommand } from './clean.ts';
import { doctorCommand } from './doctor.ts';
import { judgeCommand } from './judge.ts';
import { listCommand } from './list.ts';
import { runCommand } from './run.ts';

export const commands = (): Command[] => [
  runCommand(),
  listCommand(),
  judgeCommand(),
  doctorCommand(),
  cleanCommand(),
  brokerCommand(),
];
