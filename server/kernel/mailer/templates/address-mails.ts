import { type MailParts, say } from '../mail-parts.ts'

/** Mails about where an organization's links answer, and about links that strangers report. */
export interface AddressMails {
  domain_failing: { organization: string; hostname: string; until: Date; url: string }
  domain_lost: { organization: string; hostname: string; url: string }
  domain_moved: { organization: string; hostname: string; url: string }
  link_blocked: { organization: string; short_url: string; reason: string }
  link_unblocked: { organization: string; short_url: string }
  abuse_reported: { short_url: string; reason: string; url: string }
}

export const addressMails: { [T in keyof AddressMails]: (data: AddressMails[T]) => MailParts } = {
  domain_failing: ({ organization, hostname, until, url }) => ({
    subject: say`The proof of ${hostname} is missing`,
    paragraphs: [
      say`The TXT record that proves ${hostname} to be a domain of ${organization} was not found.`,
      say`Its links work until ${until}. Set the record again before then; it is looked for every hour.`,
    ],
    button: { label: 'View the record', url },
    notes: [],
  }),
  domain_lost: ({ organization, hostname, url }) => ({
    subject: say`${hostname} is no longer served`,
    paragraphs: [
      say`The TXT record that proves ${hostname} to be a domain of ${organization} has been missing for seven days, so its links no longer work.`,
      say`None of them is deleted: they work again once the record is back and found.`,
    ],
    button: { label: 'View the record', url },
    notes: [],
  }),
  domain_moved: ({ organization, hostname, url }) => ({
    subject: say`${hostname} now belongs to another workspace`,
    paragraphs: [
      say`Another workspace on this server has proved that ${hostname} is its domain, and the record of ${organization} is no longer there. Your links on it no longer work.`,
      say`If the domain is yours, look at who can change its name servers, set your record again and remove the other one.`,
    ],
    button: { label: 'View your domains', url },
    notes: [],
  }),
  link_blocked: ({ organization, short_url, reason }) => ({
    subject: say`A link of ${organization} was blocked`,
    paragraphs: [
      say`After a report, the operator of this server blocked the link ${short_url} of ${organization}. Visitors meet a page that says so.`,
      say`The reason given was: ${reason}.`,
    ],
    notes: [say`If you think this is a mistake, write to the operator of this server.`],
  }),
  link_unblocked: ({ organization, short_url }) => ({
    subject: say`A link of ${organization} works again`,
    paragraphs: [
      say`The operator of this server lifted the block of the link ${short_url} of ${organization}.`,
    ],
    notes: [],
  }),
  abuse_reported: ({ short_url, reason, url }) => ({
    subject: say`A link on this server was reported`,
    paragraphs: [
      say`Somebody reported ${short_url}: ${reason}.`,
      say`Further reports are gathered: at most one such mail is sent in an hour.`,
    ],
    button: { label: 'View the reports', url },
    notes: [],
  }),
}
