const furthest = 40;

/** The share of the standard normal distribution above z. */
export function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z);
  return z < 3 ? 0.5 - fromMiddle(z) : tail(z);
}

/** Of the standard normal distribution, the number below which a share from 0 to 1 lies. */
export function normalQuantile(share: number): number {
  let [below, above] = [-furthest, furthest];
  // Each step halves what is left: after 100 there is nothing between two neighbouring numbers.
  for (let step = 0; step < 100; step += 1) {
    const middle = (below + above) / 2;
    if (1 - normalAbove(middle) < share) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** The share between 0 and z: the density times z + z³/3 + z⁵/(3·5) + … */
function fromMiddle(z: number): number {
  let term = z;
  let sum = z;
  for (let divisor = 3; term > sum * 1e-17; divisor += 2) {
    term *= (z * z) / divisor;
    sum += term;
  }
  return density(z) * sum;
}

/** Far out, where a difference to one half would lose all digits: Laplace's fraction z + 1/(z + 2/(z + 3/(z + …))). */
function tail(z: number): number {
  let fraction = z;
  for (let numerator = 60; numerator >= 1; numerator -= 1) fraction = z + numerator / fraction;
  return density(z) / fraction;
}
