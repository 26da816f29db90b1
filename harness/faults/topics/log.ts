import type { StepContext } from '../../model/step.ts';

/** Remembers where the broker's log is now, and writes down those of the lines behind that which are like this. */
export function fromNowOn({ environment, recorder }: StepContext, like: RegExp): { tell(): void } {
  const { broker } = environment;
  const before = broker.log().length;
  return {
    tell: () => {
      const lines = broker.log().slice(before).split('\n');
      for (const line of lines.filter((each) => like.test(each))) {
        recorder.record({ kind: 'said', subject: broker.name, text: line.slice(0, 300) });
      }
    },
  };
}
