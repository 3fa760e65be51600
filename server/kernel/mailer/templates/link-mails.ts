import { type MailParts, say } from '../mail-parts.ts'

interface DecidedLink {
  organization: string
  name: string
  link: string
  destination: string
  decided_by: string
  url: string
}

/** Mails about links that waited for approval. */
export interface LinkMails {
  link_approved: DecidedLink
  link_rejected: DecidedLink & { note: string }
}

export const linkMails: { [T in keyof LinkMails]: (data: LinkMails[T]) => MailParts } = {
  link_approved: ({ organization, name, link, destination, decided_by, url }) => ({
    subject: say`Your link in ${organization} is approved`,
    name,
    paragraphs: [
      say`${decided_by} approved your link ${link} in ${organization}.`,
      say`It leads to ${destination} and may be handed out now.`,
    ],
    button: { label: 'View the link', url },
    notes: [],
  }),
  link_rejected: ({ organization, name, link, destination, decided_by, note, url }) => ({
    subject: say`Your link in ${organization} was rejected`,
    name,
    paragraphs: [
      say`${decided_by} rejected your link ${link} in ${organization}, which leads to ${destination}. It is not live.`,
      say`Change where it leads, and it waits for approval again.`,
    ],
    ...(note.trim() === '' ? {} : { quote: { by: decided_by, text: note } }),
    button: { label: 'View the link', url },
    notes: [],
  }),
}
