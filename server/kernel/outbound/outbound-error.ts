/** No answer came; the message says why, for the people whose address it was, and names no address of this network. */
export class OutboundError extends Error {}

/** The address, or one that its host stands for, is none this server calls. */
export class RefusedAddressError extends OutboundError {
  constructor() {
    super('The host has a private or reserved address; this server calls public addresses alone.')
  }
}

const LOOKUP_FAILED = 'The host name could not be looked up.'

const WORDS: Record<string, string> = {
  EAI_AGAIN: LOOKUP_FAILED,
  ENOTFOUND: 'The host name is not known.',
  ENODATA: 'The host name has no address.',
  ECONNREFUSED: 'The host refused the connection.',
  ECONNRESET: 'The host closed the connection before it answered.',
  EPIPE: 'The host closed the connection before it answered.',
  UND_ERR_SOCKET: 'The host closed the connection before it answered.',
  EHOSTUNREACH: 'The host can not be reached.',
  ENETUNREACH: 'The host can not be reached.',
  ETIMEDOUT: 'The host could not be connected to in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The host could not be connected to in time.',
  UND_ERR_HEADERS_TIMEOUT: 'The host did not answer in time.',
  UND_ERR_BODY_TIMEOUT: 'The host did not finish its answer in time.',
  UND_ERR_HEADERS_OVERFLOW: 'The answer has too many headers.',
  CERT_HAS_EXPIRED: "The host's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The host's certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "The host's certificate is signed by an unknown authority.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The host's certificate is incomplete or signed by an unknown authority.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The host's certificate is signed by an unknown authority.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The host's certificate is for another name.",
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

const isLookupError = (error: unknown): error is Error =>
  error instanceof Error &&
  'syscall' in error &&
  typeof error.syscall === 'string' &&
  error.syscall.startsWith('query')

/** Whatever went wrong on the way, as a sentence for people. */
export const explainOutboundError = (error: unknown): OutboundError => {
  if (error instanceof OutboundError) return error
  // Its codes are those of connections too, but it is the name server that they tell of.
  if (isLookupError(error) && !['ENOTFOUND', 'ENODATA'].includes(codeOf(error)))
    return new OutboundError(LOOKUP_FAILED)
  // Several addresses were tried: the first says as much as all.
  if (error instanceof AggregateError && error.errors.length > 0) return explainOutboundError(error.errors[0])
  if (!(error instanceof Error)) return new OutboundError('The request failed.')
  if (error.name === 'TimeoutError') return new OutboundError('The host did not answer in time.')
  if (error.name === 'HTTPParserError') return new OutboundError('The answer is not HTTP.')
  const code = codeOf(error)
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return new OutboundError('The host does not speak TLS there, or none that this server understands.')
  return new OutboundError(WORDS[code] ?? `The request failed${code === '' ? '' : ` (${code})`}.`)
}
