/**
 * Why an expression gives nothing: its text or settings cannot be read (`parse`), it names what is not there (`missing`) or
 * itself (`cycle`), what it names failed (`dependency`), or it cannot calculate with what that gave (`execution`).
 */
export type ExpressionErrorCode = 'parse' | 'missing' | 'cycle' | 'dependency' | 'execution';

export class ExpressionError extends Error {
  constructor(
    readonly code: ExpressionErrorCode,
    message: string,
    /** The query or expression that is missing or failed. */
    readonly input = '',
  ) {
    super(message);
    this.name = 'ExpressionError';
  }
}
