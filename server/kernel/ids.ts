import { typeid } from 'typeid-js'

/** Prefixes of the records' ids: TypeIDs, time-ordered (UUIDv7 in base 32). */
export type IdPrefix =
  | 'user'
  | 'sess'
  | 'acc'
  | 'ver'
  | 'tfa'
  | 'pk'
  | 'key'
  | 'org'
  | 'mem'
  | 'role'
  | 'inv'
  | 'team'
  | 'tinv'
  | 'prj'
  | 'skey'
  | 'adr'
  | 'aud'
  | 'mail'
  | 'req'

/** A new id such as `org_01jd…`. */
export const newId = (prefix: IdPrefix): string => typeid(prefix).toString()
