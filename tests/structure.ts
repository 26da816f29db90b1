import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The numbers by which the harness's structure is looked at: `npm run structure`. Each has an aim, and a bound that may only fall. */
const root = fileURLToPath(new URL('..', import.meta.url));

/** Rooms from below to above: a room may import from itself and from those before it. */
const rooms = [
  'model',
  'util',
  'analysis',
  'faults',
  'checks',
  'store',
  'kafka',
  'proxy',
  'probes',
  'runtimes',
  'engine',
  'report',
  'config',
  'suite',
  'reporters',
  'cli',
] as const;

const isProduct = (file: string): boolean => /\.(ts|js)$/.test(file) && !/\.test\.ts$|\.d\.ts$/.test(file);
const files = globSync('harness/**', { cwd: root }).filter(isProduct).sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** What each file imports of the harness, types included. */
const imports = new Map(
  [...texts].map(([file, text]) => {
    const found = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
      normalize(join(dirname(file), path)),
    );
    return [file, found.filter((each) => texts.has(each))];
  }),
);

/** Groups of files that reach each other (Tarjan's strongly connected components), of two and more. */
function circles(): string[][] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string) => {
    index.set(file, index.size);
    low.set(file, index.get(file) ?? 0);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const component = stack.splice(stack.indexOf(file));
    if (component.length > 1) found.push(component);
  };
  for (const file of files) if (!index.has(file)) visit(file);
  return found;
}

const roomOf = (file: string): number => rooms.indexOf(file.split('/')[1] as (typeof rooms)[number]);

function upward(): string[] {
  const arrows = [...imports].flatMap(([from, to]) =>
    to.filter((one) => roomOf(from) >= 0 && roomOf(one) > roomOf(from)).map((one) => `${from} → ${one}`),
  );
  return arrows.sort();
}

const linesOf = (file: string): number => (texts.get(file) ?? '').trimEnd().split('\n').length;

const numbers = [
  { what: 'files of the product', found: files, aim: 300, most: 500 },
  { what: 'loose in the root', found: files.filter((file) => file.split('/').length === 2), aim: 1, most: 1 },
  {
    what: 'beside the commands in cli',
    found: files.filter((file) => /^harness\/cli\/[^/]+$/.test(file)),
    aim: 20,
    most: 20,
  },
  { what: 'below 20 lines', found: files.filter((file) => linesOf(file) < 20), aim: 0, most: 54 },
  { what: 'circles, those of types too', found: circles().map((one) => one.join(', ')), aim: 0, most: 0 },
  { what: 'arrows upward', found: upward(), aim: 0, most: 0 },
];

const told = process.argv.includes('--list');
for (const { what, found, aim, most } of numbers) {
  console.log(
    `${String(found.length).padStart(4)}  ${what} (aim: ${aim}; at most ${most})${found.length > most ? '  TOO MANY' : ''}`,
  );
  if (told && found.length !== files.length) for (const one of found) console.log(`        ${one}`);
}
process.exitCode = numbers.some(({ found, most }) => found.length > most) ? 1 : 0;
