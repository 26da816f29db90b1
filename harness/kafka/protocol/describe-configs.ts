import { array, byte, flag, int, string } from '../bytes.ts';
import { refuse } from './errors.ts';
import type { Question } from './question.ts';

/** A setting, as the broker has it now. */
export interface Setting {
  readonly name: string;
  /** Undefined: it has none, or does not tell it, because it may be a secret. */
  readonly value: string | undefined;
  /** Of which kind its values are. A broker tells the settings that it was given and does not know, too: `unknown`. */
  readonly kind: Kind;
}

const kinds = [
  ...(['unknown', 'boolean', 'string', 'number', 'number', 'number', 'number', 'list', 'class', 'password'] as const),
];
type Kind = (typeof kinds)[number];

const ofABroker = 4;

/** DescribeConfigs 3, the first that tells of which kind a value is. To be asked of that broker itself. */
export const askSettings = (node: number): Question<readonly Setting[]> => ({
  name: 'DescribeConfigs',
  key: 32,
  version: 3,
  flexible: false,
  body: Buffer.concat([
    array([Buffer.concat([byte(ofABroker), string(String(node)), int(-1)])]),
    ...[flag(false), flag(false)],
  ]),
  read: (next) => {
    next.int();
    const found = next.array(() => {
      refuse(`DescribeConfigs of broker ${node}`, next.short(), next.string());
      next.byte();
      next.string();
      return next.array(() => {
        const [name, value] = [next.string() ?? '', next.string()];
        next.bytes(3);
        next.array(() => [next.string(), next.string(), next.byte()]);
        const kind = kinds[next.byte()] ?? 'unknown';
        next.string();
        return { name, value, kind };
      });
    });
    return found.flat();
  },
});
