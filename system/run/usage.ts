/** What `--help` prints of each command that a person types: an example first. */
export const usage = {
  system: `Example:
  npm run system -- --busy --charge-points 8

Starts Kafka and the whole system on it; Ctrl-C ends everything.

Settings:
  --charge-points <n>   0 to 200 (default: 5)
  --drivers <n>         0 to 100 (default: 2)
  --busy                drivers ask by themselves, vehicles plug in by themselves
  --power-w <n>         of each charge point (default: 22000; 150000 when it is busy)
  --generation <name>   messaging layer: before, after or resilient (default: resilient)
  --first-port <n>      ports are taken from here up (default: 8300)
  --data <folder>       everything that it keeps, Kafka's data included (default: .system)`,
  'charge-point': `Example:
  npm run charge-point -- CP-6 --location "Rue Neuve 2, Bruxelles" --price-cents-per-kwh 40

Adds a charge point to the system that runs, until Ctrl-C. Its id comes first.

Settings:
  --location <text>           where it stands
  --price-cents-per-kwh <n>   what it asks
  --power-w <n>               (default: that of the system's own)
  --plug-after-ms <n>         a vehicle plugs in by itself after so long
  --data <folder>             the folder of the system (default: .system)`,
  driver: `Example:
  npm run driver -- D-3

Adds a driver to the system that runs, until Ctrl-C. Its id comes first.

Settings:
  --services-file <file>   the charge points that it asks for, one a line
  --data <folder>          the folder of the system (default: .system)`,
  again: `Example:
  npm run again -- central

Starts a process of the system that has died, as it was started at first, until Ctrl-C. Its name comes first.

Settings:
  --data <folder>   the folder of the system (default: .system)`,
} as const;
