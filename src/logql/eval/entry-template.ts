import { Template } from '../../lib/gotemplate/template.js';
import { TemplateError, TemplateStepsError } from '../../lib/gotemplate/template-error.js';
import { GoMap } from '../../lib/gotemplate/value.js';
import type { EntryLabels } from './entry-labels.js';
import type { PipelineEntry } from './stage.js';
import { templateFunctions } from './template-functions.js';

/** Of one template on one entry. */
const LIMITS = { steps: 200_000, characters: 4 * 1024 * 1024 };
/** Of one query: a template that ran out of steps on so many entries fails on all that follow, without being run. */
const MAX_EXHAUSTED = 16;

/** A template over the labels of entries, whose functions know the line and the time. */
export class EntryTemplate {
  private readonly template: Template;
  private entry: PipelineEntry | undefined;
  private exhausted = 0;
  private problem = '';

  /** Throws `TemplateError` where `source` is no template. */
  constructor(name: string, source: string) {
    const functions = templateFunctions(() => this.entry!);
    this.template = new Template(name, source, { functions, missingKey: 'zero', limits: LIMITS });
  }

  /** What the template makes of an entry with these labels, or why it fails. */
  run(entry: PipelineEntry, labels: GoMap): { readonly text: string } | { readonly problem: string } {
    if (this.exhausted >= MAX_EXHAUSTED) return { problem: this.problem };
    this.entry = entry;
    try {
      return { text: this.template.execute(labels, entry) };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      if (error instanceof TemplateStepsError) this.exhausted++;
      this.problem = error.message;
      return { problem: error.message };
    }
  }
}

/** The labels of an entry as they are, its error among them. */
export class LabelMap extends GoMap {
  readonly element = 'string';

  constructor(private readonly labels: EntryLabels) {
    super();
  }

  get size(): number {
    return [...this.keys()].length;
  }

  get(name: string): string | undefined {
    return this.labels.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  *keys(): Generator<string> {
    for (const [name] of this.labels.entries()) yield name;
  }
}
