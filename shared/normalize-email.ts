/** The form in which two e-mail addresses are compared: NFKC, trimmed, lower case (organizations.md, Invitations). */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()
