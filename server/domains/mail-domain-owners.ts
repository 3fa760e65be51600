import type { OrganizationContext } from '#server/kernel/context.ts'
import { type MailTemplates, sendMail } from '#server/kernel/mailer/send-mail.ts'
import { listOwners } from '#server/organizations/keep-last-owner.ts'

/** Tells the organization's owners what happened to a domain. */
export const mailDomainOwners = async <T extends 'domain_failing' | 'domain_lost' | 'domain_moved'>(
  ctx: OrganizationContext,
  template: T,
  describe: (about: { organization: string; url: string }) => MailTemplates[T],
): Promise<void> => {
  const { name, slug } = ctx.organization
  const url = `${ctx.runtime.config.publicUrl}/dashboard/${slug}/settings/domains`
  for (const { email } of await listOwners(ctx))
    await sendMail(ctx, { to: email, template, data: describe({ organization: name, url }) })
}
