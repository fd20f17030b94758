import { BUILTIN_FUNCTIONS } from './builtin-functions.js';
import { type Definition, isEmptyBody, parseDefinitions } from './parser.js';
import type { TemplateFunctions } from './value.js';

/** Templates that others call by name, gathered from several texts, with the functions that all of them know. */
export class TemplateLibrary {
  private readonly definitions = new Map<string, Definition>();

  constructor(readonly functions: TemplateFunctions) {}

  /**
   * Adds what `source` defines, and itself under the name `file`. A template takes the place of an earlier one of its name,
   * unless it is empty. Throws `TemplateError` where `source` is no template; nothing is added then.
   */
  add(file: string, source: string): void {
    const known = { ...BUILTIN_FUNCTIONS, ...this.functions };
    for (const [name, definition] of parseDefinitions(file, source, (word) => Object.hasOwn(known, word))) {
      if (isEmptyBody(definition.body) && this.definitions.has(name)) continue;
      this.definitions.set(name, definition);
    }
  }

  get(name: string): Definition | undefined {
    return this.definitions.get(name);
  }
}
