import { z } from 'zod';
import type { IcmpProbe } from '../../collect/exporters/blackbox/blackbox-module.js';
import { ipAddress, ipChoiceFields, toIpChoice } from './ip-choice.js';

/** https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#icmp_probe */
export const icmpProbe = () =>
  z
    .strictObject({
      ...ipChoiceFields,
      source_ip_address: ipAddress.optional(),
      dont_fragment: z.boolean().default(false),
      payload_size: z.number().int().min(0).max(65_500).optional(),
      ttl: z.number().int().min(0).max(255).optional(),
    })
    .transform((given): IcmpProbe => toIpChoice(given));
