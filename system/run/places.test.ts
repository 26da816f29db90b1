import { expect, test } from 'vitest';
import { location } from '../contract/charge-point.ts';
import { placeOf } from './places.ts';

const places = Array.from({ length: 200 }, (_, index) => placeOf(index + 1));

test('200 charge points have 200 places that central takes, and each the same one again', () => {
  expect(new Set(places.map((place) => place.location)).size).toBe(200);
  for (const place of places) expect(location.safeParse(place.location).success).toBe(true);
  expect(places).toEqual(places.map((_, index) => placeOf(index + 1)));
});

test('prices are those of the street, and differ from neighbour to neighbour', () => {
  for (const [index, { priceCentsPerKwh }] of places.entries()) {
    expect(priceCentsPerKwh).toBeGreaterThanOrEqual(29);
    expect(priceCentsPerKwh).toBeLessThanOrEqual(79);
    expect(priceCentsPerKwh).not.toBe(places[index - 1]?.priceCentsPerKwh);
  }
});
