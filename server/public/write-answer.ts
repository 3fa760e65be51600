import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'

/** Sends an answer; the body stays away for HEAD, its length does not (RFC 9110 §9.3.2). */
export const writeAnswer = (response: ServerResponse, method: string, answer: Answer): void => {
  response.writeHead(answer.status, answer.headers)
  if (method === 'HEAD' || answer.body === '') response.end()
  else response.end(answer.body)
}
