import { z } from 'zod';
import type { TcpProbe } from '../../collect/exporters/blackbox/blackbox-module.js';
import { tlsConfig, toTls } from '../http-client.js';
import { labelName, plainText, regex } from '../values.js';
import { ipAddress, ipChoiceFields, toIpChoice } from './ip-choice.js';

/** https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#tcp_probe */
export const tcpProbe = (directory: string) =>
  z
    .strictObject({
      ...ipChoiceFields,
      source_ip_address: ipAddress.optional(),
      query_response: z
        .array(
          z.strictObject({
            expect: regex.default(''),
            labels: z.array(z.strictObject({ name: labelName, value: plainText })).default([]),
            send: plainText.default(''),
            starttls: z.boolean().default(false),
          }),
        )
        .default([]),
      tls: z.boolean().default(false),
      tls_config: tlsConfig.optional(),
    })
    .transform(
      (given): TcpProbe => ({
        ...toIpChoice(given),
        sourceIpAddress: given.source_ip_address,
        queryResponse: given.query_response,
        isSecured: given.tls,
        tls: given.tls_config === undefined ? undefined : toTls(given.tls_config, directory),
      }),
    );
