import type { QuartetError } from '../../model/errors.js';
import type { Stage } from '../ast.js';
import { meaningError } from '../parse-error.js';
import { printStage } from '../print.js';

/** What is wrong with a stage, as Loki tells it; line filters in a row are one stage. */
export const stageError = (stages: readonly Stage[], error: unknown): QuartetError =>
  meaningError(`stage '${stages.map(printStage).join(' ')}' : ${(error as Error).message}`);
