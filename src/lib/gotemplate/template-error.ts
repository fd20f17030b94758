/**
 * What is wrong with a template, or with what it was executed on. Functions of a template throw it with their bare message;
 * where it leaves the package the message says place and template as Go's does.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** An error that already names its place in the template. */
export class LocatedError extends TemplateError {}

/** The template takes more steps than it may. */
export class TemplateStepsError extends LocatedError {}
