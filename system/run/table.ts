import type { Running } from './running.ts';

/** What runs where: a line each, in columns. */
export function renderPages(all: readonly Running[]): string[] {
  const rows = all.map(({ member, identity }) => [member.name, member.page, String(identity.pid)]);
  return columns([['', 'page', 'process'], ...rows]);
}

export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
