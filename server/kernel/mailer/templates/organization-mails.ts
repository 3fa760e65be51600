import { type MailParts, say } from '../mail-parts.ts'

/** Mails about what happens in an organization. */
export interface OrganizationMails {
  role_changed: { organization: string; name: string; old_role: string; new_role: string; changed_by: string }
  member_removed: { organization: string; name: string; removed_by: string; reason: string | null }
  ownership_moved: {
    organization: string
    name: string
    new_owner: string
    former_owner: string
    is_recipient_new_owner: boolean
  }
  limit_near: { organization: string; limit_label: string; used: number; limit: number; url: string }
  clicks_near_limit: { organization: string; used: number; limit: number; is_reached: boolean; url: string }
  organization_deleted: { organization: string; deleted_by: string; purge_at: Date }
}

export const organizationMails: {
  [T in keyof OrganizationMails]: (data: OrganizationMails[T]) => MailParts
} = {
  role_changed: ({ organization, name, old_role, new_role, changed_by }) => ({
    subject: say`Your role in ${organization} is now ${new_role}`,
    name,
    paragraphs: [say`${changed_by} changed your role in ${organization} from ${old_role} to ${new_role}.`],
    notes: [],
  }),
  member_removed: ({ organization, name, removed_by, reason }) => ({
    subject: say`You were removed from ${organization}`,
    name,
    paragraphs: [
      say`${removed_by} removed you from ${organization}; you can no longer open it.`,
      say`What you made there stays with the organization. Your account and your other workspaces are not touched.`,
    ],
    ...(reason === null || reason.trim() === '' ? {} : { quote: { by: removed_by, text: reason } }),
    notes: [],
  }),
  ownership_moved: ({ organization, name, new_owner, former_owner, is_recipient_new_owner }) => ({
    subject: is_recipient_new_owner
      ? say`You now own ${organization}`
      : say`${new_owner} now owns ${organization}`,
    name,
    paragraphs: [
      is_recipient_new_owner
        ? say`${former_owner} transferred the ownership of ${organization} to you.`
        : say`The ownership of ${organization} moved from ${former_owner} to ${new_owner}.`,
    ],
    notes: is_recipient_new_owner
      ? []
      : [say`If you did not expect this, talk to the operator of this server at once.`],
  }),
  limit_near: ({ organization, limit_label, used, limit, url }) => ({
    subject: say`${organization} uses ${used} of ${limit} ${limit_label}`,
    paragraphs: [
      say`${organization} uses ${used} of the ${limit} ${limit_label} that its plan allows. At the limit, new ones are refused; nothing that stands is lost.`,
    ],
    button: { label: 'View usage', url },
    notes: [],
  }),
  clicks_near_limit: ({ organization, used, limit, is_reached, url }) => ({
    subject: is_reached
      ? say`${organization} has used up its clicks of this month`
      : say`${organization} has had ${used} of ${limit} clicks this month`,
    paragraphs: [
      is_reached
        ? say`The plan of ${organization} includes ${limit} clicks a month, and they are used up.`
        : say`The links of ${organization} were clicked ${used} times this month; its plan includes ${limit}.`,
      say`Links go on working, and clicks go on being counted. Above the limit no details are kept until the next month: countries, devices, sources and unique visitors.`,
    ],
    button: { label: 'View usage', url },
    notes: [],
  }),
  organization_deleted: ({ organization, deleted_by, purge_at }) => ({
    subject: say`${organization} was deleted`,
    paragraphs: [
      say`${deleted_by} deleted ${organization}. It is out of reach now, and is erased for good on ${purge_at}.`,
      say`Until then the operator of this server can restore it.`,
    ],
    notes: [],
  }),
}
