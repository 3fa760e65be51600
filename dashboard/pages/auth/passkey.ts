type Json = Record<string, unknown>

/** True where this browser can make and use passkeys; it needs https or localhost. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'

/** True when the person closed the browser's dialog or let it time out: no error to show. */
export const isPasskeyCancelled = (error: Error | null): boolean =>
  error?.name === 'NotAllowedError' || error?.name === 'AbortError'

const answerOf = (credential: Credential | null): Json => {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('The browser gave no passkey.')
  return { ...credential.toJSON() }
}

/** Makes a passkey with the server's options. Throws NotAllowedError when the person declines. */
export async function makePasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  )
  return answerOf(await navigator.credentials.create({ publicKey }))
}

/** Asks for a passkey to sign in with. Throws NotAllowedError when the person declines. */
export async function askPasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  )
  return answerOf(await navigator.credentials.get({ publicKey }))
}
