import {
  boundedLog,
  boundedMemory,
  type Check,
  gracefulShutdown,
  honestReadiness,
  kilobytes,
  megabytes,
  noReconnectStorm,
  noZombie,
  seconds,
} from '../../harness/index.ts';

/** What these services keep within, each measured on them: a good deal less than any system is allowed. */
export const limits: readonly Check[] = [
  // A service whose connections are refused all the time wrote 0.3-0.6 kB a second, since the same line is written once a
  // second at most; one that worked again before the prober saw it, and had 30 s to catch up with, wrote 5.4 kB. One line
  // for each attempt to connect, at the pace at which the services try (16 a second), would be 4 kB.
  boundedLog({ mostBytesPerSecond: kilobytes(20) }),
  // V8 lets its heap grow as long as nobody else wants the memory: services that built clients in vain for 60 s and more
  // grew from 111 MB (after 5 s) to 188-204 MB and stayed there. One that waits between its attempts grew by 10 MB in
  // 58 s. The bound is that plateau and two fifths more.
  boundedMemory({ mostBytes: megabytes(400), mostGrowthBytes: megabytes(128) }),
  // In 30 s in which a proxy accepted and dropped every connection a service made 15 to 16 a second: two clients that
  // pause 50 to 150 ms between two attempts. With the pause at its least all the time it would be 40.
  noReconnectStorm({ mostPerSecond: 50 }),
  gracefulShutdown({ withinMs: seconds(2) }),
  honestReadiness({ withinMs: seconds(2) }),
  noZombie({ withinMs: seconds(5) }),
];
