import {
  type Icon,
  IconDevices,
  IconFlag,
  IconHistory,
  IconKey,
  IconLock,
  IconMailbox,
  IconUser,
} from '@tabler/icons-react'
import type { Me } from './use-me.ts'

interface AccountPage {
  label: string
  path: string
  icon: Icon
}

const ACCOUNT_PAGES: readonly AccountPage[] = [
  { label: 'Profile', path: '/account/profile', icon: IconUser },
  { label: 'Security', path: '/account/security', icon: IconLock },
  { label: 'Sessions', path: '/account/sessions', icon: IconDevices },
  { label: 'API keys', path: '/account/api-keys', icon: IconKey },
  { label: 'My audit log', path: '/account/audit-log', icon: IconHistory },
]

/** The pages about you; an operator without an SMTP server also reads kept mails here. */
export const accountPagesFor = (me: Me): AccountPage[] => [
  ...ACCOUNT_PAGES,
  ...(me.user.is_operator
    ? [{ label: 'Reported links', path: '/operator/abuse-reports', icon: IconFlag }]
    : []),
  ...(me.user.is_operator && !me.instance.has_smtp
    ? [{ label: 'Mailbox', path: '/operator/mailbox', icon: IconMailbox }]
    : []),
]
