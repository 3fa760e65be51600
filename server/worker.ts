import { forgetReleasedAddresses } from './addresses/forget-released-addresses.ts'
import { cutAuditLogs } from './audit/cut-audit-logs.ts'
import { checkDomain } from './domains/check-domain.ts'
import { recheckDomains } from './domains/recheck-domains.ts'
import { forgetIdempotencyKeys } from './http/forget-idempotency-keys.ts'
import { forgetExpiredSessions } from './identity/forget-expired-sessions.ts'
import { deliverMail } from './kernel/mailer/deliver-mail.ts'
import { forgetMails } from './kernel/mailer/forget-mails.ts'
import type { Runtime } from './kernel/runtime.ts'
import { purgeOrganizations } from './organizations/purge-organizations.ts'
import { forgetLinkImports } from './short-links/import/forget-link-imports.ts'
import { runLinkImport } from './short-links/import/run-link-import.ts'
import { cutClicks } from './visits/cut-clicks.ts'
import { keepClicks } from './visits/keep-click-partitions.ts'
import { createDelivery } from './webhooks/deliver-webhook.ts'
import { forgetWebhookEvents } from './webhooks/forget-webhook-events.ts'

/** What each job runs; call before `runtime.queue.start()`. */
export const registerJobs = (runtime: Runtime): void => {
  const { queue } = runtime
  queue.work('send_mail', (data) => deliverMail(runtime, data))
  queue.work('forget_mails', () => forgetMails(runtime))
  queue.work('forget_idempotency_keys', () => forgetIdempotencyKeys(runtime))
  queue.work('forget_expired_sessions', () => forgetExpiredSessions(runtime))
  queue.work('forget_released_addresses', () => forgetReleasedAddresses(runtime))
  queue.work('check_domain', (data) => checkDomain(runtime, data))
  queue.work('recheck_domains', () => recheckDomains(runtime))
  queue.work('purge_organizations', () => purgeOrganizations(runtime))
  queue.work('cut_audit_logs', () => cutAuditLogs(runtime))
  queue.work('keep_click_partitions', () => keepClicks(runtime))
  queue.work('cut_clicks', () => cutClicks(runtime))
  queue.work('import_links', (data, run) => runLinkImport(runtime, data, run))
  queue.work('forget_link_imports', () => forgetLinkImports(runtime))
  queue.work('deliver_webhook', createDelivery(runtime))
  queue.work('forget_webhook_events', () => forgetWebhookEvents(runtime))
}
