/** What can be wrong with a change or a question. The API of each dialect maps codes to its statuses. */
export type DashboardsErrorCode =
  /** What was sent is wrong and will be wrong again. */
  | 'bad_request'
  | 'empty_title'
  | 'not_found'
  /** Someone else has changed it since it was read. */
  | 'version_mismatch'
  /** Another one has that name, or that uid. */
  | 'name_exists'
  /** It comes from a file that does not let the UI change it. */
  | 'provisioned'
  /** It is used, or not empty. */
  | 'in_use'
  /** Over a bound on size or number. */
  | 'too_large';

/** A refusal of this room; `message` is for people. */
export class DashboardsError extends Error {
  constructor(
    readonly code: DashboardsErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'DashboardsError';
  }
}
