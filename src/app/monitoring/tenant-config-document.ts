import { z } from 'zod';
import { MAX_CONFIG_BYTES } from '../../api/alertmanager/config-api.js';
import type { TenantConfigDocument } from '../../api/alertmanager/tenant-configs.js';
import { YamlFile } from '../../config/yaml-file.js';
import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import { QuartetError } from '../../model/errors.js';
import { checkText } from '../../rules/stored/check-text.js';

/** Bytes of a template's name. */
const MAX_NAME = 255;

const schema = z.object({
  alertmanager_config: z.string().nullish(),
  template_files: z.record(z.string(), z.string()).nullish(),
});

/**
 * What a request to set a configuration says. Throws `invalid_argument`, `too_large` or `limit_exceeded`, in Mimir's words
 * where it has any. Keys that are not known mean nothing, as there.
 */
export function readTenantConfigDocument(text: string, limits: AlertmanagerLimits): TenantConfigDocument {
  const most = limits.alertmanagerMaxConfigSizeBytes;
  if (Buffer.byteLength(text) > most)
    throw new QuartetError('limit_exceeded', `Alertmanager configuration is too big, limit: ${most} bytes`);
  const given = schema.safeParse(plainOf(text));
  if (!given.success) throw unreadable(z.prettifyError(given.error).replace(/\s+/g, ' '));
  const { alertmanager_config, template_files } = given.data;
  if (!alertmanager_config) throw wrong('alertmanager_config is empty; to take a configuration away, delete it');
  const document = { template_files: template_files ?? {}, alertmanager_config };
  checkTemplates(document.template_files, limits);
  return document;
}

function plainOf(text: string): unknown {
  checkText(text, 'the request', MAX_CONFIG_BYTES);
  try {
    const file = new YamlFile('request', text);
    return file.value(file.root);
  } catch (error) {
    throw unreadable((error as Error).message);
  }
}

function checkTemplates(templates: Readonly<Record<string, string>>, limits: AlertmanagerLimits): void {
  const { alertmanagerMaxTemplatesCount: mostTemplates, alertmanagerMaxTemplateSizeBytes: mostBytes } = limits;
  const all = Object.entries(templates);
  if (all.length > mostTemplates) {
    const problem = `too many templates in the configuration: ${all.length} (limit: ${mostTemplates})`;
    throw new QuartetError('limit_exceeded', problem);
  }
  for (const [name, source] of all) {
    if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name) || Buffer.byteLength(name) > MAX_NAME)
      throw wrong(`invalid template name ${JSON.stringify(name)}: a name of a file without a path is right`);
    const bytes = Buffer.byteLength(source);
    if (bytes <= mostBytes) continue;
    const problem = `template ${name} is too big: ${bytes} bytes (limit: ${mostBytes} bytes)`;
    throw new QuartetError('limit_exceeded', problem);
  }
}

const unreadable = (problem: string) =>
  new QuartetError('invalid_argument', `error marshalling YAML Alertmanager config: ${problem}`);

const wrong = (problem: string) =>
  new QuartetError('invalid_argument', `error validating Alertmanager config: ${problem}`);
