import { Page } from '../../app/page';

export default function LogsPage() {
  return <Page title="Logs">{null}</Page>;
}
