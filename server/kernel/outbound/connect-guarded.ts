import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { buildConnector } from 'undici'
import type { AddressCheck } from './check-address.ts'
import { RefusedAddressError } from './outbound-error.ts'

/** Every address of a host, as `dns.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>

/**
 * A lookup for sockets that answers what was checked and nothing else: the name is resolved once, here, so what it
 * stands for can't change between check and connection. One refused address refuses the host.
 */
const lookupChecked =
  (resolve: Resolve, mayCall: AddressCheck): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (first === undefined || !addresses.every(({ address }) => mayCall(address)))
          callback(new RefusedAddressError(), '')
        else if (options.all === true) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, ''),
    )
  }

/**
 * How undici connects: sockets look names up by the checked lookup; addresses written out never reach a lookup and are
 * checked before; and what a socket is connected to in the end is checked once more.
 */
export const connectGuarded = (
  build: typeof buildConnector,
  { resolve, mayCall, timeoutMs }: { resolve: Resolve; mayCall: AddressCheck; timeoutMs: number },
): buildConnector.connector => {
  const connect = build({ timeout: timeoutMs, lookup: lookupChecked(resolve, mayCall) })
  return (options, callback) => {
    if (isIP(options.hostname) !== 0 && !mayCall(options.hostname)) {
      callback(new RefusedAddressError(), null)
      return
    }
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null)
      if (mayCall(socket.remoteAddress ?? '')) return callback(null, socket)
      socket.destroy()
      callback(new RefusedAddressError(), null)
    })
  }
}
