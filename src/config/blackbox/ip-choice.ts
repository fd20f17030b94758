import { isIP } from 'node:net';
import { z } from 'zod';
import { value } from '../values.js';

/** The keys of the choice between IPv4 and IPv6, which every probe has. */
export const ipChoiceFields = {
  preferred_ip_protocol: z.enum(['ip4', 'ip6'], { error: 'must be ip4 or ip6' }).default('ip6'),
  ip_protocol_fallback: z.boolean().default(true),
};

export const toIpChoice = (given: {
  readonly preferred_ip_protocol: 'ip4' | 'ip6';
  readonly ip_protocol_fallback: boolean;
}) => ({
  preferredIpProtocol: given.preferred_ip_protocol,
  ipProtocolFallback: given.ip_protocol_fallback,
});

export const ipAddress = value('an IP address', (given) =>
  typeof given === 'string' && isIP(given) !== 0 ? given : undefined,
);
