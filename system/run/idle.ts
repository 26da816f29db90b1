import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { parseSettings } from '../service/settings.ts';
import { figuresOf } from './proc.ts';
import { asUsage, command, refusal } from './refusal.ts';
import { dataFolder } from './settings.ts';
import { requireSystem } from './system-file.ts';
import { columns } from './table.ts';

const own = { data: dataFolder, seconds: z.coerce.number().min(1).max(3600).default(60) };

/** `idle.ts --seconds 60`: what a running system costs while nobody asks anything of it. */
await command(async () => {
  const { data, seconds } = asUsage(() => parseSettings(own, process.argv.slice(2), process.env));
  const { members } = requireSystem(data);
  console.log(`Measuring ${members.length} processes for ${seconds} s.`);
  const [began, before] = [performance.now(), members.map(({ pid }) => figuresOf(pid))];
  await delay(seconds * 1000);
  const elapsedMs = performance.now() - began;
  const rows = members.map(({ name, pid }, index) => {
    const [first, last] = [before[index], figuresOf(pid)];
    if (!first || !last || first.startTime !== last.startTime) throw refusal('missing', `${name} has died meanwhile.`);
    return { name, percent: (100 * (last.cpuMs - first.cpuMs)) / elapsedMs, megabytes: last.residentBytes / 1e6 };
  });
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const all = { name: 'all', percent: sum(({ percent }) => percent), megabytes: sum(({ megabytes }) => megabytes) };
  const shown = [...rows, all].map(({ name, percent, megabytes }) => [
    name,
    `${percent.toFixed(2)} %`,
    `${megabytes.toFixed(0)} MB`,
  ]);
  for (const line of columns([['', 'of one core', 'memory'], ...shown])) console.log(line);
});
