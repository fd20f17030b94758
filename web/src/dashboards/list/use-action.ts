import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../../controls/toast';

interface ActionOptions<T> {
  /** Told in a corner when it is done. */
  readonly done?: (answer: T) => string;
  readonly onDone?: (answer: T) => void;
}

/** A change on the server, after which lists of dashboards are read anew; a failure is told. */
export function useAction<V, T = unknown>(run: (value: V) => Promise<T>, { done, onDone }: ActionOptions<T> = {}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      if (done !== undefined) tell(done(answer), 'success');
      onDone?.(answer);
    },
    onError: (error) => tell('This could not be done', 'error', error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['search'] }),
  });
}
