import { Page } from '../app/page';

export default function StatusPage() {
  return <Page title="Status">{null}</Page>;
}
