import ipaddr from 'ipaddr.js'

/** Says of an IP address whether this server may connect to it. */
export type AddressCheck = (address: string) => boolean

/** IANA's global unicast; everything else of IPv6 is local, mapped, translated or unassigned. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3')

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => {
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_V6)
}

/**
 * Lets public addresses pass, and those of the allowed networks (CIDR). Refused are loopback, private, link-local,
 * carrier-grade NAT, multicast, reserved, and IPv6 forms that carry an IPv4 address (mapped, 6to4, NAT64, Teredo).
 */
export const createAddressCheck = (allowedNetworks: readonly string[]): AddressCheck => {
  const networks = allowedNetworks.map((network) => ipaddr.parseCIDR(network))
  return (text) => {
    if (!ipaddr.isValid(text)) return false
    const address = ipaddr.parse(text)
    const isAllowed = networks.some(
      ([base, bits]) => base.kind() === address.kind() && address.match(base, bits),
    )
    return isAllowed || isPublic(address)
  }
}
