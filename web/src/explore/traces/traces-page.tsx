import { Page } from '../../app/page';

export default function TracesPage() {
  return <Page title="Traces">{null}</Page>;
}
