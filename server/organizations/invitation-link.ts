import type { Context } from '#server/kernel/context.ts'
import { hashToken, newToken } from '#server/kernel/secrets.ts'

const TERM_MS = 7 * 24 * 60 * 60 * 1000

export interface InvitationLink {
  tokenHash: string
  /** Holds the token: for the mail, and for the answer where no mail goes out. */
  url: string
  expiresAt: Date
}

/** A new link that is good for seven days; only its token's hash may be stored. */
export const newInvitationLink = (ctx: Pick<Context, 'runtime' | 'now'>): InvitationLink => {
  const token = newToken()
  return {
    tokenHash: hashToken(token),
    url: `${ctx.runtime.config.publicUrl}/invite/accept?token=${token}`,
    expiresAt: new Date(ctx.now.getTime() + TERM_MS),
  }
}

/** The link as the inviter may see it, once: only where no SMTP server carries mails. */
export const linkForInviter = (ctx: Pick<Context, 'runtime'>, link: InvitationLink): string | null =>
  ctx.runtime.config.smtpUrl === null ? link.url : null
