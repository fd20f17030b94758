import { RuleTemplate } from './rule-template.js';

/** Throws `TemplateError` where the value of a label or annotation of an alert is no template. */
export function checkTemplate(alert: string, text: string): void {
  new RuleTemplate(`__alert_${alert}`, text);
}
