import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { NotificationTemplates, type TemplateFile } from '../../alerting/template/notification-templates.js';
import type { TenantConfigDocument } from '../../api/alertmanager/tenant-configs.js';
import { readAlertmanagerConfig } from '../../config/alertmanager/alertmanager.js';
import { YamlFile } from '../../config/yaml-file.js';
import { NamePattern } from '../../lib/name-pattern.js';
import { QuartetError } from '../../model/errors.js';
import { checkText } from '../../rules/stored/check-text.js';
import { foreignSetting } from './foreign-settings.js';
import type { AlertmanagerFile } from './monitoring-files.js';

/**
 * What a tenant's document says, checked as strictly as an `alertmanager.yml`, and without what would read files or
 * credentials of the program. `templates` name those of the document. Throws `invalid_argument` or `too_large`.
 */
export function tenantAlertmanagerFile(document: TenantConfigDocument): AlertmanagerFile {
  checkText(document.alertmanager_config, 'alertmanager_config');
  try {
    return fileOf(document);
  } catch (error) {
    const problem = `error validating Alertmanager config: ${(error as Error).message}`;
    throw new QuartetError('invalid_argument', problem, { cause: error });
  }
}

function fileOf({ alertmanager_config, template_files }: TenantConfigDocument): AlertmanagerFile {
  const file = new YamlFile('alertmanager_config', alertmanager_config);
  const plain = file.value(file.root);
  const foreign = foreignSetting(plain);
  if (foreign !== undefined) throw new Error(foreign);
  const config = readAlertmanagerConfig(file, parseMatchers);
  const { templates: patterns } = plain as { readonly templates?: readonly string[] | null };
  const templates = named(patterns ?? [], template_files);
  // Throws for a text that is no template.
  new NotificationTemplates(templates, { now: () => 0 });
  return { config: { ...config, templates: [] }, templates };
}

/** In the order of patterns and names, as of files. */
function named(patterns: readonly string[], templates: Readonly<Record<string, string>>): TemplateFile[] {
  const names = Object.keys(templates).sort();
  const found = new Set(
    patterns.flatMap((pattern) => {
      if (pattern.includes('/')) throw new Error(`templates: ${pattern} has a path; template_files have none`);
      const matching = new NamePattern(pattern);
      return names.filter((name) => matching.matches(name));
    }),
  );
  return [...found].map((name) => ({ name, source: templates[name]! }));
}
