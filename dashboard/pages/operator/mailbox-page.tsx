import { PageHeader } from '../../ui/page-header.tsx'

/** Mails kept on this machine. */
export function MailboxPage() {
  return <PageHeader title="Mailbox" />
}
