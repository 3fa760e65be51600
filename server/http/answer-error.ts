import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DomainError } from '#server/kernel/errors.ts'

const CODES: Record<string, [number, string, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large', 'The body is larger than 256 KiB.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported_media_type', 'Send the body as application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid_json', 'The body must be JSON; it is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid_json', 'The body must be JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'invalid_content_length',
    'Content-Length does not match the body.',
  ],
  FST_ERR_BAD_URL: [400, 'invalid_url', 'The path is not a valid URL.'],
}

const invalidInput = (error: FastifyError): DomainError => {
  const issues = hasZodFastifySchemaValidationErrors(error) ? error.validation : []
  const problems = issues.map((issue) => ({
    field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || (error.validationContext ?? 'body'),
    rule: issue.message ?? 'is not valid',
  }))
  const message = problems.map(({ field, rule }) => `${field}: ${rule}`).join('; ')
  return new DomainError(400, 'invalid_input', message || 'The request is not valid.', { fields: problems })
}

const translate = (error: FastifyError): DomainError | null => {
  if (error instanceof DomainError) return error
  if (error.validation !== undefined) return invalidInput(error)
  const known = CODES[error.code]
  if (known !== undefined) return new DomainError(...known)
  if (error instanceof SyntaxError) return new DomainError(400, 'invalid_json', 'The body must be JSON.')
  const { statusCode } = error
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new DomainError(statusCode, 'bad_request', error.message)
  }
  return null
}

/** Every error as `{"error":{"code","message","details","request_id"}}`; what nobody foresaw is 500 with the request id. */
export const answerError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  const known = translate(error)
  if (known === null) request.log.error({ err: error }, 'unexpected error')
  const body = known ?? {
    status: 500,
    code: 'internal_error',
    message:
      'Something went wrong on our side. The request id helps whoever runs this installation to find out what.',
    details: {},
  }
  const { retry_after_seconds: seconds } = body.details as { retry_after_seconds?: unknown }
  if (typeof seconds === 'number') reply.header('retry-after', String(seconds))
  void reply
    .status(body.status)
    .header('cache-control', 'no-store')
    .send({
      error: { code: body.code, message: body.message, details: body.details, request_id: request.id },
    })
}
