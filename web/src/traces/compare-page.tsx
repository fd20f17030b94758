import { Page } from '../app/page';

export default function ComparePage() {
  return <Page title="Compare traces">{null}</Page>;
}
