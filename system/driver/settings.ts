import { z } from 'zod';
import { byHand } from '../contract/events.ts';
import { common, kafkaSettings, whole } from '../service/settings.ts';
import { servicesFile } from './services-file.ts';

export const driverSettings = {
  ...common,
  ...kafkaSettings,
  driverId: z
    .string()
    .regex(/^[\w.-]{1,50}$/, 'must be 1 to 50 letters, digits, "_", "." or "-"')
    .refine((id) => id !== byHand, 'is the name of whoever charges by hand'),
  /** Charge points to ask for, one after the other. */
  servicesFile: servicesFile.optional(),
  /** From the end of one of them to the asking of the next. */
  nextAfterMs: whole().default(4000),
  serviceTargetWh: whole(1).max(1_000_000).default(2000),
  /** Without a sign of life for so long, central cannot be reached. */
  centralSilentAfterMs: whole(100).default(3000),
};
