import { Button } from '../../controls/button';

interface LinesFootProps {
  readonly error: Error | null | undefined;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** After the last line of a list: that there are more, or none, or why they could not be read. */
export function LinesFoot({ error, hasMore, loadMore, retry }: LinesFootProps) {
  if (error) {
    return (
      <>
        {`${error.message} `}
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      </>
    );
  }
  return hasMore ? (
    <Button size="small" onClick={loadMore}>
      Load more
    </Button>
  ) : (
    'No more lines in this time'
  );
}
