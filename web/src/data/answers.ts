import { isAbort } from './in-flight';
import type { SourceRequest, Target, TargetAnswer } from './source';

/** Runs all targets that are shown at once; what fails is its own target's answer. Throws only where the request is aborted. */
export function answerEach(
  request: SourceRequest,
  answer: (target: Target) => Promise<Omit<TargetAnswer, 'refId'>>,
): Promise<readonly TargetAnswer[]> {
  const shown = request.targets.filter((target) => target.hide !== true);
  return Promise.all(
    shown.map(async (target): Promise<TargetAnswer> => {
      try {
        return { ...(await answer(target)), refId: target.refId };
      } catch (error) {
        if (request.signal.aborted || isAbort(error)) throw error;
        return { refId: target.refId, frames: [], error: error instanceof Error ? error : new Error(String(error)) };
      }
    }),
  );
}

/** A field of a target where it is a text, trimmed; `''` else. */
export const textOf = (target: Target, name: string): string => {
  const value = target[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** A field of a target as a number, also where it stands as text; undefined where it is none. */
export function numberOf(target: Target, name: string): number | undefined {
  const value = target[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
