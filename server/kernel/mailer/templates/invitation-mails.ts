import { type MailParts, say } from '../mail-parts.ts'

/** Mails that ask someone to join. */
export interface InvitationMails {
  invitation: {
    organization: string
    inviter: string
    role: string
    message: string | null
    url: string
    expires_at: Date
    has_account: boolean
  }
  team_invitation: { organization: string; team: string; inviter: string; url: string; expires_at: Date }
  invitation_accepted: { organization: string; member_name: string; member_email: string }
}

export const invitationMails: { [T in keyof InvitationMails]: (data: InvitationMails[T]) => MailParts } = {
  invitation: ({ organization, inviter, role, message, url, expires_at, has_account }) => ({
    subject: say`${inviter} invites you to ${organization}`,
    paragraphs: [
      say`${inviter} invites you to join ${organization} with the role ${role}.`,
      has_account
        ? say`Sign in with this e-mail address to accept; you can also reject without signing in.`
        : say`You can make your account when you accept; you can also reject without one.`,
    ],
    ...(message === null || message.trim() === '' ? {} : { quote: { by: inviter, text: message } }),
    button: { label: 'View invitation', url },
    notes: [
      say`The link works until ${expires_at}. It is meant for you alone: do not pass it on.`,
      say`If you do not know ${inviter}, ignore this mail.`,
    ],
  }),
  team_invitation: ({ organization, team, inviter, url, expires_at }) => ({
    subject: say`${inviter} invites you to the team ${team}`,
    paragraphs: [say`${inviter} invites you to join the team ${team} of ${organization}.`],
    button: { label: 'View invitation', url },
    notes: [say`The link works until ${expires_at}.`],
  }),
  invitation_accepted: ({ organization, member_name, member_email }) => ({
    subject: say`${member_name} joined ${organization}`,
    paragraphs: [
      say`${member_name} (${member_email}) accepted the invitation and is now a member of ${organization}.`,
    ],
    notes: [],
  }),
}
