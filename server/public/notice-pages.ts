import { html, type SafeHtml } from '#server/kernel/mailer/escape-html.ts'
import type { Answer } from './answer.ts'
import type { ClosedReason } from './decide-link.ts'
import { pageAnswer } from './page-answer.ts'

type Notice = ClosedReason | 'unknown_host' | 'broken_host' | 'busy'

const WORDS: Record<Notice, { status: number; title: string; text: string }> = {
  not_found: {
    status: 404,
    title: 'Nothing is here',
    text: 'Check the address for a typing error, or ask whoever gave it to you for a new one.',
  },
  gone: {
    status: 410,
    title: 'This page is gone',
    text: 'Whoever kept it has taken it down. Ask them for a new address, if there is one.',
  },
  suspended: {
    status: 403,
    title: 'This address is suspended',
    text: 'The organization that keeps it is suspended here, so its links and pages lead nowhere for now.',
  },
  blocked: {
    status: 403,
    title: 'This link is blocked',
    text: 'It was reported and leads nowhere any more, to keep those who follow it safe.',
  },
  disabled: {
    status: 404,
    title: 'This link is switched off',
    text: 'Whoever keeps it has switched it off. Ask them when it will lead on again.',
  },
  expired: {
    status: 410,
    title: 'This link has expired',
    text: 'It was meant for a time that is over. Ask whoever gave it to you for a new one.',
  },
  limit_reached: {
    status: 410,
    title: 'This link is used up',
    text: 'It could be opened a limited number of times. Ask whoever gave it to you for a new one.',
  },
  unknown_host: {
    status: 404,
    title: 'This domain is not set up here',
    text: 'If it is yours, add it to your workspace and prove it by its TXT record; then its links lead on.',
  },
  broken_host: { status: 400, title: 'Which site is meant?', text: 'The request names no host, or two.' },
  busy: {
    status: 500,
    title: 'That did not work',
    text: 'Something went wrong on our side. Load the page again in a moment.',
  },
}

const bodyOf = (title: string, text: string): SafeHtml => html`<h1>${title}</h1><p class="about">${text}</p>`

const render = ([name, { status, title, text }]: [string, (typeof WORDS)[Notice]]): [string, Answer] => [
  name,
  pageAnswer({ title, description: text, url: null, body: bodyOf(title, text) }, { status }),
]

const ANSWERS: ReadonlyMap<string, Answer> = new Map(Object.entries(WORDS).map((entry) => render(entry)))

/** The page that says why nothing else is shown. */
export const noticeAnswer = (notice: Notice): Answer => {
  const answer = ANSWERS.get(notice)
  if (answer === undefined) throw new Error(`no page ${notice}`)
  return answer
}
