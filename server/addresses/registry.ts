import { teamAddressKind } from '#server/teams/team-address-kind.ts'
import type { AddressKind } from './kind.ts'

/** Every kind of address there is; a new one adds its line. */
const ADDRESS_KINDS: readonly AddressKind[] = [teamAddressKind]

const BY_NAME: ReadonlyMap<string, AddressKind> = new Map(ADDRESS_KINDS.map((kind) => [kind.name, kind]))

/** The kind of that name; undefined for one that this version does not know. */
export const findAddressKind = (name: string): AddressKind | undefined => BY_NAME.get(name)
