import { expect, test } from 'vitest';
import { create } from 'xmlbuilder2';
import type { GateOutcome } from '../../suite/gate/result.ts';
import { renderBadge } from './badge.ts';

const outcomes: GateOutcome[] = ['passed', 'warned', 'failed', 'inconclusive'];

test.each(outcomes)('the badge says in words that the gate is %s, and needs no other file', (outcome) => {
  const svg = renderBadge({ outcome });
  expect(create(svg).root().toObject()).toHaveProperty('svg');
  expect(svg).toContain(`<title id="badge-title">resilience: ${outcome}</title>`);
  expect(svg).toContain('role="img"');
  expect(svg).toMatch(new RegExp(`<text[^>]*>${outcome}</text>`));
  expect(svg).not.toMatch(/href|url\(|<style|<script/);
  expect(svg.length).toBeLessThan(1200);
});

test('each outcome has a colour of its own, on which white can be read', () => {
  const colours = outcomes.map((outcome) => /v14a.*?fill="(#[0-9a-f]{6})"/.exec(renderBadge({ outcome }))?.[1] ?? '');
  expect(new Set(colours).size).toBe(4);
  for (const colour of colours) expect(contrastWithWhite(colour)).toBeGreaterThan(4.5);
});

/** WCAG 2.2, relative luminance. */
function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
