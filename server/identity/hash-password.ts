import { hash, verify } from '@node-rs/argon2'

// The library's enum is ambient, so its value stands here.
const ARGON2ID = 2
// OWASP's password storage parameters for argon2id: 19 MiB, two passes, one lane.
const parameters = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id in PHC form, with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, parameters)

/** True when the password makes the hash; false for a hash of another form. */
export const verifyPassword = async (passwordHash: string, password: string): Promise<boolean> => {
  try {
    return await verify(passwordHash, password)
  } catch {
    return false
  }
}
