import { DEFAULT_HOST } from '#server/addresses/slug-key.ts'
import type { Answer } from './answer.ts'
import { answerCustomHost } from './answer-custom-host.ts'
import { answerSlug, type Stranger } from './answer-slug.ts'
import { noticeAnswer } from './notice-pages.ts'
import { readOwnSlug } from './read-slug.ts'
import { showReportForm, takeReport } from './report-page.ts'

const REPORT = '/report'
const METHODS = new Set(['GET', 'HEAD', 'POST'])
const WRONG_METHOD: Answer = {
  status: 405,
  headers: ['Allow', 'GET, HEAD, POST', 'Content-Length', '0'],
  body: '',
}

const answerOwnHost = async (stranger: Stranger): Promise<Answer> => {
  const { runtime, visit, form } = stranger
  if (visit.path === REPORT)
    return form === null ? showReportForm(visit.query) : takeReport(runtime, form, visit.ip)
  const asked = readOwnSlug(visit.path)
  const answer = asked === null ? null : await answerSlug(stranger, DEFAULT_HOST, asked)
  return answer ?? noticeAnswer('not_found')
}

/** Answers what a stranger asks for; the one entrance for links and pages on all hosts. */
export const answerVisit = async (stranger: Stranger): Promise<Answer> => {
  const { method, host } = stranger.visit
  if (!METHODS.has(method)) return WRONG_METHOD
  switch (host.kind) {
    case 'broken':
      return noticeAnswer('broken_host')
    case 'internal':
      return noticeAnswer('not_found')
    case 'custom':
      return answerCustomHost(stranger)
    case 'own':
      return answerOwnHost(stranger)
  }
}
