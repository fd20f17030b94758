import { z } from 'zod';
import type { ProcessExporterConfig } from '../collect/exporters/process/process-exporter-config.js';
import { readStrict } from './strict-yaml.js';
import { plainText, regex } from './values.js';
import type { YamlFile } from './yaml-file.js';

const processName = z
  .strictObject({
    name: plainText.default('{{.ExeBase}}'),
    comm: z.array(plainText).default([]),
    exe: z.array(plainText).default([]),
    cmdline: z.array(regex).default([]),
  })
  .refine(
    ({ comm, exe, cmdline }) => comm.length + exe.length + cmdline.length > 0,
    'says of no process that it is meant; give comm, exe or cmdline',
  );

const schema = z.strictObject({ process_names: z.array(processName) });

/** Throws `ConfigError` for the first thing that is wrong. https://github.com/ncabatoff/process-exporter#using-a-config-file */
export const readProcessExporterConfig = (file: YamlFile): ProcessExporterConfig => ({
  procPath: '/proc',
  children: true,
  names: readStrict(file, schema).process_names,
});
