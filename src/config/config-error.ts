import { QuartetError } from '../model/errors.js';

/** The configuration or the command line is wrong: the program prints the message and exits with code 2. */
export class ConfigError extends QuartetError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('invalid_argument', message, options);
    this.name = 'ConfigError';
  }
}
