import type { AddressCache } from './address-cache.ts'

/** Forgets what an announcement names; everything where it is not understood, as from a newer version. */
export const applyAnnouncement = (cache: AddressCache, payload: string): void => {
  const colon = payload.indexOf(':')
  const subject = payload.slice(colon + 1)
  switch (payload.slice(0, colon)) {
    case 'address':
      cache.addresses.forget(subject)
      break
    case 'host':
      cache.hosts.forget(subject)
      break
    case 'organization':
      cache.forgetOrganization(subject)
      break
    default:
      cache.forgetAll()
  }
}
