import { z } from 'zod';
import type { GrpcProbe } from '../../collect/exporters/blackbox/blackbox-module.js';
import { tlsConfig, toTls } from '../http-client.js';
import { plainText } from '../values.js';
import { ipChoiceFields, toIpChoice } from './ip-choice.js';

const MAX_SERVICE_BYTES = 127;

/** https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#grpc_probe */
export const grpcProbe = (directory: string) =>
  z
    .strictObject({
      ...ipChoiceFields,
      service: plainText
        .refine((name) => Buffer.byteLength(name) <= MAX_SERVICE_BYTES, `is longer than ${MAX_SERVICE_BYTES} bytes`)
        .default(''),
      tls: z.boolean().default(false),
      tls_config: tlsConfig.optional(),
    })
    .transform(
      (given): GrpcProbe => ({
        ...toIpChoice(given),
        service: given.service,
        isSecured: given.tls,
        tls: given.tls_config === undefined ? undefined : toTls(given.tls_config, directory),
      }),
    );
