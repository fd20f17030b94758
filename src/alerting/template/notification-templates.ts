import { Template } from '../../lib/gotemplate/template.js';
import { TemplateLibrary } from '../../lib/gotemplate/template-library.js';
import type { Value } from '../../lib/gotemplate/value.js';
import type { Clock } from '../../telemetry/clock.js';
import { DEFAULT_TEMPLATES } from './default-templates/default-templates.js';
import { templateFunctions } from './template-functions.js';

/** A text with definitions, from a file or a request. */
export interface TemplateFile {
  readonly name: string;
  readonly source: string;
}

const LIMITS = { steps: 500_000, characters: 1024 * 1024 };

const MAX_KNOWN = 1000;

/**
 * The templates that notifications are made with: those of ours, those of the files, and what receivers say in place. May be
 * used at once by many. https://prometheus.io/docs/alerting/latest/notifications/
 */
export class NotificationTemplates {
  private readonly library: TemplateLibrary;
  private readonly known = new Map<string, Template>();

  /** Throws `TemplateError` (`template: name:line: …`) for the first file that is none. Later definitions win. */
  constructor(files: readonly TemplateFile[], clock: Pick<Clock, 'now'>) {
    this.library = new TemplateLibrary(templateFunctions(clock));
    for (const { name, source } of [...DEFAULT_TEMPLATES, ...files]) this.library.add(name, source);
  }

  /** What `source` prints for `data`. Throws `TemplateError`. */
  text(source: string, data: Value): string {
    return this.execute(source, data, false);
  }

  /** As HTML: values are escaped. */
  html(source: string, data: Value): string {
    return this.execute(source, data, true);
  }

  private execute(source: string, data: Value, html: boolean): string {
    if (!source.includes('{{')) return source;
    const key = `${html ? 'html' : 'text'} ${source}`;
    let template = this.known.get(key);
    if (template === undefined) {
      if (this.known.size >= MAX_KNOWN) this.known.clear();
      const { library } = this;
      template = new Template('', source, { library, html, missingKey: 'zero', limits: LIMITS });
      this.known.set(key, template);
    }
    return template.execute(data);
  }
}
